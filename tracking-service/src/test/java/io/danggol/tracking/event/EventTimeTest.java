package io.danggol.tracking.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimeTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-21T08:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {
                "a right clock,            2026-11-21T07:59:58Z, 2026-11-21T08:00:00Z, 2026-11-21T07:59:58Z",
                "no time of sending,       2026-11-21T07:00:00Z, -,                    2026-11-21T07:00:00Z",
                "no time at all,           -,                    -,                    2026-11-21T08:00:00Z",
                "only a time of sending,   -,                    2020-01-01T00:00:00Z, 2026-11-21T08:00:00Z",
                "a clock an hour fast,     2026-11-21T08:59:50Z, 2026-11-21T09:00:00Z, 2026-11-21T07:59:50Z",
                "a clock at 1970,          1970-01-01T00:00:00Z, 1970-01-01T00:01:00Z, 2026-11-21T07:59:00Z",
                "a clock at 2100,          2100-01-01T00:00:00Z, 2100-01-01T00:01:00Z, 2026-11-21T07:59:00Z",
                "the future,               2100-01-01T00:00:00Z, -,                    2026-11-21T08:00:00Z",
                "sent before it happened,  2026-11-21T08:00:09Z, 2026-11-21T08:00:00Z, 2026-11-21T08:00:00Z",
                "fractions of milliseconds,2026-11-21T07:00:00.0009Z, -,               2026-11-21T07:00:00Z",
            })
    void timesAreCorrectedByTheSendersError(String what, Instant occurredAt, Instant sentAt, Instant expected) {
        assertThat(EventTime.corrected(occurredAt, sentAt, RECEIVED)).isEqualTo(expected);
    }

    @Test
    void correctedTimesKeepTheirDistanceToTheSendingAndAreNeverInTheFuture() {
        var seed = System.nanoTime();
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (var i = 0; i < 10_000; i++) {
            var sentAt = Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
            var occurredAt = sentAt.plusMillis(random.nextLong(-1_000_000_000L, 1_000_000L));

            var corrected = EventTime.corrected(occurredAt, sentAt, RECEIVED);

            var expected = RECEIVED.plusMillis(Math.min(0, occurredAt.toEpochMilli() - sentAt.toEpochMilli()));
            assertThat(corrected).as("seed %d", seed).isEqualTo(expected).isBeforeOrEqualTo(RECEIVED);
        }
    }
}
