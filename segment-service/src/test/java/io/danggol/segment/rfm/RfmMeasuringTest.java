package io.danggol.segment.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RfmMeasuringTest {
    @ParameterizedTest
    @CsvSource({
        "3, 4, true",
        "3, 10000, true",
        "1000, 1200, false",
        "1000, 1201, true",
        "1000, 799, true",
        "1000, 1000, false",
        "1, 0, true",
    })
    void moreThanAFifthOfTheBuyersMakesAnotherPopulation(long measured, long now, boolean outgrown) {
        assertThat(RfmMeasuring.outgrown(measured, now)).isEqualTo(outgrown);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, true", "1, 1, false", "1, 100, false", "1, 101, true", "9, 1000, true", "10, 1000, false"})
    void quintilesStayWhileTheyScoreNearlyEverybodyAsNewOnesWould(long rescored, long buyers, boolean stillTrue) {
        assertThat(RfmMeasuring.stillTrue(rescored, buyers)).isEqualTo(stillTrue);
    }
}
