package io.danggol.chassis.duration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "P3D, P3D",
        "PT72H, P3D",
        "P2W, P14D",
        "PT36H, P1DT12H",
        "PT0S, PT0S",
        "PT90M, PT1H30M",
        "P1DT0.5S, P1DT0.5S"
    })
    void daysAreWrittenAsDays(String text, String written) {
        assertThat(Durations.parse(text).map(Durations::write)).contains(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "P1M", "P1Y", "P1W2D", "7 days", "P99999W", "PT", "P1.5D"})
    void whatHasNoFixedLengthIsNone(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @Test
    void whatIsWrittenReadsTheSame() {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++) {
            var duration = Duration.ofMillis(random.nextLong(400L * 86_400_000))
                    .truncatedTo(
                            switch (i % 3) {
                                case 0 -> java.time.temporal.ChronoUnit.DAYS;
                                case 1 -> java.time.temporal.ChronoUnit.MINUTES;
                                default -> java.time.temporal.ChronoUnit.MILLIS;
                            });
            assertThat(Durations.parse(Durations.write(duration))).contains(duration);
        }
    }
}
