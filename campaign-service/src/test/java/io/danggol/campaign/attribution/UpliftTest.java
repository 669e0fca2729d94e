package io.danggol.campaign.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpliftTest {
    /// Newcombe 1998, table II, method 10.
    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, 0.0524, 0.3339",
        "9,  10, 3,  10, 0.1705, 0.8090",
        "6,  7,  2,  7,  0.0582, 0.8062",
        "5,  56, 0,  29, -0.0381, 0.1926",
        "0,  10, 0,  20, -0.1611, 0.2775",
        "0,  10, 0,  10, -0.2775, 0.2775",
        "10, 10, 0,  20, 0.6791, 1.0000",
        "10, 10, 0,  10, 0.6075, 1.0000",
    })
    void theIntervalIsThatOfThePaper(long x, long n, long y, long m, double low, double high) {
        var uplift = Uplift.of(group(x, n), group(y, m)).orElseThrow();

        assertThat(uplift.difference()).isEqualTo((double) x / n - (double) y / m);
        assertThat(uplift.low()).isCloseTo(low, within(0.00005));
        assertThat(uplift.high()).isCloseTo(high, within(0.00005));
    }

    @Test
    void theIntervalHoldsTheDifferenceAndStaysWithinWhatADifferenceCanBe() {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++) {
            var n = 1 + random.nextLong(random.nextBoolean() ? 5 : 100_000);
            var m = 1 + random.nextLong(random.nextBoolean() ? 5 : 100_000);
            var one = group(random.nextLong(n + 1), n);
            var other = group(random.nextLong(m + 1), m);

            var uplift = Uplift.of(one, other).orElseThrow();
            var turned = Uplift.of(other, one).orElseThrow();

            assertThat(uplift.low()).isBetween(-1.0 - 1e-12, uplift.difference() + 1e-12);
            assertThat(uplift.high()).isBetween(uplift.difference() - 1e-12, 1.0 + 1e-12);
            assertThat(turned.low()).isCloseTo(-uplift.high(), within(1e-12));
            assertThat(turned.high()).isCloseTo(-uplift.low(), within(1e-12));
        }
    }

    @Test
    void morePeopleOfTheSameRatesGiveANarrowerInterval() {
        var before = Double.MAX_VALUE;
        for (var times = 1; times <= 1_000; times *= 10) {
            var uplift = Uplift.of(group(3 * times, 20 * times), group(times, 10 * times))
                    .orElseThrow();

            assertThat(uplift.high() - uplift.low()).isLessThan(before);
            before = uplift.high() - uplift.low();
        }
    }

    /// Over all outcomes, weighted by their probability: on the average 95 %, and nowhere far below.
    @Test
    void theTrueDifferenceLiesInItAsOftenAsItSays() {
        var n = 40;
        var m = 25;
        var sum = 0.0;
        var tried = 0;
        for (var p = 0.05; p < 0.96; p += 0.1) {
            for (var q = 0.05; q < 0.96; q += 0.1) {
                var covered = 0.0;
                for (var x = 0; x <= n; x++) {
                    for (var y = 0; y <= m; y++) {
                        var uplift = Uplift.of(group(x, n), group(y, m)).orElseThrow();
                        if (uplift.low() <= p - q && p - q <= uplift.high())
                            covered += binomial(n, x, p) * binomial(m, y, q);
                    }
                }
                assertThat(covered).isGreaterThan(0.90);
                sum += covered;
                tried++;
            }
        }
        assertThat(sum / tried).isBetween(0.94, 0.97);
    }

    @Test
    void withoutASecondGroupThereIsNoUplift() {
        assertThat(Uplift.of(group(1, 2), Group.EMPTY)).isEmpty();
        assertThat(Uplift.of(Group.EMPTY, group(1, 2))).isEmpty();
    }

    private static double binomial(int n, int k, double p) {
        var chosen = 1.0;
        for (var i = 0; i < k; i++) chosen = chosen * (n - i) / (i + 1);
        return chosen * Math.pow(p, k) * Math.pow(1 - p, n - k);
    }

    private static Group group(long converted, long people) {
        return new Group(people, converted, Map.of());
    }
}
