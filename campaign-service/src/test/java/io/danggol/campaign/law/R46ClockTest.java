package io.danggol.campaign.law;

import static io.danggol.campaign.law.People.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.Channel;
import io.danggol.campaign.eligibility.Eligibility;
import io.danggol.campaign.eligibility.Eligibility.Deferred;
import io.danggol.campaign.eligibility.Rule;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The windows of the law are Korean time, wherever the machine stands.
class R46ClockTest {
    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void restore() {
        TimeZone.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "UTC", "Asia/Seoul", "Pacific/Kiritimati"})
    void theMachinesZoneChangesNothing(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        var now = at("2026-11-23T21:00:00");

        var eligibility =
                Eligibility.of(People.by(Channel.KAKAO, now), People.agreed(Channel.KAKAO), People.PATIENT, now);

        assertThat(eligibility).isEqualTo(new Deferred(Rule.NIGHT, at("2026-11-24T08:00:00")));
    }
}
