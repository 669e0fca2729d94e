package io.danggol.campaign.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.content.Values;
import io.danggol.campaign.kakao.Bubble;
import io.danggol.campaign.kakao.Bubble.Button;
import io.danggol.campaign.kakao.Bubble.ButtonType;
import io.danggol.campaign.kakao.Bubble.Foot;
import io.danggol.campaign.kakao.KakaoContent;
import io.danggol.campaign.kakao.KakaoContent.Targeting;
import io.danggol.campaign.kakao.KakaoLimits;
import io.danggol.campaign.kakao.KakaoLimits.Breach;
import io.danggol.campaign.kakao.KakaoRenderer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values are escaped and never read as templates; lengths are measured after they were filled in.
class R44PersonalTextTest {
    @ParameterizedTest
    @CsvSource({
        "TEXT, 1300, 0,  true",
        "TEXT, 1301, 0,  false",
        "TEXT, 200,  99, true",
        "TEXT, 200, 100, false",
    })
    void lengthIsMeasuredInCharactersOfTheFilledInText(Bubble.Type type, int characters, int breaks, boolean allowed) {
        var name = "👠".repeat(100);
        var template = "{customer.name}" + "\n".repeat(breaks) + "가".repeat(characters - 100 - breaks);

        var filled = KakaoRenderer.render(message(type, template), values(name), link -> link, false, List.of());

        assertThat(KakaoLimits.check(filled).isEmpty()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{cart}", "#{이름}", "{customer.name}", "<b>굵게</b>", "$1 \\0"})
    void aNameIsNeverReadAsATemplate(String name) {
        var filled = KakaoRenderer.render(
                message(Bubble.Type.TEXT, "{customer.name}님"), values(name), link -> link, false, List.of());

        assertThat(filled.text()).isEqualTo(name + "님");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\"onload=\"x", "a&b", "<a href='https://evil.example'>"})
    void aNameIsNeverReadAsMarkup(String name) {
        var html = Rendered.part(Rendered.mail("제목", "{customer.name}님", name), "text/html");

        assertThat(html).doesNotContain(name).contains("님");
        assertThat(Rendered.part(Rendered.mail("제목", "{customer.name}님", name), "text/plain"))
                .contains(name + "님");
    }

    @Test
    void aNameCannotAddAHeader() {
        var mail = Rendered.mail("{customer.name}", "본문", "홍길동\r\nBcc: all@customers.example");

        assertThat(Rendered.head(mail).lines()).noneMatch(line -> line.startsWith("Bcc"));
    }

    @Test
    void buttonNamesTakeNoVariables() {
        var message = new KakaoContent(
                Targeting.I,
                new Bubble.Words(
                        Bubble.Type.TEXT,
                        "안녕하세요",
                        Optional.empty(),
                        new Foot(
                                List.of(new Button(
                                        "#{이름}", ButtonType.WL, Optional.of("https://shop.example"), Optional.empty())),
                                Optional.empty())));

        assertThat(KakaoLimits.check(message)).extracting(Breach::pointer).containsExactly("/buttons/0/name");
    }

    private static KakaoContent message(Bubble.Type type, String content) {
        return new KakaoContent(Targeting.I, new Bubble.Words(type, content, Optional.empty(), Foot.NONE));
    }

    private static Values values(String name) {
        return new Values(Optional.of(name), "단골마켓", List.of(), List.of());
    }
}
