package io.danggol.segment.membership;

import java.util.UUID;

/// A membership that changed.
///
/// @param reason a sentence for staff
public record Change(UUID profile, String segment, Membership now, Cause cause, String reason) {

    /// What made it change. Only [#EVENT] and [#TIME] may trigger a message.
    public enum Cause {
        EVENT,
        TIME,
        THRESHOLD,
        BACKFILL,
        MERGE
    }
}
