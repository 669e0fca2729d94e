package io.danggol.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The clock of the whole suite: the machine's, ahead by what one file says. Services, simulators and customer tokens
/// read the same file; a missing one means no shift.
public final class SuiteClock {
    private final Path file;
    private final Clock machine;

    public SuiteClock(Path file, Clock machine) {
        this.file = file;
        this.machine = machine;
    }

    public Instant now() throws IOException {
        return machine.instant().plus(shift());
    }

    /// The same as the JDK knows clocks: each reading looks at the file.
    public InstantSource source() {
        return () -> {
            try {
                return now();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /// How far it is ahead; negative when `up --at` put it back.
    public Duration shift() throws IOException {
        return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
    }

    /// Moves it on by `step`.
    public void advance(Duration step) throws IOException {
        if (step.isNegative())
            throw new IllegalArgumentException("clock: " + step + " (expected: ahead, such as +PT1H)");
        write(shift().plus(step));
    }

    /// Makes it read `at` now.
    public void startAt(Instant at) throws IOException {
        write(Duration.between(machine.instant(), at));
    }

    /// Makes it the machine's clock.
    public void reset() throws IOException {
        Files.deleteIfExists(file);
    }

    private void write(Duration shift) throws IOException {
        Files.createDirectories(file.getParent());
        var beside = Files.writeString(file.resolveSibling("clock.part"), shift + "\n");
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
