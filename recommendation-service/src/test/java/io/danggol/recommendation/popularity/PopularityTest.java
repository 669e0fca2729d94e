package io.danggol.recommendation.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.danggol.recommendation.history.Action;
import io.danggol.recommendation.popularity.Popularity.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PopularityTest {
    private static final long NOW = 1_790_000_000_000L;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private record Event(int item, Action action, long at) {}

    @Test
    void sumsAndRanksAreThoseOfAPlainCountInAnyOrder() {
        for (var round = 0; round < 200; round++) {
            var seed = System.nanoTime();
            var random = new Random(seed);
            var events = new ArrayList<Event>();
            for (var number = 0; number < 60; number++) {
                events.add(new Event(
                        random.nextInt(10), Action.values()[random.nextInt(4)], NOW - random.nextLong(20 * DAY)));
            }
            Collections.shuffle(events, random);
            var popularity = new Popularity();
            events.forEach(event ->
                    popularity.count(event.item(), List.of("c" + event.item() % 2), event.action(), event.at()));
            var sums = new HashMap<Integer, Double>();
            events.forEach(event -> sums.merge(
                    event.item(),
                    event.action().weight() * Math.pow(0.5, (NOW - event.at()) / (double) DAY),
                    Double::sum));

            sums.forEach((item, sum) -> assertThat(popularity.sum(Measure.TREND, item, NOW))
                    .as("seed %d", seed)
                    .isCloseTo(sum, within(sum * 1e-6)));
            var ranked = sums.keySet().stream()
                    .sorted((one, other) -> Double.compare(sums.get(other), sums.get(one)))
                    .toList();
            assertThat(boxed(popularity.top(Measure.TREND))).as("seed %d", seed).isEqualTo(ranked);
            assertThat(boxed(popularity.top(Measure.TREND, "c1")))
                    .as("seed %d", seed)
                    .isEqualTo(ranked.stream().filter(item -> item % 2 == 1).toList());
        }
    }

    private static List<Integer> boxed(int[] items) {
        return IntStream.of(items).boxed().toList();
    }

    @Test
    void onlyPurchasesMakeABestSeller() {
        var popularity = new Popularity();
        popularity.count(1, List.of(), Action.CART, NOW);
        popularity.count(2, List.of(), Action.PURCHASE, NOW);

        assertThat(popularity.top(Measure.SALES)).containsExactly(2);
    }

    @Test
    void aProductThatChangesItsCategoryIsRankedInTheNewOne() {
        var popularity = new Popularity();
        popularity.count(1, List.of("old"), Action.VIEW, NOW);

        popularity.place(1, List.of("new"), List.of("old"));

        assertThat(popularity.top(Measure.TREND, "old")).isEmpty();
        assertThat(popularity.top(Measure.TREND, "new")).containsExactly(1);
    }

    @Test
    void theLastEventsAreRememberedAndMemoryIsBounded() {
        var set = new EventSet(1_000);
        for (var event = 1L; event <= 100_000; event++) {
            assertThat(set.add(event)).isTrue();
            assertThat(set.add(Math.max(1, event - 900))).isFalse();
        }
    }
}
