package io.danggol.campaign.plan;

import java.time.Instant;
import java.util.Optional;

/// When a campaign may send: from `startAt`, included, to `endAt`, excluded. An absent end is open.
public record Schedule(Optional<Instant> startAt, Optional<Instant> endAt) {
    public static final Schedule ALWAYS = new Schedule(Optional.empty(), Optional.empty());

    public Schedule {
        if (startAt.isPresent() && endAt.isPresent() && !startAt.get().isBefore(endAt.get()))
            throw new IllegalArgumentException("endAt: " + endAt.get() + " (expected: after " + startAt.get() + ")");
    }

    /// Whether it has begun at `now`.
    public boolean begun(Instant now) {
        return startAt.map(start -> !now.isBefore(start)).orElse(true);
    }

    /// Whether it is over at `now`.
    public boolean over(Instant now) {
        return endAt.map(end -> !now.isBefore(end)).orElse(false);
    }
}
