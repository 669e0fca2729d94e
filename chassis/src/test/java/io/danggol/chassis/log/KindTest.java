package io.danggol.chassis.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class KindTest {
    @Test
    void aBadRecordSaysItself() {
        assertThat(Kind.of(new BadRecord("a time that is none"))).isEqualTo("a time that is none");
    }

    @Test
    void ofAnyOtherFailureItsClassAndPlaceAreTold() {
        var failure = new IllegalArgumentException("olga@example.invalid");

        assertThat(Kind.of(new CompletionException(failure)))
                .startsWith("java.lang.IllegalArgumentException at ")
                .contains("KindTest.java:")
                .doesNotContain("olga");
    }

    @Test
    void ofTheDatabasesItsState() {
        var failure = new PgException("invalid input syntax: \"olga\"", "ERROR", "22P02", null);

        assertThat(Kind.of(failure))
                .startsWith("io.vertx.pgclient.PgException 22P02")
                .doesNotContain("olga");
    }
}
