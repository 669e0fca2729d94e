package io.danggol.campaign.kakao;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.content.Line;
import io.danggol.campaign.content.Values;
import io.danggol.campaign.kakao.Bubble.Foot;
import io.danggol.campaign.kakao.Bubble.FromShelf;
import io.danggol.campaign.kakao.Bubble.Source;
import io.danggol.campaign.kakao.Bubble.Type;
import io.danggol.campaign.kakao.Showcase.Shown;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShowcaseTest {
    @ParameterizedTest
    @CsvSource({
        "39000, ,       39000, , ,",
        "39000, 39000,  39000, , ,",
        "39000, 30000,  39000, , ,",
        "79000, 89000,  89000, 79000, 11, ",
        "59900, 60000,  60000, 59900, , 100",
        "1,     3,      3,     1,     66,",
    })
    void aCutIsNeverSaidToBeLargerThanItIs(
            BigDecimal price, BigDecimal list, int regular, Integer discount, Integer rate, Integer fixed) {
        var card = Showcase.card(shown("구두", price, Optional.ofNullable(list)), Foot.NONE, link -> link);

        assertThat(card.commerce().regularPrice()).isEqualTo(regular);
        assertThat(card.commerce().discountPrice()).isEqualTo(Optional.ofNullable(discount));
        assertThat(card.commerce().discountRate()).isEqualTo(Optional.ofNullable(rate));
        assertThat(card.commerce().discountFixed()).isEqualTo(Optional.ofNullable(fixed));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12, 13, 14, 24, 25, 26, 29, 30, 31, 200})
    void aNameIsCutToItsPlaceWithoutHalvingACharacter(int length) {
        for (var letter : List.of("가", "👠")) {
            var product = shown(letter.repeat(length), BigDecimal.valueOf(39_000), Optional.empty());
            var main = Showcase.item(product, true, link -> link).title().orElseThrow();
            var other = Showcase.item(product, false, link -> link).title().orElseThrow();
            var title =
                    Showcase.card(product, Foot.NONE, link -> link).commerce().title();

            assertThat(main).hasSizeLessThanOrEqualTo(25).endsWith("\n39,000원");
            assertThat(other).hasSizeLessThanOrEqualTo(30).endsWith("\n39,000원");
            assertThat(title).hasSizeLessThanOrEqualTo(30);
            for (var text : List.of(main, other, title))
                assertThat(text.codePoints()).noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
            assertThat(title.endsWith("…")).isEqualTo(letter.length() * length > 30);
        }
    }

    @Test
    void onlyProductsThatTheBubbleCanShowAreCandidates() {
        var good = line(
                "G", Optional.of(BigDecimal.valueOf(1_000)), "KRW", "https://s.example/g", "https://s.example/g.png");
        var noPicture = line("N", Optional.of(BigDecimal.TEN), "KRW", "https://s.example/n", null);
        var noPage = line("P", Optional.of(BigDecimal.TEN), "KRW", null, "https://s.example/p.png");
        var dollars = line("D", Optional.of(BigDecimal.TEN), "USD", "https://s.example/d", "https://s.example/d.png");
        var parts =
                line("F", Optional.of(new BigDecimal("9.5")), "KRW", "https://s.example/f", "https://s.example/f.png");
        var unknown = line("U", Optional.empty(), "KRW", "https://s.example/u", "https://s.example/u.png");
        var script = line("S", Optional.of(BigDecimal.TEN), "KRW", "javascript:alert(1)", "https://s.example/s.png");
        var all = List.of(good, noPicture, noPage, dollars, parts, unknown, script);
        var values = new Values(Optional.empty(), "단골마켓", List.of(), all);

        assertThat(Showcase.candidates(shelf(Type.CAROUSEL_COMMERCE), values)).containsExactly(good);
        assertThat(Showcase.candidates(shelf(Type.WIDE_ITEM_LIST), values))
                .containsExactly(good, dollars, parts, unknown);
    }

    private static FromShelf shelf(Type type) {
        return new FromShelf(type, Source.RECOMMENDATIONS, "추천", Optional.empty(), Optional.empty(), Foot.NONE);
    }

    private static Shown shown(String name, BigDecimal price, Optional<BigDecimal> list) {
        return new Shown(
                new Line(
                        "P",
                        name,
                        BigDecimal.ONE,
                        Optional.of(price),
                        list,
                        "KRW",
                        Optional.of("https://s.example/p"),
                        Optional.of("https://s.example/p.png"),
                        Optional.empty()),
                "https://nhn.example/1.jpg");
    }

    private static Line line(String id, Optional<BigDecimal> price, String currency, String url, String image) {
        return new Line(
                id,
                "상품 " + id,
                BigDecimal.ONE,
                price,
                Optional.empty(),
                currency,
                Optional.ofNullable(url),
                Optional.ofNullable(image),
                Optional.empty());
    }
}
