package io.danggol.campaign.kakao;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.kakao.Bubble.Button;
import io.danggol.campaign.kakao.Bubble.ButtonType;
import io.danggol.campaign.kakao.Bubble.Commerce;
import io.danggol.campaign.kakao.Bubble.Coupon;
import io.danggol.campaign.kakao.Bubble.FeedCard;
import io.danggol.campaign.kakao.Bubble.Foot;
import io.danggol.campaign.kakao.Bubble.Head;
import io.danggol.campaign.kakao.Bubble.Image;
import io.danggol.campaign.kakao.Bubble.Item;
import io.danggol.campaign.kakao.Bubble.ProductCard;
import io.danggol.campaign.kakao.Bubble.Type;
import io.danggol.campaign.kakao.KakaoContent.Targeting;
import io.danggol.campaign.kakao.KakaoLimits.Breach;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KakaoLimitsTest {
    private static final String LINK = "https://shop.example/";
    private static final Foot ONE_BUTTON = foot(1);

    @ParameterizedTest
    @CsvSource({
        "TEXT,  1300, false, ''",
        "TEXT,  1301, false, /content",
        "TEXT,  10,   true,  /image",
        "IMAGE, 1300, true,  ''",
        "IMAGE, 10,   false, /image",
        "WIDE,  76,   true,  ''",
        "WIDE,  77,   true,  /content",
    })
    void textAndImageFitTheirBubble(Type type, int characters, boolean image, String at) {
        assertThat(places(new Bubble.Words(
                        type, "가".repeat(characters), image ? Optional.of(image()) : Optional.empty(), Foot.NONE)))
                .isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, 5, false, true",
        "TEXT, 6, false, false",
        "TEXT, 4, true, true",
        "TEXT, 5, true, false",
        "WIDE, 2, false, true",
        "WIDE, 3, false, false",
        "PREMIUM_VIDEO, 1, true, true",
        "PREMIUM_VIDEO, 2, false, false",
        "COMMERCE, 0, false, false",
        "COMMERCE, 1, true, true",
        "COMMERCE, 2, false, true",
        "COMMERCE, 3, false, false",
    })
    void asManyButtonsAsFit(Type type, int count, boolean coupon, boolean fits) {
        var foot = new Foot(
                foot(count).buttons(), coupon ? Optional.of(new Coupon("10% 할인 쿠폰", "설명", LINK)) : Optional.empty());
        var bubble = switch (type) {
            case TEXT -> new Bubble.Words(type, "안녕", Optional.empty(), foot);
            case WIDE -> new Bubble.Words(type, "안녕", Optional.of(image()), foot);
            case COMMERCE -> new Bubble.OneProduct(product("구두", foot));
            default ->
                new Bubble.Film(Optional.empty(), Optional.empty(), "https://tv.kakao.com/v/1", Optional.empty(), foot);
        };

        assertThat(places(bubble).isEmpty()).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "보러 가기, WL, https://shop.example/, 0, ''",
        "보러 가기, WL, '',                    0, /buttons/0/linkMo",
        "보러 가기, WL, shop.example,          0, /buttons/0/linkMo",
        "열네 글자보다 긴 버튼 이름, WL, https://shop.example/, 0, /buttons/0/name",
        "채널 추가, AC, '',                    0, ''",
        "채널추가,  AC, '',                    0, /buttons/0/name",
        "채널 추가, AC, '',                    1, /buttons/1",
    })
    void aButtonHasItsNameLinkAndPlace(String name, ButtonType type, String link, int place, String at) {
        var buttons = new ArrayList<>(foot(place).buttons());
        buttons.add(new Button(name, type, Optional.of(link).filter(given -> !given.isEmpty()), Optional.empty()));

        assertThat(places(new Bubble.Words(Type.TEXT, "안녕", Optional.empty(), new Foot(buttons, Optional.empty()))))
                .isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource({
        "3000원 할인 쿠폰, true", "'3,000원 할인 쿠폰', false", "10% 할인 쿠폰, true", "0% 할인 쿠폰, false",
        "101% 할인 쿠폰, false", "배송비 할인 쿠폰, true", "커피 무료 쿠폰, true", "사이즈 UP 쿠폰, true",
        "여덟글자나되는거 무료 쿠폰, false", "할인 쿠폰, false", "10% 할인 쿠폰!, false",
    })
    void aCouponTitleHasOneOfFiveForms(String title, boolean fits) {
        var foot = new Foot(List.of(), Optional.of(new Coupon(title, "설명", LINK)));

        assertThat(places(new Bubble.Words(Type.TEXT, "안녕", Optional.empty(), foot))
                        .isEmpty())
                .isEqualTo(fits);
    }

    @Test
    void blankTextIsNoMessage() {
        assertThat(places(new Bubble.Words(Type.TEXT, " ", Optional.empty(), Foot.NONE)))
                .isEqualTo("/content");
    }

    @ParameterizedTest
    @CsvSource({
        "20, 3, 25, 30, ''",
        "21, 3, 25, 30, /header",
        "20, 2, 25, 30, /item/list",
        "20, 4, 25, 30, ''",
        "20, 5, 25, 30, /item/list",
        "20, 3, 26, 30, /item/list/0/title",
        "20, 3, 0,  30, ''",
        "20, 3, 25, 31, /item/list/1/title /item/list/2/title",
        "20, 3, 25, 0,  /item/list/1/title /item/list/2/title",
    })
    void aListHasThreeOrFourItems(int header, int count, int first, int others, String at) {
        var items = new ArrayList<Item>();
        for (var i = 0; i < count; i++)
            items.add(new Item(
                    Optional.of("가".repeat(i == 0 ? first : others)).filter(title -> !title.isEmpty()),
                    LINK,
                    LINK,
                    Optional.empty()));

        assertThat(places(new Bubble.ItemList("가".repeat(header), items, Foot.NONE)))
                .isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource({
        "https://tv.kakao.com/v/1,        20, 76, ''",
        "https://tv.kakao.com.evil.kr/v/1, 20, 76, /video/videoUrl",
        "https://youtu.be/1,              20, 76, /video/videoUrl",
        "https://tv.kakao.com/v/1,        21, 77, /header /content",
    })
    void aFilmIsOneOfKakaoTv(String url, int header, int content, String at) {
        assertThat(places(new Bubble.Film(
                        Optional.of("가".repeat(header)),
                        Optional.of("가".repeat(content)),
                        url,
                        Optional.empty(),
                        Foot.NONE)))
                .isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource({
        "89000,     ,       ,    ,        ''",
        "89000,     79000,  11,  ,        ''",
        "89000,     79000,  ,    10000,   ''",
        "100000000, ,       ,    ,        /commerce/regularPrice",
        "89000,     79000,  ,    ,        /commerce/discountRate",
        "89000,     ,       11,  ,        /commerce/discountPrice",
        "89000,     79000,  11,  10000,   /commerce/discountFixed",
        "89000,     79000,  101, ,        /commerce/discountRate",
        "89000,     79000,  ,    1000000, /commerce/discountFixed",
        "89000,     99000,  11,  ,        /commerce/discountPrice",
    })
    void aPriceIsPlainOrCutByARateOrAnAmount(int regular, Integer price, Integer rate, Integer fixed, String at) {
        var commerce = new Commerce(
                "구두", regular, Optional.ofNullable(price), Optional.ofNullable(rate), Optional.ofNullable(fixed));

        assertThat(places(new Bubble.OneProduct(new ProductCard(image(), commerce, Optional.empty(), ONE_BUTTON))))
                .isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource({
        "1, false, /carousel/list", "2, false, ''", "6, false, ''", "7, false, /carousel/list",
        "0, true,  /carousel/list", "1, true, ''", "5, true, ''", "6, true,  /carousel/list",
    })
    void aCarouselOfProductsHoldsAsManyCardsAsItsHeadLeavesRoomFor(int cards, boolean head, String at) {
        assertThat(places(new Bubble.Products(
                        head ? Optional.of(new Head("추천", "이런 상품은 어떠세요?", LINK, Optional.empty())) : Optional.empty(),
                        Collections.nCopies(cards, product("구두", ONE_BUTTON)),
                        Optional.empty())))
                .isEqualTo(at);
    }

    @Test
    void eachCardOfACarouselHasItsOwnLimits() {
        var good = product("구두", ONE_BUTTON);
        var bad = product("가".repeat(31), Foot.NONE);

        assertThat(places(new Bubble.Products(Optional.empty(), List.of(good, bad), Optional.empty())))
                .isEqualTo("/carousel/list/1/commerce/title /carousel/list/1/buttons");
        assertThat(places(new Bubble.Feed(
                        List.of(
                                new FeedCard("가".repeat(20), "가".repeat(180), image(), ONE_BUTTON),
                                new FeedCard("가".repeat(21), "가".repeat(181), image(), ONE_BUTTON)),
                        Optional.empty())))
                .isEqualTo("/carousel/list/1/header /carousel/list/1/message");
    }

    @Test
    void oneCardOfACarouselMayAddTheChannel() {
        var adds = new Foot(
                List.of(
                        ONE_BUTTON.buttons().getFirst(),
                        new Button("채널 추가", ButtonType.AC, Optional.empty(), Optional.empty())),
                Optional.empty());

        assertThat(places(new Bubble.Products(
                        Optional.empty(), List.of(product("구두", ONE_BUTTON), product("가방", adds)), Optional.empty())))
                .isEmpty();
        assertThat(places(new Bubble.Products(
                        Optional.empty(), List.of(product("구두", adds), product("가방", adds)), Optional.empty())))
                .isEqualTo("/carousel/list");
    }

    @Test
    void aValueOfATemplateCountsAsNothingUntilItIsFilledIn() {
        var words = "가".repeat(76) + "{recommendations.first 을/를}";
        var template = new KakaoContent(
                Targeting.I, new Bubble.Words(Type.WIDE, words.substring(1), Optional.of(image()), Foot.NONE));
        var longer = new KakaoContent(
                Targeting.I, new Bubble.Words(Type.WIDE, words + "가", Optional.of(image()), Foot.NONE));

        assertThat(KakaoLimits.checkTemplate(template)).isEmpty();
        assertThat(KakaoLimits.checkTemplate(longer))
                .extracting(Breach::pointer)
                .containsExactly("/content");
    }

    private static ProductCard product(String title, Foot foot) {
        return new ProductCard(
                image(),
                new Commerce(title, 39_000, Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                foot);
    }

    private static Image image() {
        return new Image(LINK, Optional.empty());
    }

    private static Foot foot(int buttons) {
        var list = new ArrayList<Button>();
        for (var i = 0; i < buttons; i++)
            list.add(new Button("버튼" + i, ButtonType.WL, Optional.of(LINK), Optional.empty()));
        return new Foot(list, Optional.empty());
    }

    private static String places(Bubble bubble) {
        return String.join(
                " ",
                KakaoLimits.check(new KakaoContent(Targeting.I, bubble)).stream()
                        .map(Breach::pointer)
                        .toList());
    }
}
