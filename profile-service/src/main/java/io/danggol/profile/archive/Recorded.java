package io.danggol.profile.archive;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/// An event of the archive as it is told to others.
///
/// @param partition of storefront-events; with `position` it names the event
/// @param visitor null if there is none
/// @param body the event's bytes as they came
record Recorded(
        int partition,
        long position,
        String id,
        String visitor,
        UUID owner,
        Instant occurredAt,
        String traceparent,
        byte[] body) {
    static final String COLUMNS = "partition, position, source, id, visitor, owner, occurred_at, traceparent, body";

    static final Comparator<Recorded> ORDER =
            Comparator.comparingInt(Recorded::partition).thenComparingLong(Recorded::position);

    /// From a row with [#COLUMNS].
    static Recorded of(Row row) {
        return new Recorded(
                row.getInteger("partition"),
                row.getLong("position"),
                row.getString("source") + ":" + row.getString("id"),
                row.getString("visitor"),
                row.getUUID("owner"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getString("traceparent"),
                row.getBuffer("body").getBytes());
    }

    Recorded untraced() {
        return new Recorded(partition, position, id, visitor, owner, occurredAt, null, body);
    }

    static Recorded of(Archive.Entry entry) {
        var it = entry.event();
        return new Recorded(
                it.partition(),
                it.position(),
                it.key().source() + ":" + it.key().id(),
                it.event().visitorId(),
                entry.owner(),
                it.step().at().at(),
                it.traceparent(),
                it.body());
    }
}
