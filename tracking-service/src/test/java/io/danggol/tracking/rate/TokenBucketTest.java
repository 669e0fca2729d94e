package io.danggol.tracking.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final Rate TEN = new Rate(10, 50);

    @Test
    void aFullBucketHoldsOneBurst() {
        var full = TokenBucket.full(TEN, 0);

        assertThat(full.holds(50)).isTrue();
        assertThat(full.holds(51)).isFalse();
    }

    @Test
    void anEmptyBucketFillsSteadily() {
        var empty = TokenBucket.full(TEN, 0).without(50);

        assertThat(empty.at(TEN, 900).holds(10)).isFalse();
        assertThat(empty.at(TEN, 1000).holds(10)).isTrue();
        assertThat(empty.at(TEN, 1_000_000).holds(51)).isFalse();
    }

    @Test
    void aClockThatIsSetBackNeitherFillsNorEmpties() {
        var bucket = TokenBucket.full(TEN, 10_000).without(20);

        assertThat(bucket.at(TEN, 0)).isEqualTo(bucket);
    }

    @Test
    void whoIsTurnedAwayIsToldWhenThereIsEnough() {
        var empty = TokenBucket.full(TEN, 0).without(50);

        assertThat(empty.secondsUntil(TEN, 1)).isEqualTo(1);
        assertThat(empty.secondsUntil(TEN, 11)).isEqualTo(2);
    }

    @Test
    void inNoSpanOfTimeMoreComesThroughThanBurstAndRateAllow() {
        var seed = System.nanoTime();
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (var run = 0; run < 200; run++) {
            var bucket = TokenBucket.full(TEN, 0);
            long now = 0;
            var taken = 0;
            for (var call = 0; call < 200; call++) {
                now += random.nextInt(500);
                var events = random.nextInt(1, 51);
                bucket = bucket.at(TEN, now);
                if (!bucket.holds(events)) continue;
                bucket = bucket.without(events);
                taken += events;
            }

            assertThat(taken).as("seed %d", seed).isLessThanOrEqualTo((int) (50 + now / 100 + 1));
        }
    }
}
