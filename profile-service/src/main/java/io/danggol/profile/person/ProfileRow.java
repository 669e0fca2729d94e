package io.danggol.profile.person;

import java.time.LocalDate;
import java.util.UUID;

/// A profile as it is kept.
///
/// @param customer hash of the customer id; null for a browser's own profile
/// @param mergedInto the profile that staff merged it into; null if none
/// @param standsFor the customer's profile that a browser's own profile stands for; null if none
/// @param guardedUntil fourteenth birthday of somebody known to be younger; else null
public record ProfileRow(
        UUID id,
        String customer,
        long revision,
        State state,
        UUID mergedInto,
        UUID standsFor,
        LocalDate guardedUntil,
        boolean restricted) {

    /// Whether this person is known to be younger than 14 on this day.
    public boolean isGuarded(LocalDate day) {
        return guardedUntil != null && day.isBefore(guardedUntil);
    }

    public ProfileRow withState(State next) {
        return new ProfileRow(id, customer, revision, next, mergedInto, standsFor, guardedUntil, restricted);
    }

    ProfileRow withRevision(long next) {
        return new ProfileRow(id, customer, next, state, mergedInto, standsFor, guardedUntil, restricted);
    }
}
