package io.danggol.campaign.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// At most `limit` messages to one person in any `window`.
public record FrequencyCap(int limit, Duration window) {
    public FrequencyCap {
        if (limit < 1) throw new IllegalArgumentException("limit: " + limit + " (expected: >= 1)");
        if (!window.isPositive()) throw new IllegalArgumentException("window: " + window + " (expected: > 0)");
    }

    /// When the next message may go, after those sent at `sent`; empty if it may go at `now`. A message leaves the
    /// window exactly `window` after it was sent.
    public Optional<Instant> freeAt(Collection<Instant> sent, Instant now) {
        var counted = sent.stream()
                .filter(at -> at.isAfter(now.minus(window)))
                .sorted()
                .toList();
        return counted.size() < limit
                ? Optional.empty()
                : Optional.of(counted.get(counted.size() - limit).plus(window));
    }
}
