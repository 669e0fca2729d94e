package io.danggol.segment.membership;

import io.danggol.segment.history.Consents;
import io.danggol.segment.history.Event;
import io.danggol.segment.history.Traits;
import java.time.Instant;
import java.util.UUID;

/// Something that one profile learns of itself.
public sealed interface News {
    /// The profile did something.
    record Happened(Event event) implements News {}

    /// What another profile was thought to have done was this one.
    record MovedIn(Event event) implements News {}

    /// What this profile was thought to have done was another one.
    record MovedOut(Event event) implements News {}

    /// Other facts. The highest revision counts.
    ///
    /// @param lastSeenAt of the last event in them; null if there is none
    record TraitsChanged(long revision, Traits traits, Instant lastSeenAt) implements News {}

    /// Other decisions. The highest revision counts.
    record ConsentsChanged(long revision, Consents consents) implements News {}

    /// Nothing is left of its decisions.
    record ConsentsForgotten() implements News {}

    /// It is part of another profile from now on.
    record MergedAway(UUID into) implements News {}

    /// It is a profile of its own again.
    record SplitOff() implements News {}

    /// Everything up to `at` is to be forgotten.
    record Erased(Instant at) implements News {}
}
