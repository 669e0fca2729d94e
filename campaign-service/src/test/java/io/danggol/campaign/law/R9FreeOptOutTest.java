package io.danggol.campaign.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.plan.Preflight;
import io.danggol.campaign.plan.Preflight.Finding;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// To refuse costs nothing: only a toll-free number may stand in a message.
class R9FreeOptOutTest {
    @ParameterizedTest
    @CsvSource({
        "'',            true",
        "080-123-4567,  true",
        "0801234567,    true",
        "02-123-4567,   false",
        "1588-1234,     false",
        "060-700-1234,  false",
        "080,           false",
    })
    void onlyA080NumberIsTaken(String number, boolean taken) {
        var setup = new Preflight.Setup(Rendered.SENDER, number, "https://m.example", true, Set.of(), Set.of());

        assertThat(Preflight.of(People.campaign(), setup))
                .extracting(Finding::rule)
                .satisfies(rules -> assertThat(rules.contains("opt-out-080")).isNotEqualTo(taken));
    }
}
