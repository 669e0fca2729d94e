package io.danggol.campaign.law;

import static io.danggol.campaign.law.People.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.Channel;
import io.danggol.campaign.audience.Decided;
import io.danggol.campaign.eligibility.Eligibility;
import io.danggol.campaign.eligibility.Eligibility.Eligible;
import io.danggol.campaign.eligibility.Eligibility.Withheld;
import io.danggol.campaign.eligibility.Rule;
import io.danggol.contracts.ConsentsChanged.State;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Network Act art. 50(1): no advertisement without the person's explicit prior consent.
class R1PriorConsentTest {
    @ParameterizedTest
    @CsvSource({
        "'',                                              EMAIL, false",
        "'',                                              KAKAO, false",
        "'marketing/email/granted',                       EMAIL, true",
        "'marketing/email/granted',                       KAKAO, false",
        "'marketing/email/withdrawn',                     EMAIL, false",
        "'marketing/email/unknown',                       EMAIL, false",
        "'marketing/kakao/granted',                       KAKAO, true",
        "'analytics//granted personalization//granted',   EMAIL, false",
        "'night-marketing/kakao/granted',                 KAKAO, false",
        "'marketing/email/granted marketing/kakao/withdrawn', KAKAO, false",
        "'marketing/sms/granted',                         KAKAO, false",
    })
    void onlyAnExplicitYesForThisChannelCounts(String decisions, Channel channel, boolean allowed) {
        var noon = at("2026-11-23T12:00:00");
        var states = new ArrayList<State>();
        for (var decision : decisions.split(" ")) {
            if (decision.isEmpty()) continue;
            var parts = decision.split("/");
            states.add(new State(null, parts[0], parts[1].isEmpty() ? null : parts[1], parts[2], noon));
        }
        var consented = Decided.channels(states, "marketing").toArray(Channel[]::new);

        var eligibility = Eligibility.of(People.by(channel, noon), People.agreed(consented), People.PATIENT, noon);

        assertThat(eligibility).isEqualTo(allowed ? new Eligible() : new Withheld(Rule.NO_CONSENT));
    }

    @ParameterizedTest
    @CsvSource({"granted", "withdrawn"})
    void aBrowsersDecisionNeverStandsForThePerson(String state) {
        var states = new ArrayList<State>();
        states.add(new State("v_1", "marketing", "email", state, at("2026-11-23T12:00:00")));

        assertThat(Decided.channels(states, "marketing")).isEmpty();
    }
}
