package io.danggol.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeathsTest {
    /// Time may count from anywhere and run over.
    private final long start = Long.MAX_VALUE - Duration.ofMinutes(15).toNanos();

    private final Deaths deaths = new Deaths();

    private int[] at(long... minutes) {
        return LongStream.of(minutes)
                .mapToInt(
                        minute -> deaths.add(start + Duration.ofMinutes(minute).toNanos()))
                .toArray();
    }

    @Test
    void thoseOfTenMinutesCount() {
        assertThat(at(0, 1, 1, 9, 10)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void olderOnesDoNot() {
        assertThat(at(0, 6, 12, 18, 24, 30, 36)).containsExactly(1, 2, 2, 2, 2, 2, 2);
        assertThat(at(60, 70, 71)).containsExactly(1, 2, 2);
    }
}
