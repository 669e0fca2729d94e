package io.danggol.campaign.law;

import static io.danggol.campaign.law.People.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.Channel;
import io.danggol.campaign.eligibility.Eligibility;
import io.danggol.campaign.eligibility.Eligibility.Deferred;
import io.danggol.campaign.eligibility.Eligibility.Eligible;
import io.danggol.campaign.eligibility.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Kakao delivers Brand Messages from 08:00 to 20:50 only, whatever the person allows.
class R5KakaoWindowTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T20:49:59, true,  ",
        "2026-11-23T20:50:00, true,  2026-11-24T08:00:00",
        "2026-11-23T20:50:00, false, 2026-11-24T08:00:00",
        "2026-11-23T22:00:00, true,  2026-11-24T08:00:00",
        "2026-11-24T07:59:59, true,  2026-11-24T08:00:00",
        "2026-11-24T08:00:00, false, ",
    })
    void theWindowHoldsWithAndWithoutANightConsent(String time, boolean nightConsent, String until) {
        var now = at(time);
        var person = People.agreed(Channel.KAKAO);
        var asked = nightConsent ? People.withNight(person, Channel.KAKAO) : person;

        var eligibility = Eligibility.of(People.by(Channel.KAKAO, now), asked, People.PATIENT, now);

        assertThat(eligibility).isEqualTo(until == null ? new Eligible() : new Deferred(Rule.KAKAO_HOURS, at(until)));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T20:50:00", "2026-11-23T23:00:00"})
    void mailDoesNotCare(String time) {
        var now = at(time);

        assertThat(Eligibility.of(People.by(Channel.EMAIL, now), People.agreed(Channel.EMAIL), People.PATIENT, now))
                .isEqualTo(new Eligible());
    }
}
