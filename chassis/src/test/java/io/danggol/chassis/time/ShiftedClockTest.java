package io.danggol.chassis.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShiftedClockTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @TempDir
    Path folder;

    @Test
    void runsAheadByWhatTheFileSays() throws IOException {
        assertThat(clockOver("PT1H30M\n").instant()).isEqualTo(NOW.plusSeconds(5400));
    }

    @Test
    void runsTrueWithoutAFile() {
        assertThat(new ShiftedClock(Clock.fixed(NOW, ZoneOffset.UTC), folder.resolve("none")).instant())
                .isEqualTo(NOW);
    }

    @Test
    void aFileThatSaysNoDurationChangesNothing() throws IOException {
        assertThat(clockOver("half past").instant()).isEqualTo(NOW);
    }

    private Clock clockOver(String text) throws IOException {
        var file = folder.resolve("clock");
        Files.writeString(file, text);
        return new ShiftedClock(Clock.fixed(NOW, ZoneOffset.UTC), file);
    }
}
