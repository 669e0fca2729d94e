package io.danggol.campaign.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.delivery.Handover;
import io.danggol.campaign.kakao.KakaoResults;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// There is no fallback to SMS, and a message that may still arrive is not given up for another channel.
class R33FallbackTest {
    @ParameterizedTest
    @CsvSource({
        "1000, delivered, false",
        "3005, pending,   false",
        "4000, pending,   false",
        "7777, pending,   false",
        "'',   pending,   false",
        "3022, notnow,    false",
        "9999, notnow,    false",
        "3018, refused,   false",
        "3019, refused,   true",
        "3020, refused,   true",
        "3021, refused,   true",
        "1007, refused,   false",
        "3014, refused,   false",
    })
    void onlyARefusalEndsAMessageAndOnlySomeCloseTheChannel(String code, String meaning, boolean closes) {
        var handover = KakaoResults.meaning(code);

        assertThat(handover.getClass().getSimpleName()).isEqualToIgnoringCase(meaning);
        assertThat(handover instanceof Handover.Refused refused && refused.gone())
                .isEqualTo(closes);
    }
}
