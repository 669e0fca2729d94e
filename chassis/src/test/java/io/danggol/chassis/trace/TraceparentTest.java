package io.danggol.chassis.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
    private static final String SOME = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void whatItNamesIsWrittenAsItWasRead() {
        var context = Traceparent.parse(SOME);

        assertThat(context.isValid()).isTrue();
        assertThat(context.isSampled()).isTrue();
        assertThat(Traceparent.of(context)).isEqualTo(SOME);
        assertThat(Traceparent.orNull(SOME)).isEqualTo(SOME);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333g-01",
                "00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",
            })
    void whatIsNoneNamesNothing(String text) {
        assertThat(Traceparent.parse(text).isValid()).isFalse();
        assertThat(Traceparent.orNull(text)).isNull();
    }

    @Test
    void zeroesNameNothing() {
        assertThat(Traceparent.parse("00-00000000000000000000000000000000-b7ad6b7169203331-01")
                        .isValid())
                .isFalse();
    }
}
