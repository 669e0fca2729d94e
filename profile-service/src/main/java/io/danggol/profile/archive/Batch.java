package io.danggol.profile.archive;

import io.danggol.chassis.identity.Identities;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.profile.archive.Archive.Entry;
import io.danggol.profile.archive.Archive.Move;
import io.danggol.profile.archive.Archive.Placed;
import io.danggol.profile.archive.Archive.Stored;
import io.danggol.profile.archive.Incoming.Key;
import io.danggol.profile.archive.Transitions.Kind;
import io.danggol.profile.archive.Transitions.Transition;
import io.danggol.profile.facts.Trust;
import io.danggol.profile.identity.Browser;
import io.danggol.profile.identity.Browser.Placement;
import io.danggol.profile.identity.Browsers.Remembered;
import io.danggol.profile.identity.Owners;
import io.danggol.profile.identity.Step;
import io.danggol.profile.person.Consented;
import io.danggol.profile.person.Decisions;
import io.danggol.profile.person.ProfileRow;
import io.danggol.profile.person.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is known while a batch is folded. Each step takes what the database said and prepares what it is
/// asked or told next; it asks nothing itself.
final class Batch {
    private final Identities identities;

    /// Events that count, by key: of each key one.
    private final Map<Key, Incoming> fresh = new LinkedHashMap<>();

    /// Events of the archive that lost against one of this batch.
    private final Map<Key, Stored> replaced = new HashMap<>();

    private final Map<String, Remembered> remembered = new HashMap<>();
    private final Map<String, Browser> browsers = new HashMap<>();
    private final Map<Key, UUID> belongs = new HashMap<>();
    private final Set<String> recounts = new HashSet<>();
    private final Map<Placed, Moving> moving = new LinkedHashMap<>();
    private final Map<UUID, Optional<String>> customers = new HashMap<>();
    private final Map<UUID, UUID> owners = new HashMap<>();
    private final Map<String, UUID> ownProfiles = new HashMap<>();
    private final Map<String, UUID> customerProfiles = new HashMap<>();
    private final Map<String, List<Incoming>> byVisitor = new HashMap<>();
    private List<Entry> entries = List.of();
    private List<Move> moves = List.of();
    private List<Alias> aliases = List.of();
    private List<ProfileRow> stored = List.of();

    /// An event's browser and the profile that it belongs to from now on.
    private record Moving(String visitor, UUID profile) {}

    Batch(Identities identities, Collection<Incoming> incoming) {
        this.identities = identities;
        incoming.forEach(event -> fresh.merge(event.key(), event, Incoming::orBetter));
    }

    boolean isEmpty() {
        return fresh.isEmpty();
    }

    Set<Key> keys() {
        return fresh.keySet();
    }

    /// Every profile that one of the events may be of.
    Set<UUID> people() {
        return fresh.values().stream()
                .map(Incoming::event)
                .flatMap(this::people)
                .collect(Collectors.toSet());
    }

    private Stream<UUID> people(StorefrontEvent event) {
        return Stream.of(
                        event.visitorId() == null ? null : ownProfile(event.visitorId()),
                        event.customer() == null ? null : customerProfile(event.customer()))
                .filter(Objects::nonNull);
    }

    private UUID ownProfile(String visitor) {
        return ownProfiles.computeIfAbsent(visitor, identities::profileOfVisitor);
    }

    private UUID customerProfile(String customer) {
        return customerProfiles.computeIfAbsent(customer, identities::profileOfCustomer);
    }

    /// Forgets what occurred or was received before somebody was erased.
    void withoutErased(Map<UUID, Instant> erasedAt) {
        if (erasedAt.isEmpty()) return;
        fresh.values()
                .removeIf(it -> people(it.event())
                        .map(erasedAt::get)
                        .filter(Objects::nonNull)
                        .anyMatch(at -> !it.event().occurredAt().isAfter(at)
                                || !it.event().receivedAt().isAfter(at)));
    }

    /// Forgets what the archive holds already, unless the new body is the better one.
    void withoutRepeats(Map<Key, Stored> stored) {
        stored.forEach((key, old) -> {
            var better = Canonical.of(fresh.get(key).event()).compareTo(Canonical.of(old.event())) < 0;
            if (better) replaced.put(key, old);
            else fresh.remove(key);
        });
    }

    Set<Key> replaced() {
        return replaced.keySet();
    }

    Set<String> visitors() {
        return Stream.concat(
                        fresh.values().stream().map(it -> it.event().visitorId()),
                        replaced.values().stream().map(it -> it.event().visitorId()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /// The browsers of all events that get a new owner.
    Set<String> allVisitors() {
        var all = new HashSet<>(visitors());
        all.addAll(recounts);
        return all;
    }

    /// Places each event by what is remembered of its browser; tells the browsers whose past is needed.
    Set<String> place(Map<String, Remembered> locked) {
        fresh.values().stream()
                .filter(it -> it.event().visitorId() != null)
                .forEach(it -> byVisitor
                        .computeIfAbsent(it.event().visitorId(), _ -> new ArrayList<>())
                        .add(it));
        remembered.putAll(locked);
        locked.forEach((visitor, it) -> browsers.put(visitor, it.browser()));
        replaced.values().stream()
                .map(old -> old.event().visitorId())
                .filter(Objects::nonNull)
                .forEach(recounts::add);
        for (var event : fresh.values()) {
            var visitor = event.event().visitorId();
            if (visitor == null) {
                belongs.put(event.key(), profileOf(null, event.event().customer()));
            } else if (!recounts.contains(visitor)) {
                switch (browsers.get(visitor).place(event.step())) {
                    case Placement.Placed(var customer, var next) -> {
                        belongs.put(event.key(), profileOf(visitor, customer));
                        browsers.put(visitor, next);
                    }
                    case Placement.Recount() -> recounts.add(visitor);
                }
            }
        }
        return recounts;
    }

    /// Places the events of the browsers whose past was needed; `road` holds that past.
    void recount(Map<String, List<Placed>> road) {
        for (var visitor : recounts) {
            var settledAt = remembered.get(visitor).settledAt();
            var past = new HashMap<Step, Placed>();
            road.getOrDefault(visitor, List.of()).stream()
                    .filter(it -> settledAt == null || it.step().at().at().isAfter(settledAt))
                    .forEach(it -> past.put(it.step(), it));
            var steps = new ArrayList<>(past.keySet());
            var now = byVisitor.getOrDefault(visitor, List.of()).stream()
                    .collect(Collectors.toMap(Incoming::step, Function.identity()));
            steps.addAll(now.keySet());
            for (var owned : Owners.of(steps)) {
                var profile = profileOf(visitor, owned.customer());
                var before = past.get(owned.step());
                if (before == null) belongs.put(now.get(owned.step()).key(), profile);
                else if (!before.belongs().equals(profile)) moving.put(before, new Moving(visitor, profile));
            }
            browsers.put(visitor, Browser.of(steps));
        }
    }

    private UUID profileOf(String visitor, String customer) {
        var id = customer == null ? ownProfile(visitor) : customerProfile(customer);
        customers.putIfAbsent(id, Optional.ofNullable(customer));
        return id;
    }

    /// The profiles that events belong to from now on.
    Set<UUID> belongs() {
        return Stream.concat(belongs.values().stream(), moving.values().stream().map(Moving::profile))
                .collect(Collectors.toSet());
    }

    /// Takes in who owns what belongs to whom, after what staff merged.
    void owned(Map<UUID, UUID> ownersOf) {
        owners.putAll(ownersOf);
        entries = findEntries();
        moves = findMoves();
        aliases = findAliases();
    }

    List<Move> moves() {
        return moves;
    }

    List<Entry> entries() {
        return entries;
    }

    List<Alias> aliases() {
        return aliases;
    }

    /// What was done after its owner, or its browser, refused analytics, but the logouts: they say that somebody is not
    /// meant any more. What the archive holds already stays, in whatever body.
    Set<Key> refused(Function<UUID, Decisions.OfPerson> decided) {
        return entries.stream()
                .filter(entry -> !entry.event().step().logout()
                        && !replaced.containsKey(entry.event().key())
                        && refuses(decided.apply(entry.owner()), entry.event().event()))
                .map(entry -> entry.event().key())
                .collect(Collectors.toSet());
    }

    private static boolean refuses(Decisions.OfPerson owner, StorefrontEvent event) {
        return owner.latest(event.visitorId())
                .filter(latest -> !latest.granted() && !event.occurredAt().isBefore(latest.since()))
                .isPresent();
    }

    /// Goes back to before anything was placed, and forgets these.
    void forget(Set<Key> keys) {
        fresh.keySet().removeAll(keys);
        Stream.of(byVisitor, remembered, browsers, belongs, moving, customers, owners)
                .forEach(Map::clear);
        recounts.clear();
        entries = List.of();
        moves = List.of();
        aliases = List.of();
    }

    private List<Move> findMoves() {
        return moving.entrySet().stream()
                .map(it -> new Move(
                        it.getKey(),
                        it.getValue().profile(),
                        owners.get(it.getValue().profile())))
                .toList();
    }

    private List<Entry> findEntries() {
        return fresh.values().stream()
                .map(it -> {
                    var profile = belongs.get(it.key());
                    return new Entry(it, profile, owners.get(profile));
                })
                .toList();
    }

    /// Every profile that changes, with the hash of the customer id of those that are a customer's.
    Map<UUID, Optional<String>> concerned() {
        var all = new HashMap<UUID, Optional<String>>();
        entries().forEach(entry -> all.put(entry.owner(), Optional.empty()));
        moves().forEach(move -> {
            all.put(move.owner(), Optional.empty());
            all.put(move.event().owner(), Optional.empty());
        });
        replaced.values().forEach(old -> all.put(old.owner(), Optional.empty()));
        aliases().forEach(alias -> {
            all.put(alias.own(), Optional.empty());
            alias.profiles().forEach(id -> all.put(id, Optional.empty()));
        });
        all.replaceAll((id, _) -> customers.getOrDefault(id, Optional.empty()));
        return all;
    }

    /// A change of whom a browser's own profile stands for; null stands for itself.
    record Alias(String visitor, UUID own, UUID before, UUID after) {
        Stream<UUID> profiles() {
            return Stream.of(before, after).filter(Objects::nonNull);
        }

        Stream<UUID> all() {
            return Stream.of(own, before, after).filter(Objects::nonNull);
        }
    }

    private List<Alias> findAliases() {
        return browsers.entrySet().stream()
                .map(it -> {
                    var before = remembered.get(it.getKey()).browser().alias();
                    var after = it.getValue().alias();
                    return Objects.equals(before, after)
                            ? null
                            : new Alias(
                                    it.getKey(),
                                    ownProfile(it.getKey()),
                                    before == null ? null : profileOf(null, before),
                                    after == null ? null : profileOf(null, after));
                })
                .filter(Objects::nonNull)
                .toList();
    }

    /// What has to be remembered of the browsers.
    Map<String, Browser> browsers() {
        return browsers;
    }

    /// The new states of the profiles that only gained events, folded from what they gained.
    List<ProfileRow> gained(
            Map<UUID, ProfileRow> locked,
            Map<UUID, List<StorefrontEvent>> moved,
            Function<UUID, Consented> consented,
            Trust trust) {
        var gains = new HashMap<UUID, List<StorefrontEvent>>();
        entries()
                .forEach(entry -> gains.computeIfAbsent(entry.owner(), _ -> new ArrayList<>())
                        .add(entry.event().event()));
        moved.forEach((owner, events) ->
                gains.computeIfAbsent(owner, _ -> new ArrayList<>()).addAll(events));
        gains.keySet().removeAll(losers());
        return gains.entrySet().stream()
                .map(it -> {
                    var row = locked.get(it.getKey());
                    State state = row.state().plus(it.getValue(), consented.apply(row.id()), trust);
                    return row.withState(state);
                })
                .toList();
    }

    /// Remembers what was stored of the profiles that only gained events.
    void stored(List<ProfileRow> profiles) {
        stored = profiles;
    }

    /// What there is to say once the batch is committed.
    ///
    /// @param first the position of each partition's first record
    /// @param next the position behind each partition's last record
    Folded folded(Map<Integer, Long> first, Map<Integer, Long> next) {
        var regrouped = aliases.stream().map(Alias::own).collect(Collectors.toSet());
        return new Folded(
                first,
                next,
                entries.stream().map(Recorded::of).sorted(Recorded.ORDER).toList(),
                stored.stream()
                        .filter(row -> !regrouped.contains(row.id()))
                        .collect(Collectors.toMap(ProfileRow::id, Function.identity())));
    }

    /// The profiles that lost events.
    Set<UUID> losers() {
        return Stream.concat(
                        moves().stream()
                                .filter(move ->
                                        !move.owner().equals(move.event().owner()))
                                .map(move -> move.event().owner()),
                        replaced.values().stream().map(Stored::owner))
                .collect(Collectors.toSet());
    }

    /// What else is to be said: merges and un-merges, and events that went over.
    List<Transition> transitions() {
        var all = new ArrayList<Transition>();
        for (var alias : aliases()) {
            var cause = causeOf(alias.visitor());
            if (alias.before() != null) all.add(said(cause, Kind.UNMERGED, alias.own(), alias.before(), List.of()));
            if (alias.after() != null) all.add(said(cause, Kind.MERGED, alias.own(), alias.after(), List.of()));
        }
        wayTaken().forEach((way, positions) -> {
            var cause = causeOf(way.visitor());
            var position = cause.partition() == way.partition() ? cause.position() : 0;
            all.add(new Transition(
                    way.partition(),
                    position,
                    Kind.MOVED,
                    way.from(),
                    way.into(),
                    cause.event().occurredAt(),
                    positions,
                    cause.traceparent()));
        });
        replaced.forEach((key, old) -> {
            var better = fresh.get(key);
            var owner = owners.get(belongs.get(key));
            if (!old.owner().equals(owner)) {
                all.add(said(better, Kind.MOVED, old.owner(), owner, List.of(better.position())));
            }
        });
        return all;
    }

    private record Way(String visitor, int partition, UUID from, UUID into) {}

    private Map<Way, List<Long>> wayTaken() {
        var ways = new LinkedHashMap<Way, List<Long>>();
        moving.forEach((event, moving) -> {
            var into = owners.get(moving.profile());
            if (into.equals(event.owner())) return;
            ways.computeIfAbsent(
                            new Way(moving.visitor(), event.partition(), event.owner(), into), _ -> new ArrayList<>())
                    .add(event.position());
        });
        return ways;
    }

    /// The first event of the batch that concerns this browser.
    private Incoming causeOf(String visitor) {
        return byVisitor.getOrDefault(visitor, List.of()).stream()
                .min(Comparator.comparingLong(Incoming::position))
                .or(() -> replaced.entrySet().stream()
                        .filter(it -> visitor.equals(it.getValue().event().visitorId()))
                        .map(it -> fresh.get(it.getKey()))
                        .findFirst())
                .orElseThrow();
    }

    private static Transition said(Incoming cause, Kind kind, UUID from, UUID into, List<Long> moved) {
        return new Transition(
                cause.partition(),
                cause.position(),
                kind,
                from,
                into,
                cause.event().occurredAt(),
                moved,
                cause.traceparent());
    }
}
