package io.danggol.tracking.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kim@example.com | ***",
                "안녕 kim.chulsoo+shop@mail.example.co.kr님 | 안녕 ***",
                "(kim@example.com) | (***)",
                "김철수@한국.kr | ***",
                "kim%40example.com | ***",
                "010-1234-5678 | ***",
                "01012345678 | ***",
                "010 1234 5678 | ***",
                "010.1234.5678 | ***",
                "+82 10-1234-5678 | ***",
                "+821012345678 | ***",
                "82-10-1234-5678 | ***",
                "+82 (0)10-1234-5678 | ***",
                "(010)1234-5678 | ***",
                "011-123-4567 | ***",
                "02-123-4567 | ***",
                "031)123-4567 | ***",
                "070-1234-5678 | ***",
                "+1 415 555 2671 | ***",
                "전화 010-1234-5678로 주세요 | 전화 ***로 주세요",
                "010-1234-5678, kim@example.com | ***, ***",
            })
    void whatLooksLikeAnAddressOrANumberIsMasked(String text, String masked) {
        assertThat(Mask.of(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "브라운 옥스퍼드 구두 270",
                "2026-11-21",
                "2026-11-21 17:00:00",
                "39,000원",
                "@danggol",
                "a@b",
                "8801234567890",
                "SKU-0101-2345-678X",
                "iPhone 15 Pro 256GB",
                "512345678",
                "구두 👞 @ 강남",
                "1+1 행사 12345678",
            })
    void otherTextStaysAsItIs(String text) {
        assertThat(Mask.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.", "a@", "a@a.", "0", "01", "+1 ", "010-", "%40", "(0", "82 "})
    void noTextTakesLong(String part) {
        var text = part.repeat(1024);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (var i = 0; i < 200; i++) Mask.of(text);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "kim@example.com, true",
        "order-kim@example.com, true",
        "010-1234-5678, true",
        "01012345678, true",
        "v_01012345678, false",
        "v_01012345678abcdef, false",
        "512345678, false",
        "536365, false",
        "0193a6b2-0101-7234-8567-000000000001, false",
    })
    void anIdIsPersonalIfItIsAnAddressOrANumber(String id, boolean personal) {
        assertThat(Mask.isPersonal(id)).isEqualTo(personal);
    }
}
