package io.danggol.profile.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaidTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PERSONALIZATION, true,  true,    , false",
        "PERSONALIZATION, true,  true,  v1, false",
        "PERSONALIZATION, true,  true,  v2, true",
        "PERSONALIZATION, true,  false,   , true",
        "PERSONALIZATION, false, false, v1, false",
        "PROFILING,       true,  true,  v1, false",
        "MARKETING,       true,  true,    , false",
        "MARKETING,       true,  true,  v1, true",
        "MARKETING,       false, false, v1, false",
        "MARKETING,       false, true,  v1, true",
    })
    void aRepeatIsNewByItsWordingAlone(Purpose purpose, boolean held, boolean said, String wording, boolean isNew) {
        var decided = said(purpose, said, wording, false);
        var before = held(held, NOW.minusSeconds(60), "v1");

        assertThat(decided.ofBrowser(before).isPresent()).isEqualTo(isNew);
        assertThat(decided.ofPerson(before, Optional.empty()).isPresent()).isEqualTo(isNew);
    }

    @Test
    void whatIsNotDecidedYetIsNew() {
        var decided = said(Purpose.ANALYTICS, false, null, false);

        assertThat(decided.ofBrowser(Optional.empty())).contains(decided.decision());
        assertThat(decided.ofPerson(Optional.empty(), held(false, NOW.minusSeconds(60), "v1")))
                .contains(decided.decision());
    }

    @ParameterizedTest
    @CsvSource({"30, true", "90, false"})
    void aPersonsRepeatIsNewWhereTheBrowserDecidedOtherwiseSince(long browserDecidedAgo, boolean isNew) {
        var decided = said(Purpose.PERSONALIZATION, true, "v1", false);

        var taken = decided.ofPerson(
                held(true, NOW.minusSeconds(60), "v1"), held(false, NOW.minusSeconds(browserDecidedAgo), "v1"));

        assertThat(taken.isPresent()).isEqualTo(isNew);
    }

    @Test
    void whatIsCarriedOverIsDecidedWhenAndAsTheBrowserDecidedIt() {
        var then = NOW.minusSeconds(60);

        var taken = said(Purpose.PERSONALIZATION, true, null, true)
                .ofPerson(Optional.empty(), held(true, then, "v1"))
                .orElseThrow();

        assertThat(taken.at()).isEqualTo(then);
        assertThat(taken.wording()).contains("v1");
        assertThat(taken.place()).contains("banner");
        assertThat(taken.by()).isEqualTo("browser");
    }

    @ParameterizedTest
    @CsvSource({
        "true,  30, true,  60, false",
        "true,  30, false, 60, false",
        "true,  60, false, 30, false",
        "false, 30, false, 60, false",
        "false, 60, true,  30, false",
        "false, 30, true,  60, true",
    })
    void ofWhatIsCarriedOverALaterRefusalAloneCountsWhereThePersonHasDecided(
            boolean browser, long browserAgo, boolean person, long personAgo, boolean isTaken) {
        var taken = said(Purpose.ANALYTICS, browser, null, true)
                .ofPerson(
                        held(person, NOW.minusSeconds(personAgo), "v1"),
                        held(browser, NOW.minusSeconds(browserAgo), "v1"));

        assertThat(taken.isPresent()).isEqualTo(isTaken);
    }

    @Test
    void aBrowserThatKeptNothingFillsOnlyWhatThePersonHasNotDecided() {
        var decided = said(Purpose.PERSONALIZATION, false, null, true);

        assertThat(decided.ofPerson(Optional.empty(), Optional.empty())).contains(decided.decision());
        assertThat(decided.ofPerson(held(true, NOW.minusSeconds(60), "v1"), Optional.empty()))
                .isEmpty();
    }

    private static Said said(Purpose purpose, boolean granted, String wording, boolean carriedOver) {
        var permission = new Permission(purpose, purpose.channels().stream().findFirst());
        return new Said(
                new Decision(
                        Optional.empty(),
                        permission,
                        granted,
                        NOW,
                        Optional.ofNullable(wording),
                        Optional.empty(),
                        "customer"),
                carriedOver);
    }

    private static Optional<Held> held(boolean granted, Instant since, String wording) {
        return Optional.of(new Held(
                new Standing(granted, since, "00000000-0000-0000-0000-000000000000/1"),
                Optional.of(wording),
                Optional.of("banner")));
    }
}
