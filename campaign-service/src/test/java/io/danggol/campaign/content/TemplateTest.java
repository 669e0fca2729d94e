package io.danggol.campaign.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{customer.name}님, 안녕하세요          | 홍길동님, 안녕하세요",
                "장바구니에 {cart.count}개              | 장바구니에 3개",
                "{cart.products}가지, {cart.total}      | 2가지, 90,000원",
                "{cart.first 을/를} 두고 가셨어요       | 하늘색 구두를 두고 가셨어요",
                "{cart.first 이/가} 기다려요            | 하늘색 구두가 기다려요",
                "{recommendations.first 은/는} 어때요   | 추천 상품은 어때요",
                "{shop.name 으로/로} 오세요             | 단골마켓으로 오세요",
                "a { color: red } {} {1} { customer.name } | a { color: red } {} {1} { customer.name }",
                "{cart}                                 | 하늘색 구두, 털 슬리퍼",
            })
    void fieldsAreFilledInAndOtherBracesStay(String source, String expected) {
        assertThat(Template.parse(source).render(values("홍길동")::text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{customer.nam}", "{cart.first 을}", "{name}", "{cart.first 하하/호호}"})
    void whatIsNotKnownIsRefused(String source) {
        if (source.equals("{cart.first 을}")) {
            assertThat(Template.parse(source).fields()).isEmpty();
        } else {
            assertThatThrownBy(() -> Template.parse(source)).isInstanceOf(Template.UnknownField.class);
        }
    }

    @Test
    void whoseNameIsUnknownIsCalledACustomer() {
        assertThat(Template.parse("{customer.name}님").render(values(" ")::text)).isEqualTo("고객님");
    }

    @Test
    void productsStandInATableWithTheirPicturesPricesAndReasons() {
        var html = Html.render(Template.parse("<p>{cart}</p>"), values("홍길동"));

        assertThat(html)
                .contains("<table", "하늘색 구두", "39,000원", "· 2개", "https://shop.example/p/P1")
                .contains("&lt;b&gt;굵은 이유&lt;/b&gt;")
                .contains("word-break:keep-all")
                .doesNotContain("<b>굵은");
    }

    @Test
    void aSectionOfNothingIsNothing() {
        var template = Template.parse("[{recommendations.section}]");

        assertThat(Html.render(template, values("홍길동"))).isEqualTo("[]");
        assertThat(Text.withoutLinks(template, values("홍길동"))).isEqualTo("[]");
        assertThat(Text.withoutLinks(Template.parse("{cart.section}"), values("홍길동")))
                .isEqualTo("담아 두신 상품\n· 하늘색 구두 × 2 39,000원\n· 털 슬리퍼 12,000원");
    }

    @Test
    void aPageBecomesReadableText() {
        var text = Html.toText("""
                <html><head><style>p{}</style><title>제목</title></head><body><p>안녕 &amp; 반가워요</p>
                <a href="https://shop.example/?a=1&amp;b=2">보러 가기</a><br>끝<!-- 주석 --></body></html>""");

        assertThat(text).isEqualTo("안녕 & 반가워요\n\n보러 가기 https://shop.example/?a=1&b=2\n끝");
    }

    @Test
    void everyWebLinkIsLedThroughOurs() {
        var html = Html.relink(
                "<a href=\"https://shop.example/?a=1&amp;b=2\">x</a><a href='mailto:a@b.example'>y</a>",
                url -> "https://m.example/c/" + url.length());

        assertThat(html).isEqualTo("<a href=\"https://m.example/c/29\">x</a><a href='mailto:a@b.example'>y</a>");
    }

    private static Values values(String name) {
        return new Values(
                Optional.of(name),
                "단골마켓",
                List.of(
                        new Line(
                                "P1",
                                "하늘색 구두",
                                BigDecimal.TWO,
                                Optional.of(BigDecimal.valueOf(39_000)),
                                Optional.empty(),
                                "KRW",
                                Optional.of("https://shop.example/p/P1"),
                                Optional.of("https://shop.example/i/P1.png"),
                                Optional.of("<b>굵은 이유</b>")),
                        new Line(
                                "P2",
                                "털 슬리퍼",
                                BigDecimal.ONE,
                                Optional.of(BigDecimal.valueOf(12_000)),
                                Optional.empty(),
                                "KRW",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                List.of());
    }
}
