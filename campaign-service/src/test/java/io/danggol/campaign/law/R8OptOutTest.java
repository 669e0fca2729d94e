package io.danggol.campaign.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.content.Template;
import io.danggol.campaign.mail.MailRenderer;
import io.danggol.campaign.plan.Mjml;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The way out stands in every mail, in Korean and in English, one click away and without a login.
class R8OptOutTest {
    private static final String LINK = "https://msg\\.shop\\.example/u/[A-Za-z0-9_-]{46}";
    private static final String MJML = """
            <mjml><mj-body><mj-section><mj-column>
            <mj-text>{customer.name}님, 안녕하세요</mj-text><mj-text>{cart}</mj-text>
            <mj-button href="https://shop.example/cart">보러 가기</mj-button>
            </mj-column></mj-section></mj-body></mjml>""";

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/html"})
    void theWayOutStandsInBothLanguages(String type) {
        var body = Rendered.part(Rendered.mail("제목", "본문", "홍길동"), type);

        assertThat(body)
                .containsPattern(Pattern.compile(
                        "수신을 원치 않으시면.*수신거부.*" + (type.equals("text/plain") ? LINK : ""), Pattern.DOTALL))
                .containsPattern(Pattern.compile("do not want to receive.*Unsubscribe", Pattern.DOTALL))
                .containsPattern(LINK);
    }

    @Test
    void aMailMadeWithMjmlHasItToo() {
        var templates = new MailRenderer.Templates(
                Template.parse("제목"), Optional.of(Template.parse(Mjml.html(MJML))), Optional.empty());

        var mail = Rendered.mail(templates, "홍길동");

        assertThat(Rendered.part(mail, "text/html"))
                .containsPattern("<a href=\"" + LINK + "\"[^>]*>\\[수신거부]")
                .containsPattern("<a href=\"" + LINK + "\"[^>]*>\\[Unsubscribe]")
                .contains("홍길동님", "하늘색 구두", "39,000원")
                .containsPattern("href=\"https://msg\\.shop\\.example/c/[A-Za-z0-9_-]{46}\"");
        assertThat(Rendered.part(mail, "text/plain")).contains("홍길동님", "하늘색 구두", "수신거부");
    }
}
