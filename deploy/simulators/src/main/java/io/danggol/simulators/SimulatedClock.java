package io.danggol.simulators;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// A clock that runs beside another, some time ahead of it or behind.
public final class SimulatedClock extends Clock {
    private final Clock base;
    private volatile Duration offset = Duration.ZERO;

    public SimulatedClock(Clock base) {
        this.base = base;
    }

    public Duration offset() {
        return offset;
    }

    /// Sets how far this clock is ahead of its base; negative for behind.
    public void move(Duration offset) {
        this.offset = offset;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        var moved = new SimulatedClock(base.withZone(zone));
        moved.move(offset);
        return moved;
    }
}
