package io.danggol.campaign.law;

import static io.danggol.campaign.law.People.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.Channel;
import io.danggol.campaign.eligibility.Caps;
import io.danggol.campaign.eligibility.Eligibility;
import io.danggol.campaign.eligibility.Eligibility.Deferred;
import io.danggol.campaign.eligibility.Eligibility.Eligible;
import io.danggol.campaign.eligibility.Eligibility.Withheld;
import io.danggol.campaign.eligibility.Rule;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Network Act art. 50(3), Decree art. 61(2): 21:00 to 08:00 needs a separate consent; e-mail is exempt.
class R4NightTest {
    @ParameterizedTest
    @CsvSource({
        "KAKAO, 2026-11-23T21:00:00, 2026-11-24T08:00:00",
        "KAKAO, 2026-11-23T23:59:59, 2026-11-24T08:00:00",
        "KAKAO, 2026-11-24T00:00:00, 2026-11-24T08:00:00",
        "KAKAO, 2026-11-24T07:59:59, 2026-11-24T08:00:00",
        "KAKAO, 2026-11-24T08:00:00, ",
        "KAKAO, 2026-11-23T12:00:00, ",
        "EMAIL, 2026-11-23T20:59:59, ",
        "EMAIL, 2026-11-23T21:00:00, ",
        "EMAIL, 2026-11-23T23:00:00, ",
        "EMAIL, 2026-11-24T03:00:00, ",
    })
    void whatFallsIntoTheNightWaitsForTheMorning(Channel channel, String time, String until) {
        var now = at(time);

        var eligibility = Eligibility.of(People.by(channel, now), People.agreed(channel), People.PATIENT, now);

        assertThat(eligibility).isEqualTo(until == null ? new Eligible() : new Deferred(Rule.NIGHT, at(until)));
    }

    @Test
    void aMessageThatSlipsIntoTheNightInTheQueueIsPutOffToo() {
        var due = at("2026-11-23T20:40:00");
        var now = at("2026-11-23T21:00:00");

        var eligibility =
                Eligibility.of(People.by(Channel.KAKAO, due), People.agreed(Channel.KAKAO), People.PATIENT, now);

        assertThat(eligibility).isEqualTo(new Deferred(Rule.NIGHT, at("2026-11-24T08:00:00")));
    }

    @Test
    void whatWouldWaitForTooLongIsDropped() {
        var now = at("2026-11-23T21:00:00");
        var impatient = new Caps(Optional.empty(), Duration.ofHours(2));

        var eligibility = Eligibility.of(People.by(Channel.KAKAO, now), People.agreed(Channel.KAKAO), impatient, now);

        assertThat(eligibility).isEqualTo(new Withheld(Rule.NIGHT));
    }
}
