package io.danggol.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteClockTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void withoutAFileItIsTheMachinesClock() throws IOException {
        assertThat(clock().now()).isEqualTo(NOW);
    }

    @Test
    void stepsAddUp() throws IOException {
        clock().advance(Duration.ofHours(1));
        clock().advance(Duration.ofMinutes(30));

        assertThat(clock().now()).isEqualTo(NOW.plus(Duration.ofMinutes(90)));
    }

    @Test
    void itStartsAtAnyTime() throws IOException {
        var at = Instant.parse("2026-11-20T05:00:00Z");

        clock().startAt(at);

        assertThat(clock().now()).isEqualTo(at);
    }

    @Test
    void itIsNotPutBackByAStep() {
        assertThatThrownBy(() -> clock().advance(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
    }

    @Test
    void aResetMakesItTheMachinesClockAgain() throws IOException {
        clock().advance(Duration.ofDays(3));

        clock().reset();

        assertThat(clock().now()).isEqualTo(NOW);
    }

    private SuiteClock clock() {
        return new SuiteClock(folder.resolve("clock"), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
