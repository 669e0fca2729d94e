package io.danggol.campaign.law;

import static io.danggol.campaign.law.People.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.Channel;
import io.danggol.campaign.eligibility.Eligibility;
import io.danggol.campaign.eligibility.Eligibility.Withheld;
import io.danggol.campaign.eligibility.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Privacy act art. 22-2: no advertisements to children under 14, consent or not.
class R17Under14Test {
    @ParameterizedTest
    @EnumSource(names = {"EMAIL", "KAKAO"})
    void aChildGetsNothing(Channel channel) {
        var noon = at("2026-11-23T12:00:00");

        var eligibility =
                Eligibility.of(People.by(channel, noon), People.child(People.agreed(channel)), People.PATIENT, noon);

        assertThat(eligibility).isEqualTo(new Withheld(Rule.UNDER_14));
    }
}
