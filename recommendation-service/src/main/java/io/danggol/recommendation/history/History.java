package io.danggol.recommendation.history;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/// The sessions of all shoppers who agreed to personalisation, by person, by browser and by product.
///
/// The result does not depend on the order in which events come, nor on repeats, up to what the bounds forget.
public final class History {
    private static final int LONGEST_SESSION = 500;
    private static final int LONGEST_TRAIL = 100;
    private static final Recent<Session> NOTHING = new Recent<>(4);

    /// What is kept: at most `sessions`, none whose last click is older than `age`, and at most `perItem` of a product.
    public record Bounds(int sessions, Duration age, int perItem) {
        public Bounds {
            if (sessions < 1) throw new IllegalArgumentException("sessions: " + sessions + " (expected: >= 1)");
            if (!age.isPositive()) throw new IllegalArgumentException("age: " + age + " (expected: > 0)");
            if (perItem < 4) throw new IllegalArgumentException("perItem: " + perItem + " (expected: >= 4)");
        }
    }

    private final Items items;
    private final Bounds bounds;
    private final Map<UUID, Session> people = new HashMap<>();
    private final LongMap<Browser> browsers = new LongMap<>();
    private final LongMap<Session> visits = new LongMap<>();
    private final ArrayDeque<Session> queue = new ArrayDeque<>();
    private final List<Recent<Session>> postings = new ArrayList<>();
    private int[] clicks = new int[64];
    private long allClicks;
    private int sessions;

    public History(Items items, Bounds bounds) {
        this.items = items;
        this.bounds = bounds;
    }

    /// Number of sessions held.
    public int sessions() {
        return sessions;
    }

    /// All clicks of the sessions held.
    public long allClicks() {
        return allClicks;
    }

    /// The clicks on `item` in the sessions held.
    public int clicks(int item) {
        return item < clicks.length ? clicks[item] : 0;
    }

    /// The most recent sessions that touched `item`, newest last.
    public Recent<Session> sessionsOf(int item) {
        return item >= 0 && item < postings.size() ? postings.get(item) : NOTHING;
    }

    /// The sessions of `person`, in no order; empty if there are none.
    public List<Session> sessionsOf(UUID person) {
        var latest = people.get(person);
        if (latest == null) return List.of();
        var sessions = new ArrayList<Session>(2);
        for (var session = latest; session != null; session = session.behindPerson) sessions.add(session);
        return sessions;
    }

    private static List<Session> sessionsOf(Browser browser) {
        var sessions = new ArrayList<Session>(2);
        for (var session = browser.latest; session != null; session = session.behindBrowser) sessions.add(session);
        return sessions;
    }

    /// Adds an event to its owner's session. A repeat changes nothing.
    public void add(Touch touch) {
        var known = find(touch.person(), touch.session());
        var session = known.orElseGet(() -> new Session(touch.person(), touch.browser(), touch.session()));
        for (var id : touch.items()) {
            var item = items.number(id);
            if (item == Items.NONE) continue;
            var first = session.lastPosition(item) < 0;
            if (!session.add(touch.event(), touch.at().toEpochMilli(), touch.action(), item)) continue;
            count(item, 1);
            if (first) posting(item).add(session, Session::gone);
            if (session.size() > LONGEST_SESSION) remove(session, 0);
        }
        if (known.isEmpty() && session.size() > 0) enter(session);
    }

    /// Takes an event from `touch.person()` again: it was never theirs. Nothing happens if it is not held.
    public void remove(Touch touch) {
        find(touch.person(), touch.session()).ifPresent(session -> {
            for (var click = session.size() - 1; click >= 0; click--) {
                if (session.event(click) == touch.event()) remove(session, click);
            }
            if (session.size() == 0) drop(session);
        });
    }

    /// Somebody logged in or out at `browser`.
    public void turn(long browser, Instant at) {
        browser(browser).turn(at.toEpochMilli());
    }

    /// An event proved that the customer with this hash uses `browser`.
    public void use(long browser, long customer, Instant at) {
        browser(browser).use(customer, at.toEpochMilli());
    }

    /// What an event of `browser` said about personalisation.
    public void say(long browser, boolean agrees, Instant at) {
        browser(browser).say(agrees, at.toEpochMilli());
    }

    /// Whether the latest event of `browser` agreed to personalisation; unknown is no.
    public boolean agreed(long browser) {
        var known = browsers.get(browser);
        return known != null && known.agreed();
    }

    /// What this browser did since its last login or logout, as far as `usable` lets its owner's sessions be used.
    public Trail trailOf(long browser, Predicate<UUID> usable) {
        var known = browsers.get(browser);
        if (known == null) return Trail.EMPTY;
        return Trail.of(usable(sessionsOf(known), usable), known.turnedAt(), LONGEST_TRAIL);
    }

    /// What a person did on all their devices, and what `browser` (0: none) did since its last turn for nobody else.
    public Trail trailOf(UUID person, long browser, UUID browsersOwn) {
        var own = new HashSet<>(sessionsOf(person));
        var known = browsers.get(browser);
        if (known != null) {
            sessionsOf(known).stream()
                    .filter(session -> session.person().equals(browsersOwn) && session.lastAt() > known.turnedAt())
                    .forEach(own::add);
        }
        return Trail.of(own, Long.MIN_VALUE, LONGEST_TRAIL);
    }

    /// Forgets what these people and browsers did up to `until`, inclusive; answers how many clicks that were.
    public long erase(Set<UUID> persons, Set<Long> erasedBrowsers, Instant until) {
        var concerned = new HashSet<Session>();
        persons.forEach(person -> concerned.addAll(sessionsOf(person)));
        var erased = 0L;
        for (var id : erasedBrowsers) {
            var browser = browsers.get(id);
            if (browser == null) continue;
            concerned.addAll(sessionsOf(browser));
            if (browser.saidAt() <= until.toEpochMilli()) browser.say(false, until.toEpochMilli());
            browser.turn(until.toEpochMilli());
        }
        for (var session : concerned) {
            while (session.size() > 0 && session.at(0) <= until.toEpochMilli()) {
                remove(session, 0);
                erased++;
            }
            if (session.size() == 0) drop(session);
        }
        return erased;
    }

    /// Forgets what the bounds no longer allow at `now`.
    public void evict(Instant now) {
        var oldest = now.minus(bounds.age()).toEpochMilli();
        for (var checked = queue.size(); checked > 0; checked--) {
            var session = queue.peekFirst();
            if (session == null || (!session.gone() && session.lastAt() >= oldest && sessions <= bounds.sessions()))
                break;
            queue.removeFirst();
            if (!session.gone()) empty(session);
        }
        browsers.removeIf(browser -> browser.latest == null && Math.max(browser.turnedAt(), browser.saidAt()) < oldest);
    }

    private void empty(Session session) {
        for (var click = session.size() - 1; click >= 0; click--) count(session.item(click), -1);
        drop(session);
    }

    private void enter(Session session) {
        session.behindPerson = people.put(session.person(), session);
        visits.put(key(session.person(), session.visit()), session);
        if (session.browser() != 0) {
            var browser = browser(session.browser());
            session.behindBrowser = browser.latest;
            browser.latest = session;
        }
        queue.addLast(session);
        sessions++;
    }

    private void drop(Session session) {
        session.leave();
        people.computeIfPresent(session.person(), (_, latest) -> withoutPersons(latest, session));
        visits.remove(key(session.person(), session.visit()));
        var browser = browsers.get(session.browser());
        if (browser != null) browser.latest = withoutBrowsers(browser.latest, session);
        sessions--;
    }

    /// The chain from `latest` on without `session`; null if nothing is left.
    private static Session withoutPersons(Session latest, Session session) {
        if (latest == session) return session.behindPerson;
        for (var one = latest; one != null; one = one.behindPerson) {
            if (one.behindPerson == session) one.behindPerson = session.behindPerson;
        }
        return latest;
    }

    /// The same for the chain of a browser.
    private static Session withoutBrowsers(Session latest, Session session) {
        if (latest == session) return session.behindBrowser;
        for (var one = latest; one != null; one = one.behindBrowser) {
            if (one.behindBrowser == session) one.behindBrowser = session.behindBrowser;
        }
        return latest;
    }

    /// A person's part of a visit.
    private static long key(UUID person, long visit) {
        return (visit * 31 + person.getMostSignificantBits()) * 0x9E3779B97F4A7C15L + person.getLeastSignificantBits();
    }

    private void remove(Session session, int click) {
        var item = session.item(click);
        session.remove(click);
        count(item, -1);
        if (session.lastPosition(item) < 0) posting(item).remove(session);
    }

    private void count(int item, int change) {
        if (item >= clicks.length) clicks = Arrays.copyOf(clicks, Math.max(item + 1, 2 * clicks.length));
        clicks[item] += change;
        allClicks += change;
    }

    private Recent<Session> posting(int item) {
        while (postings.size() <= item) postings.add(new Recent<>(bounds.perItem()));
        return postings.get(item);
    }

    private Browser browser(long id) {
        return browsers.computeIfAbsent(id, _ -> new Browser());
    }

    /// Two keys that clash would join two visits; they are 64 bits of hashes, so they do not.
    private Optional<Session> find(UUID person, long visit) {
        var session = visits.get(key(person, visit));
        return session != null && session.person().equals(person) && session.visit() == visit
                ? Optional.of(session)
                : Optional.empty();
    }

    private static Collection<Session> usable(List<Session> sessions, Predicate<UUID> usable) {
        return sessions.stream()
                .filter(session -> usable.test(session.person()))
                .toList();
    }

    /// Writes everything, to be read by [#read] into an empty history beside the same items.
    public void write(DataOutput out) throws IOException {
        out.writeInt(browsers.size());
        var ids = new ArrayList<Long>(browsers.size());
        browsers.forEach((id, _) -> ids.add(id));
        for (var id : ids) {
            var browser = browsers.get(id);
            out.writeLong(id);
            out.writeLong(browser.turnedAt());
            out.writeLong(browser.saidAt());
            out.writeBoolean(browser.agreed());
            out.writeLong(browser.customer());
            out.writeLong(browser.customerAt());
        }
        out.writeInt(sessions);
        for (var session : queue) {
            if (session.gone()) continue;
            out.writeLong(session.person().getMostSignificantBits());
            out.writeLong(session.person().getLeastSignificantBits());
            out.writeLong(session.browser());
            out.writeLong(session.visit());
            out.writeInt(session.size());
            for (var click = 0; click < session.size(); click++) {
                out.writeLong(session.event(click));
                out.writeLong(session.at(click));
                out.writeByte(session.action(click).ordinal());
                out.writeInt(session.item(click));
            }
        }
    }

    /// Reads what [#write] wrote.
    public void read(DataInput in) throws IOException {
        for (var count = in.readInt(); count > 0; count--) {
            browser(in.readLong()).read(in.readLong(), in.readLong(), in.readBoolean(), in.readLong(), in.readLong());
        }
        for (var count = in.readInt(); count > 0; count--) {
            var session = new Session(new UUID(in.readLong(), in.readLong()), in.readLong(), in.readLong());
            for (var left = in.readInt(); left > 0; left--) {
                var event = in.readLong();
                var at = in.readLong();
                var action = Action.at(in.readByte());
                var item = in.readInt();
                if (session.lastPosition(item) < 0) posting(item).add(session, Session::gone);
                session.add(event, at, action, item);
                count(item, 1);
            }
            enter(session);
        }
    }
}
