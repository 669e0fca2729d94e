package io.danggol.profile.rights;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// What an erasure is about.
///
/// @param profiles every id that the person ever had
/// @param customer whether one of them is a customer's
/// @param visitors browsers that are nobody else's
/// @param shared browsers that others go on with
/// @param at when they were erased: what comes later is of somebody new
/// @param upTo what was kept of them up to then goes
record Scope(
        UUID request,
        List<UUID> profiles,
        boolean customer,
        List<String> visitors,
        List<String> shared,
        Instant at,
        Instant upTo) {
    /// Whatever there is goes, though a clock elsewhere be ahead of ours.
    static final Instant EVERYTHING = Instant.MAX;

    UUID[] ids() {
        return profiles.toArray(UUID[]::new);
    }

    List<String> browsers() {
        return Stream.concat(visitors.stream(), shared.stream()).toList();
    }

    OffsetDateTime time() {
        return at.atOffset(ZoneOffset.UTC);
    }

    OffsetDateTime end() {
        return upTo.equals(EVERYTHING) ? OffsetDateTime.MAX : upTo.atOffset(ZoneOffset.UTC);
    }
}
