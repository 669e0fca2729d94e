package io.danggol.tracking.rate;

/// How many events may still come: fills steadily up to a second's worth, and each event takes one out.
///
/// @param left events that may come now, at most one second's worth
/// @param at when that was so, milliseconds since 1970
record TokenBucket(double left, long at) {

    /// A full bucket.
    static TokenBucket full(Rate rate, long now) {
        return new TokenBucket(rate.burst(), now);
    }

    /// The bucket at `now`, not earlier than before even if the clock was set back.
    TokenBucket at(Rate rate, long now) {
        if (now <= at) return this;
        return new TokenBucket(Math.min(rate.burst(), left + (now - at) * rate.eventsPerSecond() / 1000.0), now);
    }

    boolean holds(int events) {
        return left >= events;
    }

    TokenBucket without(int events) {
        return new TokenBucket(left - events, at);
    }

    /// Seconds until it holds `events`, at least 1.
    int secondsUntil(Rate rate, int events) {
        return Math.max(1, (int) Math.ceil((events - left) / rate.eventsPerSecond()));
    }
}
