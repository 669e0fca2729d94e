package io.danggol.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadcastTest {
    @ParameterizedTest
    @CsvSource({
        "email deferred (queued), true",
        "kakao deferred (queued), true",
        "email deferred (profile-service), true",
        "email deferred (mail-server), true",
        "kakao deferred (nhn-3005), true",
        "kakao sent, true",
        "email sent, false",
        "kakao delivered, false",
        "kakao deferred (kakao-daily), false",
        "email deferred (night), false",
        "email withheld (no-consent), false",
        "email failed (profile-service), false"
    })
    void isOverWhenNoMessageIsUnderWay(String outcome, boolean underWay) {
        assertThat(Broadcast.isUnderWay(outcome)).isEqualTo(underWay);
    }
}
