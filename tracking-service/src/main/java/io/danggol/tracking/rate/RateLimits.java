package io.danggol.tracking.rate;

import io.danggol.chassis.problem.Refusal;
import io.danggol.tracking.CallLimits;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Counts the events of each write key, on each replica by itself.
@Singleton
public class RateLimits {
    private final Rate rate;
    private final Clock clock;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    RateLimits(@ConfigProperty(name = "danggol.intake.events-per-second") int eventsPerSecond, Clock clock) {
        this.rate = new Rate(eventsPerSecond, Math.max(eventsPerSecond, CallLimits.EVENTS));
        this.clock = clock;
    }

    /// Takes `events` from what `key` may send; when that is not enough it takes none and ends the call with 429.
    public void take(String key, int events) {
        var now = clock.millis();
        buckets.compute(key, (_, known) -> {
            var bucket = known == null ? TokenBucket.full(rate, now) : known.at(rate, now);
            if (!bucket.holds(events)) throw new TooFast(rate, bucket.secondsUntil(rate, events));
            return bucket.without(events);
        });
    }

    static final class TooFast extends Refusal {
        private final int seconds;

        TooFast(Rate rate, int seconds) {
            super(
                    429,
                    "rate-exceeded",
                    "Too many events a second",
                    "this key may send " + rate.eventsPerSecond() + " events a second");
            this.seconds = seconds;
        }

        @Override
        public int retryAfter() {
            return seconds;
        }
    }
}
