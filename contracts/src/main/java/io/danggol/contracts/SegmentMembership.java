package io.danggol.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/// Whether a profile is in a segment. The highest `revision` of a key wins.
///
/// @param segment the segment's key
/// @param since when the membership, or its absence, began
/// @param reason a sentence for staff
/// @param occurrence id of the event that decided the entry; null where none did
/// @param cause what made it change; only [Cause#EVENT] and [Cause#TIME] may trigger a message
public record SegmentMembership(
        UUID profileId,
        String segment,
        boolean member,
        Instant since,
        long revision,
        String reason,
        String occurrence,
        Cause cause) {
    public static final String TYPE = "io.danggol.segment.membership-changed.v1";

    /// What made a membership change.
    public enum Cause {
        @JsonProperty("event")
        EVENT,
        @JsonProperty("time")
        TIME,
        @JsonProperty("threshold")
        THRESHOLD,
        @JsonProperty("backfill")
        BACKFILL,
        @JsonProperty("rebuild")
        REBUILD,
        @JsonProperty("merge")
        MERGE
    }
}
