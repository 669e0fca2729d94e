package io.danggol.chassis.log;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a service makes of a batch of records, inside the transaction that also remembers that they were folded.
@FunctionalInterface
public interface Fold {
    /// Changes the database through `tx` alone; records come in order for each partition, each at least once.
    /// Fails with [BadRecord], or any failure of its own, for a record that it refuses; the batch is then folded
    /// one by one.
    Uni<Void> apply(SqlConnection tx, List<LogRecord> records);

    /// Called on the reader's thread after the transaction of these records was committed; may block. Not called
    /// for records that were committed in an earlier life of this process: [#assigned] is the place to catch up
    /// on those.
    default void committed(List<LogRecord> records) {}

    /// Called on the reader's thread when partitions were assigned, before the first of their records, and may
    /// block.
    default void assigned(List<Integer> partitions) {}

    /// For each partition, by number, that has got on: a moment before which all that was appended has been
    /// folded, and [#committed] done. Called on the reader's thread about four times a second; may block.
    default void foldedUpTo(Map<Integer, Instant> moments) {}
}
