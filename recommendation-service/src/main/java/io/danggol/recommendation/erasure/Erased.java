package io.danggol.recommendation.erasure;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Up to when people and browsers are to be forgotten. Not thread-safe.
public final class Erased {
    private final Map<UUID, Instant> people = new HashMap<>();
    private final Map<Long, Instant> browsers = new HashMap<>();

    public void add(Iterable<UUID> persons, Iterable<Long> erasedBrowsers, Instant until) {
        persons.forEach(person -> people.merge(person, until, Erased::later));
        erasedBrowsers.forEach(browser -> browsers.merge(browser, until, Erased::later));
    }

    /// Whether what `person` did at `browser` (0: none) at `at` must not come back. What was received before the
    /// erasure also occurred before it.
    public boolean covers(UUID person, long browser, Instant at) {
        return !at.isAfter(people.getOrDefault(person, Instant.MIN))
                || !at.isAfter(browsers.getOrDefault(browser, Instant.MIN));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
