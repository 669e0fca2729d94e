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
}
