package io.danggol.chassis.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrenciesTest {
    @ParameterizedTest
    @ValueSource(strings = {"KRW", "krw", "Krw"})
    void aCodeIsTakenInAnyCase(String text) {
        assertThat(Currencies.code(text)).contains("KRW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC", "", "WON", "₩", "KRWW", "KR"})
    void whatIsNoCurrencyIsNone(String text) {
        assertThat(Currencies.code(text)).isEmpty();
    }
}
