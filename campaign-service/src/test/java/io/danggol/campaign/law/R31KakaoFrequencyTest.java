package io.danggol.campaign.law;

import static io.danggol.campaign.law.People.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.Channel;
import io.danggol.campaign.eligibility.Caps;
import io.danggol.campaign.eligibility.Eligibility;
import io.danggol.campaign.eligibility.Eligibility.Deferred;
import io.danggol.campaign.eligibility.Eligibility.Eligible;
import io.danggol.campaign.eligibility.Eligibility.Withheld;
import io.danggol.campaign.eligibility.Person.Sent;
import io.danggol.campaign.eligibility.Rule;
import io.danggol.campaign.plan.FrequencyCap;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One Brand Message to a person in a Korean calendar day, and a cap over all channels.
class R31KakaoFrequencyTest {
    @ParameterizedTest
    @CsvSource({
        "KAKAO, 2026-11-23T08:00:00, 2026-11-23T08:00:01, 2026-11-24T08:00:00",
        "KAKAO, 2026-11-23T08:00:00, 2026-11-23T20:49:59, 2026-11-24T08:00:00",
        "KAKAO, 2026-11-22T20:49:59, 2026-11-23T08:00:00, ",
        "EMAIL, 2026-11-23T08:00:00, 2026-11-23T12:00:00, ",
    })
    void aSecondKakaoMessageOfTheDayWaitsForTheNext(Channel earlier, String sentAt, String time, String until) {
        var now = at(time);
        var person = People.agreed(Channel.KAKAO).having(new Sent("another", earlier, at(sentAt)));

        var eligibility = Eligibility.of(People.by(Channel.KAKAO, now), person, People.PATIENT, now);

        assertThat(eligibility).isEqualTo(until == null ? new Eligible() : new Deferred(Rule.KAKAO_DAILY, at(until)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T11:59:59, 2026-11-23T12:00:00",
        "2026-11-23T12:00:00, ",
    })
    void theCapOfAllCampaignsCountsEveryChannel(String time, String until) {
        var now = at(time);
        var caps = new Caps(Optional.of(new FrequencyCap(2, Duration.ofDays(7))), Duration.ofDays(1));
        var person = People.agreed(Channel.EMAIL)
                .having(new Sent("one", Channel.EMAIL, at("2026-11-16T12:00:00")))
                .having(new Sent("two", Channel.KAKAO, at("2026-11-20T12:00:00")));

        var eligibility = Eligibility.of(People.by(Channel.EMAIL, now), person, caps, now);

        assertThat(eligibility).isEqualTo(until == null ? new Eligible() : new Deferred(Rule.FREQUENCY_CAP, at(until)));
    }

    @Test
    void whatACapHoldsBackForDaysIsDropped() {
        var now = at("2026-11-23T12:00:00");
        var caps = new Caps(Optional.of(new FrequencyCap(1, Duration.ofDays(7))), Duration.ofDays(1));
        var person = People.agreed(Channel.EMAIL).having(new Sent("one", Channel.EMAIL, now.minusSeconds(60)));

        assertThat(Eligibility.of(People.by(Channel.EMAIL, now), person, caps, now))
                .isEqualTo(new Withheld(Rule.FREQUENCY_CAP));
    }
}
