package io.danggol.recommendation.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.danggol.recommendation.catalogue.Product;
import io.danggol.recommendation.strategy.Candidate;
import io.danggol.recommendation.strategy.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoostTest {
    private static final int PRODUCTS = 30;

    /// Products 0 to 29 of brands 0 to 2.
    private static Product product(int item) {
        return new Product(
                "p" + item,
                null,
                "b" + item % 3,
                List.of(),
                null,
                null,
                "KRW",
                null,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                false,
                Instant.EPOCH);
    }

    private static Boost ofBrand(int brand, double factor) {
        return new Boost(new Filter.In(Filter.Field.ITEM_BRAND, Set.of("b" + brand)), factor);
    }

    /// Best first, with ties, as strategies bring them.
    private static List<Candidate> candidates(Random random) {
        var candidates = new ArrayList<Candidate>();
        var score = 1_000.0;
        for (var item = 0; item < PRODUCTS; item++) {
            score -= random.nextInt(4);
            candidates.add(new Candidate(item, score, new Evidence.Available(null)));
        }
        return candidates;
    }

    private static List<Integer> ranked(List<Candidate> candidates, Boost... boosts) {
        return Boost.rank(candidates, List.of(boosts), BoostTest::product).stream()
                .map(Candidate::item)
                .toList();
    }

    @Test
    void nothingIsLostAndScoresAreMultiplied() {
        each((random, seed) -> {
            var candidates = candidates(random);
            var factors = List.of(random.nextDouble() * 3 + 0.01, random.nextDouble() * 3 + 0.01);

            var ranked = Boost.rank(
                    candidates,
                    List.of(ofBrand(0, factors.get(0)), ofBrand(0, factors.get(1)), ofBrand(1, 1)),
                    BoostTest::product);

            assertThat(ranked).as(seed).hasSize(PRODUCTS);
            assertThat(ranked).as(seed).isSortedAccordingTo((one, other) -> Double.compare(other.score(), one.score()));
            for (var candidate : ranked) {
                var before = candidates.get(candidate.item()).score();
                var expected = candidate.item() % 3 == 0 ? before * factors.get(0) * factors.get(1) : before;
                assertThat(candidate.score()).as(seed).isCloseTo(expected, withinPercentage(1e-6));
            }
        });
    }

    @Test
    void whatNoBoostTellsApartKeepsItsOrder() {
        each((random, seed) -> {
            var candidates = candidates(random);
            var order = candidates.stream().map(Candidate::item).toList();
            var everything = new Boost(new Filter.Not(Filter.Field.ITEM_ID, Set.of("none")), 1 + random.nextInt(9));

            assertThat(ranked(candidates)).as(seed).isEqualTo(order);
            assertThat(ranked(candidates, everything)).as(seed).isEqualTo(order);
            assertThat(ranked(candidates, ofBrand(2, random.nextDouble() * 50 + 0.01)).stream()
                            .filter(item -> item % 3 == 2)
                            .toList())
                    .as(seed)
                    .isEqualTo(order.stream().filter(item -> item % 3 == 2).toList());
        });
    }

    @Test
    void aLargerFactorNeverBringsAProductLater() {
        each((random, seed) -> {
            var candidates = candidates(random);
            var factor = random.nextDouble() * 3 + 0.01;

            var less = ranked(candidates, ofBrand(1, factor));
            var more = ranked(candidates, ofBrand(1, factor * (1 + random.nextDouble())));

            for (var item = 1; item < PRODUCTS; item += 3) {
                assertThat(more.indexOf(item)).as(seed).isLessThanOrEqualTo(less.indexOf(item));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aFactorHasBounds(double factor) {
        assertThatThrownBy(() -> ofBrand(0, factor)).isInstanceOf(IllegalArgumentException.class);
    }

    private interface Round {
        void play(Random random, String seed);
    }

    private static void each(Round round) {
        for (var count = 0; count < 300; count++) {
            var seed = System.nanoTime();
            round.play(new Random(seed), "seed " + seed);
        }
    }
}
