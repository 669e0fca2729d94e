package io.danggol.campaign.delivery;

/// Keeps a thread to so many steps a second.
final class Pace {
    private final long nanosAStep;
    private long next;

    Pace(int perSecond, long nowNanos) {
        nanosAStep = 1_000_000_000L / perSecond;
        next = nowNanos;
    }

    /// How long to wait before the next step, in nanoseconds; 0 for not at all. Unused steps of the last second are
    /// made up for, older ones are lost.
    long waitBeforeNext(long nowNanos) {
        next = Math.max(next, nowNanos - 1_000_000_000L);
        var wait = Math.max(0, next - nowNanos);
        next += nanosAStep;
        return wait;
    }
}
