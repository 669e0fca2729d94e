package io.danggol.tracking.testing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The service's clock in tests: the real time until it is stopped.
@Singleton
public class MovableClock extends Clock {
    private volatile Instant stoppedAt;

    public void stop() {
        stoppedAt = Instant.now();
    }

    public void run() {
        stoppedAt = null;
    }

    @Override
    public Instant instant() {
        return stoppedAt == null ? Instant.now() : stoppedAt;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
