package io.danggol.campaign.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.contracts.ConsentsChanged.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecidedTest {
    @ParameterizedTest
    @CsvSource({
        "'',                                 ",
        "person granted 1,                   true",
        "person withdrawn 1,                 false",
        "mine granted 1,                     true",
        "other granted 1,                    ",
        "person withdrawn 1;mine granted 2,  true",
        "person granted 1;mine withdrawn 2,  false",
        "person withdrawn 2;mine granted 1,  false",
        "person granted 1;mine withdrawn 1,  false",
        "mine withdrawn 1;person granted 1,  false",
        "person withdrawn 1;other granted 2, false",
    })
    void theLatestDecisionForThePersonOrTheBrowserHolds(String decisions, Boolean personalizes) {
        var states = Arrays.stream(decisions.split(";"))
                .filter(text -> !text.isEmpty())
                .map(text -> text.split(" "))
                .map(parts -> new State(
                        parts[0].equals("person") ? null : parts[0],
                        "personalization",
                        null,
                        parts[1],
                        Instant.ofEpochSecond(Long.parseLong(parts[2]))))
                .toList();

        assertThat(Decided.personalizes(states, "mine")).isEqualTo(Optional.ofNullable(personalizes));
        assertThat(Decided.personalizes(states.reversed(), "mine")).isEqualTo(Optional.ofNullable(personalizes));
    }
}
