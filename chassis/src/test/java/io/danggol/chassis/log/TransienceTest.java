package io.danggol.chassis.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransienceTest {
    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "28P01, true",
        "3D000, true",
        "40P01, true",
        "57P01, true",
        "53300, true",
        "22001, false",
        "23505, false",
        "42703, false"
    })
    void theDatabasesStateTells(String state, boolean passes) {
        assertThat(Transience.of(new PgException("m", "ERROR", state, null))).isEqualTo(passes);
    }

    @Test
    void lostConnectionsAndBrokersPass() {
        assertThat(Transience.of(new CompletionException(new IOException("reset"))))
                .isTrue();
        assertThat(Transience.of(new TimeoutException("no broker"))).isTrue();
    }

    @Test
    void aBadRecordStaysBad() {
        assertThat(Transience.of(new BadRecord("not an event"))).isFalse();
        assertThat(Transience.of(new NullPointerException())).isFalse();
    }
}
