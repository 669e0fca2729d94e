package io.danggol.campaign.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.mail.AdLabel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The subject of an advertisement begins exactly with `(광고) `; disguised labels do not count.
class R6AdLabelTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{customer.name}님, 담아 두신 상품이 기다려요",
                "  앞에 빈칸이 있는 제목",
                "👠 신상 구두가 왔어요",
                "아주 긴 제목입니다 아주 긴 제목입니다 아주 긴 제목입니다 아주 긴 제목입니다 아주 긴 제목입니다 아주 긴 제목입니다",
                "\u202e뒤집힌 제목",
            })
    void theSubjectOnTheWireBeginsWithTheLabel(String subject) {
        var bytes = Rendered.mail(subject, "안녕하세요", "홍길동");

        var header = new String(bytes, StandardCharsets.US_ASCII).replaceAll("\r\n[ \t]", " ");
        var matcher = Pattern.compile("(?m)^Subject: (.*)$").matcher(header);
        assertThat(matcher.find()).isTrue();
        assertThat(decoded(matcher.group(1))).startsWith("(광고) ").doesNotStartWith("(광고)  ");
    }

    @ParameterizedTest
    @CsvSource({
        "'(광고) 신상품',     true",
        "'(광 고) 신상품',    true",
        "' (광고)신상품',     true",
        "'(광/고) 신상품',    true",
        "'(광.고) 신상품',    true",
        "'(\"광고\") 신상품', true",
        "'[광고] 신상품',     true",
        "'(대출광고) 신상품', true",
        "'(AD) 신상품',       true",
        "'[ad] 신상품',       true",
        "'광고보다 좋은 구두', false",
        "'(한정) 신상품',     false",
        "'신상품 (광고)',     false",
    })
    void aTemplateMayNotBringALabelOfItsOwn(String subject, boolean refused) {
        assertThat(AdLabel.in(subject)).isEqualTo(refused);
    }

    private static String decoded(String words) {
        var text = new StringBuilder();
        for (var word : words.split(" ")) {
            assertThat(word).matches("=\\?UTF-8\\?B\\?[A-Za-z0-9+/=]+\\?=").hasSizeLessThanOrEqualTo(75);
            var base64 = word.substring("=?UTF-8?B?".length(), word.length() - 2);
            text.append(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
