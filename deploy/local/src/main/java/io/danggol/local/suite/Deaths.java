package io.danggol.local.suite;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// When a part died lately. What is longer ago than ten minutes no longer counts.
final class Deaths {
    private static final long REMEMBERED = Duration.ofMinutes(10).toNanos();

    private final Deque<Long> times = new ArrayDeque<>();

    /// Remembers a death.
    ///
    /// @param now nanoseconds, by [System#nanoTime]
    /// @return how many count, with this one
    int add(long now) {
        times.add(now);
        while (now - times.getFirst() > REMEMBERED) times.removeFirst();
        return times.size();
    }
}
