package io.danggol.profile.archive;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// What is owed to profile-events beside new events; said by the reader of the partition, before the event at its
/// position.
@ApplicationScoped
public class Transitions {
    /// Something to be said about two profiles, or about one.
    ///
    /// @param partition whose reader says it
    /// @param position the position that it comes before
    /// @param moved for [Kind#MOVED]: positions, in the partition, of the events that go over
    /// @param traceparent of the event that brought it about; null if none did
    public record Transition(
            int partition,
            long position,
            Kind kind,
            UUID from,
            UUID into,
            Instant at,
            List<Long> moved,
            String traceparent) {}

    /// What there is to say.
    public enum Kind {
        MERGED,
        UNMERGED,
        MOVED,
        /// The facts of `into` are to be told again.
        CHANGED
    }

    /// Owes these, once `tx` commits, in their order.
    Uni<Void> append(SqlClient tx, List<Transition> transitions) {
        if (transitions.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("""
                        insert into transition (partition, position, kind, from_id, into_id, at, moved, traceparent)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)""")
                .executeBatch(transitions.stream()
                        .map(it -> Tuple.tuple()
                                .addInteger(it.partition())
                                .addLong(it.position())
                                .addString(it.kind().name())
                                .addUUID(it.from())
                                .addUUID(it.into())
                                .addOffsetDateTime(it.at().atOffset(ZoneOffset.UTC))
                                .addArrayOfLong(it.moved().toArray(Long[]::new))
                                .addString(it.traceparent()))
                        .toList())
                .replaceWithVoid();
    }

    /// Owes the present facts of these profiles, once `tx` commits; raises their revision.
    public Uni<Void> changed(SqlClient tx, Collection<UUID> profiles, Instant at) {
        if (profiles.isEmpty()) return Uni.createFrom().voidItem();
        return append(
                tx,
                profiles.stream()
                        .map(id -> new Transition(partitionOf(id), 0, Kind.CHANGED, id, id, at, List.of(), null))
                        .toList());
    }

    private static int partitionOf(UUID id) {
        return Math.floorMod(
                Arrays.hashCode(new long[] {id.getMostSignificantBits(), id.getLeastSignificantBits()}),
                io.danggol.contracts.Topic.PARTITIONS);
    }
}
