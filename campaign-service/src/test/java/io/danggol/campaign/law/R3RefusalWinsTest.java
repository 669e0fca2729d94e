package io.danggol.campaign.law;

import static io.danggol.campaign.law.People.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.Channel;
import io.danggol.campaign.eligibility.Eligibility;
import io.danggol.campaign.eligibility.Eligibility.Eligible;
import io.danggol.campaign.eligibility.Eligibility.Withheld;
import io.danggol.campaign.eligibility.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Network Act art. 50(2): after a refusal nothing is sent, whatever consent is on record. That the queue holds to it,
/// too, shows [io.danggol.campaign.UnsubscribeTest].
class R3RefusalWinsTest {
    @ParameterizedTest
    @CsvSource({"EMAIL, EMAIL, false", "KAKAO, KAKAO, false", "EMAIL, KAKAO, true", "KAKAO, EMAIL, true"})
    void aRefusalClosesItsChannelOnly(Channel channel, Channel refused, boolean allowed) {
        var noon = at("2026-11-23T12:00:00");
        var person = People.suppressed(People.agreed(Channel.EMAIL, Channel.KAKAO), refused);

        var eligibility = Eligibility.of(People.by(channel, noon), person, People.PATIENT, noon);

        assertThat(eligibility).isEqualTo(allowed ? new Eligible() : new Withheld(Rule.SUPPRESSED));
    }
}
