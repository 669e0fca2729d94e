package io.danggol.recommendation.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");
    private static final UUID ANNA = new UUID(0, 1);
    private static final UUID BORA = new UUID(0, 2);
    private static final long BROWSER = 7;

    private final Items items = new Items(1_000);

    private History history() {
        return new History(items, new History.Bounds(10_000, Duration.ofDays(30), 1_000));
    }

    private static Touch touch(long event, UUID person, long session, Instant at, String... ids) {
        return new Touch(event, person, BROWSER, session, at, Action.VIEW, List.of(ids));
    }

    /// Everything that can be asked of a history, in a form that does not depend on the order of lists.
    private Map<String, Object> asked(History history, Set<UUID> people) {
        var answers = new TreeMap<String, Object>();
        answers.put("sessions", history.sessions());
        answers.put("clicks", history.allClicks());
        for (var item = 0; item < items.size(); item++) {
            var number = item;
            var sessions = new TreeSet<String>();
            for (var index = 0; index < history.sessionsOf(item).size(); index++) {
                sessions.add(text(history.sessionsOf(item).get(index)));
            }
            answers.put("item " + items.id(number), sessions + " " + history.clicks(number));
        }
        for (var person : people) {
            var sessions = new TreeSet<String>();
            history.sessionsOf(person).forEach(session -> sessions.add(text(session)));
            answers.put("person " + person, sessions);
        }
        answers.put(
                "trail",
                history.trailOf(BROWSER, _ -> true).clicks().stream()
                        .map(click -> items.id(click.item()) + "@" + click.at())
                        .sorted()
                        .toList());
        return answers;
    }

    private String text(Session session) {
        var text = new StringBuilder().append(session.person()).append(session.distinct());
        for (var click = 0; click < session.size(); click++) {
            text.append(' ').append(items.id(session.item(click))).append('@').append(session.at(click));
        }
        return text.toString();
    }

    @Test
    void orderAndRepeatsOfEventsDoNotMatter() {
        for (var round = 0; round < 500; round++) {
            var seed = System.nanoTime();
            var random = new Random(seed);
            for (var item = 0; item < 8; item++) items.number("i" + item);
            var touches = new ArrayList<Touch>();
            for (var event = 1; event <= 30; event++) {
                touches.add(touch(
                        event,
                        random.nextBoolean() ? ANNA : BORA,
                        1 + random.nextInt(4),
                        NOON.plusMillis(event * 7 % 30),
                        "i" + random.nextInt(8)));
            }
            var straight = history();
            touches.forEach(straight::add);
            var shuffled = new ArrayList<>(touches);
            shuffled.addAll(touches.subList(0, random.nextInt(30)));
            Collections.shuffle(shuffled, random);
            var mixed = history();
            shuffled.forEach(mixed::add);

            assertThat(asked(mixed, Set.of(ANNA, BORA)))
                    .as("seed %d", seed)
                    .isEqualTo(asked(straight, Set.of(ANNA, BORA)));
        }
    }

    @Test
    void aTrailIsInTheOrderOfItsTimesToTheMillisecondAndThenOfTheLog() {
        var history = history();
        for (var session = 1; session <= 2; session++) {
            history.add(touch(10 * session + 1, ANNA, session, NOON.plusMillis(6), "third"));
            history.add(touch(10 * session + 2, ANNA, session, NOON.plusMillis(4), "first"));
            history.add(touch(10 * session + 3, ANNA, session, NOON.plusMillis(5), "second"));
            history.add(touch(10 * session, ANNA, session, NOON.plusMillis(6), "fourth"));
        }
        assertThat(trail(history))
                .containsExactly("first", "first", "second", "second", "third", "fourth", "third", "fourth");
    }

    @Test
    void aTrailThatIsCutHoldsTheLatestOfAllVisits() {
        var history = history();
        for (var click = 0; click < 150; click++) {
            history.add(touch(click, ANNA, 1, NOON.plusSeconds(2 * click), "phone"));
            if (click < 140) history.add(touch(1_000 + click, ANNA, 2, NOON.plusSeconds(2 * click + 1), "tablet"));
        }

        assertThat(trail(history)).hasSize(100);
        assertThat(trail(history)).filteredOn("tablet"::equals).hasSize(45);
    }

    private List<String> trail(History history) {
        return history.trailOf(ANNA, 0, ANNA).clicks().stream()
                .map(click -> items.id(click.item()))
                .toList();
    }

    /// Each key's records keep their order, the keys interleave as they like.
    @Test
    void howeverMovesInterleaveAnEventEndsWithItsLastOwner() {
        for (var round = 0; round < 500; round++) {
            var seed = System.nanoTime();
            var random = new Random(seed);
            var queues = new HashMap<UUID, ArrayDeque<Runnable>>();
            var history = history();
            var owners = new HashMap<Long, UUID>();
            for (var event = 1L; event <= 10; event++) {
                var number = event;
                var owner = random.nextBoolean() ? ANNA : BORA;
                var recorded = touch(number, owner, 1, NOON.plusSeconds(event), "i" + event);
                queue(queues, owner, () -> history.add(recorded));
                for (var moves = random.nextInt(3); moves > 0; moves--) {
                    var from = owner;
                    var into = from.equals(ANNA) ? BORA : ANNA;
                    queue(queues, from, () -> history.remove(touch(number, from, 1, NOON, "i" + number)));
                    queue(
                            queues,
                            into,
                            () -> history.add(touch(number, into, 1, NOON.plusSeconds(number), "i" + number)));
                    owner = into;
                }
                owners.put(number, owner);
            }
            while (!queues.isEmpty()) {
                var keys = new ArrayList<>(new TreeSet<>(queues.keySet()));
                var key = keys.get(random.nextInt(keys.size()));
                queues.get(key).removeFirst().run();
                if (queues.get(key).isEmpty()) queues.remove(key);
            }

            for (var person : List.of(ANNA, BORA)) {
                var held = new HashSet<String>();
                history.sessionsOf(person).forEach(session -> {
                    for (var click = 0; click < session.size(); click++) held.add(items.id(session.item(click)));
                });
                var expected = new HashSet<String>();
                owners.forEach((event, owner) -> {
                    if (owner.equals(person)) expected.add("i" + event);
                });
                assertThat(held).as("seed %d", seed).isEqualTo(expected);
            }
            assertThat(history.allClicks()).as("seed %d", seed).isEqualTo(10);
        }
    }

    private static void queue(Map<UUID, ArrayDeque<Runnable>> queues, UUID key, Runnable step) {
        queues.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(step);
    }

    @Test
    void whatIsErasedLeavesNoTraceAndTheRestStays() {
        for (var round = 0; round < 300; round++) {
            var seed = System.nanoTime();
            var random = new Random(seed);
            for (var item = 0; item < 6; item++) items.number("i" + item);
            var until = NOON.plusSeconds(10);
            var all = history();
            var kept = history();
            for (var event = 1; event <= 40; event++) {
                var person = random.nextBoolean() ? ANNA : BORA;
                var at = NOON.plusSeconds(random.nextInt(20));
                var touch = new Touch(
                        event, person, 0, 1 + random.nextInt(5), at, Action.VIEW, List.of("i" + random.nextInt(6)));
                all.add(touch);
                if (person.equals(BORA) || at.isAfter(until)) kept.add(touch);
            }

            all.erase(Set.of(ANNA), Set.of(), until);

            assertThat(asked(all, Set.of(ANNA, BORA))).as("seed %d", seed).isEqualTo(asked(kept, Set.of(ANNA, BORA)));
        }
    }

    @Test
    void anErasedBrowserIsForgottenWhoeverSatAtIt() {
        var history = history();
        history.say(BROWSER, true, NOON);
        history.add(touch(1, ANNA, 1, NOON, "a"));

        var erased = history.erase(Set.of(), Set.of(BROWSER), NOON);

        assertThat(erased).isEqualTo(1);
        assertThat(history.sessions()).isZero();
        assertThat(history.agreed(BROWSER)).isFalse();
    }

    @Test
    void evictionKeepsTheBoundsAndEveryCountTrue() {
        for (var round = 0; round < 100; round++) {
            var seed = System.nanoTime();
            var random = new Random(seed);
            var history = new History(items, new History.Bounds(20, Duration.ofHours(1), 8));
            for (var event = 1; event <= 300; event++) {
                var at = NOON.plusSeconds(event * 60L);
                history.add(
                        touch(event, new UUID(0, random.nextInt(50)), random.nextInt(80), at, "i" + random.nextInt(5)));
                if (random.nextInt(10) == 0) history.evict(at);
            }
            var end = NOON.plusSeconds(300 * 60L);

            history.evict(end);

            assertThat(history.sessions()).as("seed %d", seed).isLessThanOrEqualTo(20);
            var clicks = 0L;
            for (var person = 0; person < 50; person++) {
                for (var session : history.sessionsOf(new UUID(0, person))) {
                    clicks += session.size();
                    assertThat(session.gone()).isFalse();
                }
            }
            assertThat(history.allClicks()).as("seed %d", seed).isEqualTo(clicks);
        }
    }

    @Test
    void aProductRemembersItsMostRecentSessions() {
        var history = new History(items, new History.Bounds(10_000, Duration.ofDays(30), 100));
        for (var event = 1; event <= 1_000; event++) {
            history.add(touch(event, ANNA, event, NOON.plusSeconds(event), "a"));
        }

        var recent = history.sessionsOf(items.find("a"));

        assertThat(recent.size()).isBetween(75, 100);
        assertThat(recent.get(recent.size() - 1).lastAt())
                .isEqualTo(NOON.plusSeconds(1_000).toEpochMilli());
    }

    @Test
    void theBrowserAloneTellsOnlyWhatHappenedSinceTheLastLoginOrLogout() {
        var history = history();
        history.add(touch(1, ANNA, 1, NOON, "before"));
        history.turn(BROWSER, NOON.plusSeconds(1));
        history.add(touch(2, BORA, 1, NOON.plusSeconds(2), "after"));

        var trail = history.trailOf(BROWSER, _ -> true);

        assertThat(trail.clicks()).extracting(click -> items.id(click.item())).containsExactly("after");
    }

    @Test
    void anotherCustomerAtTheBrowserIsATurnEvenWithoutALogin() {
        var history = history();
        history.use(BROWSER, 1, NOON);
        history.add(touch(1, ANNA, 1, NOON.plusSeconds(1), "annas"));
        history.use(BROWSER, 2, NOON.plusSeconds(2));
        history.add(touch(2, BORA, 1, NOON.plusSeconds(3), "boras"));

        var trail = history.trailOf(BROWSER, _ -> true);

        assertThat(trail.clicks()).extracting(click -> items.id(click.item())).containsExactly("boras");
    }

    @Test
    void atEqualTimesTheRefusalHolds() {
        var history = history();
        history.say(BROWSER, true, NOON);
        history.say(BROWSER, false, NOON);
        history.say(BROWSER, true, NOON);

        assertThat(history.agreed(BROWSER)).isFalse();
    }

    @Test
    void whatWasWrittenIsReadBack() throws IOException {
        var written = history();
        var random = new Random(1);
        for (var event = 1; event <= 200; event++) {
            written.add(touch(
                    event,
                    new UUID(0, random.nextInt(9)),
                    random.nextInt(30),
                    NOON.plusSeconds(event),
                    "i" + random.nextInt(9)));
        }
        written.turn(BROWSER, NOON.plusSeconds(50));
        var bytes = new ByteArrayOutputStream();

        written.write(new DataOutputStream(bytes));
        var read = history();
        read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        var people = new HashSet<UUID>();
        for (var person = 0; person < 9; person++) people.add(new UUID(0, person));
        assertThat(asked(read, people)).isEqualTo(asked(written, people));
    }
}
