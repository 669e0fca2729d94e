package io.danggol.chassis.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/// A clock that runs ahead of another by what a file says: one ISO 8601 duration such as `PT1H30M`; no file, no
/// shift. What was read holds for `READING_HOLDS`, so that a drill can move the clocks of a whole suite.
public final class ShiftedClock extends Clock {
    /// After this long every reading knows what the file says.
    public static final Duration READING_HOLDS = Duration.ofMillis(50);

    private static final long FRESH_NANOS = READING_HOLDS.toNanos();

    private final Clock base;
    private final Path file;
    private volatile Reading reading = new Reading(Duration.ZERO, System.nanoTime() - FRESH_NANOS);

    private record Reading(Duration shift, long atNanos) {}

    public ShiftedClock(Clock base, Path file) {
        this.base = base;
        this.file = file;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(shift());
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ShiftedClock(base.withZone(zone), file);
    }

    private Duration shift() {
        var last = reading;
        var now = System.nanoTime();
        if (now - last.atNanos() < FRESH_NANOS) return last.shift();
        var read = read(last.shift());
        reading = new Reading(read, now);
        return read;
    }

    private Duration read(Duration otherwise) {
        try {
            if (!Files.exists(file)) return Duration.ZERO;
            return Duration.parse(Files.readString(file).strip());
        } catch (IOException | DateTimeParseException e) {
            return otherwise;
        }
    }
}
