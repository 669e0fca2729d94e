package io.danggol.profile.archive;

import io.danggol.contracts.StorefrontEvent;
import io.danggol.profile.archive.Incoming.Key;
import io.danggol.profile.identity.Position;
import io.danggol.profile.identity.Step;
import io.danggol.profile.person.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Every accepted event once.
@ApplicationScoped
class Archive {
    private final Profiles profiles;

    Archive(Profiles profiles) {
        this.profiles = profiles;
    }

    /// An event that is in the archive.
    record Stored(StorefrontEvent event, UUID owner) {}

    /// Whom an event of the archive belongs to.
    record Placed(Step step, int partition, long position, UUID belongs, UUID owner) {
        Key key() {
            return new Key(step.at().source(), step.at().id());
        }
    }

    /// Another owner for an event of the archive.
    record Move(Placed event, UUID belongs, UUID owner) {}

    Uni<Map<Key, Stored>> find(SqlClient tx, Collection<Key> keys) {
        return tx.preparedQuery("""
                        select source, id, owner, body from archive
                        join unnest($1::text[], $2::text[]) as k (source, id) using (source, id)""").execute(Tuple.of(sources(keys), ids(keys))).map(rows -> {
            var found = new HashMap<Key, Stored>();
            rows.forEach(row -> found.put(
                    new Key(row.getString("source"), row.getString("id")),
                    new Stored(profiles.event(row.getBuffer("body")), row.getUUID("owner"))));
            return found;
        });
    }

    Uni<Void> delete(SqlClient tx, Collection<Key> keys) {
        if (keys.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("""
                        delete from archive using unnest($1::text[], $2::text[]) as k (source, id)
                        where archive.source = k.source and archive.id = k.id""").execute(Tuple.of(sources(keys), ids(keys))).replaceWithVoid();
    }

    /// All events of these browsers.
    Uni<Map<String, List<Placed>>> road(SqlClient tx, Collection<String> visitors) {
        return tx.preparedQuery("""
                        select source, id, visitor, customer, logout, occurred_at, partition, position, belongs, owner
                        from archive where visitor = any($1)""")
                .execute(Tuple.of(visitors.toArray(String[]::new)))
                .map(rows -> {
                    var road = new HashMap<String, List<Placed>>();
                    rows.forEach(row -> road.computeIfAbsent(row.getString("visitor"), _ -> new ArrayList<>())
                            .add(new Placed(
                                    new Step(
                                            new Position(
                                                    row.getOffsetDateTime("occurred_at")
                                                            .toInstant(),
                                                    row.getString("id"),
                                                    row.getString("source")),
                                            row.getString("customer"),
                                            row.getBoolean("logout")),
                                    row.getInteger("partition"),
                                    row.getLong("position"),
                                    row.getUUID("belongs"),
                                    row.getUUID("owner"))));
                    return road;
                });
    }

    /// Gives events to other owners, and tells the events by their new owner.
    Uni<Map<UUID, List<StorefrontEvent>>> move(SqlClient tx, List<Move> moves) {
        if (moves.isEmpty()) return Uni.createFrom().item(Map.of());
        var sorted = moves.stream()
                .sorted(Comparator.comparing(move -> move.event().key()))
                .toList();
        var keys = sorted.stream().map(move -> move.event().key()).toList();
        return tx.preparedQuery("""
                        update archive set belongs = m.belongs, owner = m.owner
                        from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[]) as m (source, id, belongs, owner)
                        where archive.source = m.source and archive.id = m.id
                        returning archive.owner, archive.body""")
                .execute(Tuple.of(
                        sources(keys),
                        ids(keys),
                        sorted.stream().map(Move::belongs).toArray(UUID[]::new),
                        sorted.stream().map(Move::owner).toArray(UUID[]::new)))
                .map(rows -> {
                    var moved = new HashMap<UUID, List<StorefrontEvent>>();
                    rows.forEach(row -> moved.computeIfAbsent(row.getUUID("owner"), _ -> new ArrayList<>())
                            .add(profiles.event(row.getBuffer("body"))));
                    return moved;
                });
    }

    /// A new event and whom it belongs to.
    record Entry(Incoming event, UUID belongs, UUID owner) {}

    /// Adds new events; fails, so that the batch is tried again, when another replica just added one of them.
    Uni<Void> insert(SqlClient tx, List<Entry> entries) {
        if (entries.isEmpty()) return Uni.createFrom().voidItem();
        var sorted = entries.stream()
                .sorted(Comparator.comparing(entry -> entry.event().key()))
                .toList();
        var events = sorted.stream().map(Entry::event).toList();
        return tx.preparedQuery("""
                        insert into archive (source, id, visitor, customer, logout, belongs, owner, occurred_at,
                            received_at, partition, position, traceparent, body)
                        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::uuid[],
                            $7::uuid[], $8::timestamptz[], $9::timestamptz[], $10::int[], $11::bigint[], $12::text[],
                            $13::bytea[])
                        on conflict do nothing""")
                .execute(Tuple.tuple()
                        .addValue(sources(events.stream().map(Incoming::key).toList()))
                        .addValue(ids(events.stream().map(Incoming::key).toList()))
                        .addValue(events.stream()
                                .map(it -> it.event().visitorId())
                                .toArray(String[]::new))
                        .addValue(
                                events.stream().map(it -> it.event().customer()).toArray(String[]::new))
                        .addValue(events.stream().map(it -> it.step().logout()).toArray(Boolean[]::new))
                        .addValue(sorted.stream().map(Entry::belongs).toArray(UUID[]::new))
                        .addValue(sorted.stream().map(Entry::owner).toArray(UUID[]::new))
                        .addValue(events.stream()
                                .map(it -> it.step().at().at().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new))
                        .addValue(events.stream()
                                .map(it -> it.event().receivedAt().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new))
                        .addValue(events.stream().map(Incoming::partition).toArray(Integer[]::new))
                        .addValue(events.stream().map(Incoming::position).toArray(Long[]::new))
                        .addValue(events.stream().map(Incoming::traceparent).toArray(String[]::new))
                        .addValue(events.stream()
                                .map(it -> Buffer.buffer(it.body()))
                                .toArray(Buffer[]::new)))
                .chain(result -> result.rowCount() == entries.size()
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(new IOException("another replica took in one of these events")));
    }

    private static String[] sources(Collection<Key> keys) {
        return keys.stream().map(Key::source).toArray(String[]::new);
    }

    private static String[] ids(Collection<Key> keys) {
        return keys.stream().map(Key::id).toArray(String[]::new);
    }
}
