package io.danggol.segment.membership;

import java.time.Instant;
import java.util.Optional;

/// Where a profile stands with a segment.
///
/// @param since when the membership, or its absence, began
/// @param occurrence id of the event that decided the entry; empty where none did
/// @param revision of the last change that was told; 0 if none ever was
/// @param recheckAt when time alone changes it; empty: never
public record Membership(
        boolean member, Instant since, Optional<String> occurrence, long revision, Optional<Instant> recheckAt) {
    /// Never in, nothing told.
    static final Membership NONE = new Membership(false, Instant.EPOCH, Optional.empty(), 0, Optional.empty());

    Membership recheckedAt(Optional<Instant> next) {
        return recheckAt.equals(next) ? this : new Membership(member, since, occurrence, revision, next);
    }
}
