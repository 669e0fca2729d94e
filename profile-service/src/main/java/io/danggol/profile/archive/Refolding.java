package io.danggol.profile.archive;

import io.danggol.profile.archive.Transitions.Kind;
import io.danggol.profile.archive.Transitions.Transition;
import io.danggol.profile.identity.Step;
import io.danggol.profile.person.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Makes a change late that belongs before events which the archive has already.
@ApplicationScoped
public class Refolding {
    private final EventsFold events;
    private final Profiles profiles;
    private final Transitions transitions;

    Refolding(EventsFold events, Profiles profiles, Transitions transitions) {
        this.events = events;
        this.profiles = profiles;
        this.transitions = transitions;
    }

    private record Place(int partition, long position) {}

    private record Taken(Incoming event, UUID owner) {
        Place place() {
            return new Place(event.partition(), event.position());
        }
    }

    /// Makes `change` while the archive lacks what these people did after `at`, and what was done in these
    /// browsers; that is folded anew afterwards, as if it came now. [FoldLock#exclusive] is held.
    public Uni<Void> after(
            SqlConnection tx,
            Collection<UUID> people,
            Collection<String> visitors,
            Instant at,
            Supplier<Uni<Void>> change) {
        return takeOut(tx, people, visitors, at)
                .chain(later -> change.get()
                        .chain(() -> later.isEmpty() ? Uni.createFrom().voidItem() : takeIn(tx, later, at)));
    }

    private Uni<List<Taken>> takeOut(
            SqlConnection tx, Collection<UUID> people, Collection<String> visitors, Instant at) {
        return tx.preparedQuery("""
                        delete from archive where (owner = any($1) or visitor = any($2))
                            and occurred_at > $3 and received_at > $3
                        returning partition, position, owner, traceparent, body""")
                .execute(Tuple.of(
                        people.toArray(UUID[]::new), visitors.toArray(String[]::new), at.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var taken = new ArrayList<Taken>();
                    rows.forEach(row -> taken.add(taken(row)));
                    return taken;
                });
    }

    private Taken taken(Row row) {
        var body = row.getBuffer("body");
        var event = profiles.event(body);
        return new Taken(
                new Incoming(
                        event,
                        Step.of(event),
                        row.getInteger("partition"),
                        row.getLong("position"),
                        row.getString("traceparent"),
                        body.getBytes()),
                row.getUUID("owner"));
    }

    private Uni<Void> takeIn(SqlConnection tx, List<Taken> later, Instant at) {
        var owners = later.stream().map(Taken::owner).collect(Collectors.toSet());
        return profiles.find(tx, owners)
                .chain(found -> profiles.lock(
                        tx,
                        found.keySet().stream().collect(Collectors.toMap(Function.identity(), _ -> Optional.empty()))))
                .chain(locked -> profiles.recompute(tx, locked.values()))
                .chain(() -> events.again(tx, later.stream().map(Taken::event).toList()))
                .chain(() -> owners(tx, later))
                .chain(now -> {
                    owners.addAll(now.values());
                    return transitions
                            .append(tx, moves(later, now, at))
                            .chain(() -> transitions.changed(tx, owners, at));
                });
    }

    private static Uni<Map<Place, UUID>> owners(SqlConnection tx, List<Taken> later) {
        return tx.preparedQuery("""
                        select partition, position, owner from archive
                        join unnest($1::int[], $2::bigint[]) as p (partition, position) using (partition, position)""")
                .execute(Tuple.of(
                        later.stream().map(it -> it.place().partition()).toArray(Integer[]::new),
                        later.stream().map(it -> it.place().position()).toArray(Long[]::new)))
                .map(rows -> {
                    var owners = new HashMap<Place, UUID>();
                    rows.forEach(row -> owners.put(
                            new Place(row.getInteger("partition"), row.getLong("position")), row.getUUID("owner")));
                    return owners;
                });
    }

    private record Way(int partition, UUID from, UUID into) {}

    /// What the readers, who know these events by those who owned them, have to be told.
    private static List<Transition> moves(List<Taken> later, Map<Place, UUID> now, Instant at) {
        var ways = new LinkedHashMap<Way, List<Long>>();
        for (var taken : later) {
            var into = now.get(taken.place());
            if (into == null || into.equals(taken.owner())) continue;
            ways.computeIfAbsent(new Way(taken.place().partition(), taken.owner(), into), _ -> new ArrayList<>())
                    .add(taken.place().position());
        }
        return ways.entrySet().stream()
                .map(it -> new Transition(
                        it.getKey().partition(),
                        0,
                        Kind.MOVED,
                        it.getKey().from(),
                        it.getKey().into(),
                        at,
                        it.getValue(),
                        null))
                .toList();
    }
}
