package io.danggol.contracts;

import java.time.Duration;

/// A Kafka topic and its settings. `name` carries no prefix; the deployment's prefix (default `danggol.`) goes before
/// it.
///
/// @param cleanup what the broker does with old records
/// @param retention how long a record is kept at least, for [Cleanup#DELETE]; null keeps the latest record of a key for
/// ever
/// @param compactionLag how long the earlier records of a key stay readable, for [Cleanup#COMPACT]; zero where it does
/// not matter
public record Topic(String name, Cleanup cleanup, Duration retention, Duration compactionLag) {

    /// Never changed in place: the partition of a key is a promise to every reader that keeps offsets.
    public static final int PARTITIONS = 12;

    /// What the broker does with records that are no longer needed.
    public enum Cleanup {
        DELETE,
        COMPACT
    }

    static Topic kept(String name, int days) {
        return new Topic(name, Cleanup.DELETE, Duration.ofDays(days), Duration.ZERO);
    }

    static Topic compacted(String name, Duration lag) {
        return new Topic(name, Cleanup.COMPACT, null, lag);
    }

    /// Where a reader puts the records of this topic that its fold refused, with the reason in the header
    /// `danggol_reason`.
    public Topic dead() {
        return kept(name + ".dead", 30);
    }
}
