package io.danggol.simulators.kakao.bubble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every limit of every bubble: what lies on it passes, what lies beyond it is refused with the documented code.
class BubbleTest {
    private static final String URL = "https://shop.example/p/1";
    private static final String IMAGE = "http://localhost:8091/images/1.png";
    private static final int OK = 0;

    private static Map<String, Object> of(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) map.put((String) pairs[i], pairs[i + 1]);
        return map;
    }

    private static Map<String, Object> web(String name) {
        return of("name", name, "type", "WL", "linkMo", URL);
    }

    private static Map<String, Object> coupon(String title, String description) {
        return of("title", title, "description", description, "linkMo", URL);
    }

    private static Map<String, Object> feedCard() {
        return of("header", "제목", "message", "내용", "imageUrl", IMAGE, "imageLink", URL, "buttons", List.of(web("보기")));
    }

    private static Map<String, Object> commerceCard() {
        return of(
                "commerce",
                of("title", "상품", "regularPrice", 1000),
                "imageUrl",
                IMAGE,
                "imageLink",
                URL,
                "buttons",
                List.of(web("구매")));
    }

    private static Map<String, Object> item(String title) {
        return of("title", title, "imageUrl", IMAGE, "linkMo", URL);
    }

    /// A bubble of the type that passes.
    private static Map<String, Object> valid(BubbleType type) {
        var bubble = of("chatBubbleType", type.name());
        bubble.putAll(
                switch (type) {
                    case TEXT -> of("content", "안녕하세요");
                    case IMAGE, WIDE -> of("content", "안녕하세요", "image", of("imageUrl", IMAGE, "imageLink", URL));
                    case WIDE_ITEM_LIST ->
                        of("header", "목록", "item", of("list", List.of(item("하나"), item("둘"), item("셋"))));
                    case PREMIUM_VIDEO -> of("video", of("videoUrl", "https://tv.kakao.com/v/123"));
                    case COMMERCE ->
                        of(
                                "image", of("imageUrl", IMAGE),
                                "commerce", of("title", "상품", "regularPrice", 1000),
                                "buttons", List.of(web("구매")));
                    case CAROUSEL_FEED -> of("carousel", of("list", List.of(feedCard(), feedCard())));
                    case CAROUSEL_COMMERCE -> of("carousel", of("list", List.of(commerceCard(), commerceCard())));
                });
        return bubble;
    }

    private static int check(Map<String, Object> bubble, Purpose purpose) {
        try {
            Bubble.of(Fields.of(bubble), purpose);
            return OK;
        } catch (Refused refused) {
            return refused.code();
        }
    }

    private static int check(BubbleType type, Consumer<Map<String, Object>> change) {
        var bubble = valid(type);
        change.accept(bubble);
        return check(bubble, Purpose.SEND);
    }

    private static Consumer<Map<String, Object>> put(String key, Object value) {
        return bubble -> bubble.put(key, value);
    }

    /// Puts a value deep inside: `carousel.list.0.header`; null takes the key out.
    private static Consumer<Map<String, Object>> at(String path, Object value) {
        return bubble -> set(bubble, new ArrayList<>(Arrays.asList(path.split("\\."))), value);
    }

    @SuppressWarnings("unchecked")
    private static void set(Map<String, Object> object, List<String> path, Object value) {
        var key = path.removeFirst();
        if (path.isEmpty()) {
            object.put(key, value);
            return;
        }
        switch (object.get(key)) {
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<>((Map<String, Object>) map);
                set(copy, path, value);
                object.put(key, copy);
            }
            case List<?> list -> {
                var copy = new ArrayList<Object>(list);
                var index = Integer.parseInt(path.removeFirst());
                var element = new LinkedHashMap<>((Map<String, Object>) copy.get(index));
                set(element, path, value);
                copy.set(index, element);
                object.put(key, copy);
            }
            default -> throw new IllegalArgumentException(key);
        }
    }

    private static List<Map<String, Object>> buttons(int count) {
        return IntStream.range(0, count).mapToObj(i -> web("버튼" + i)).toList();
    }

    private static Consumer<Map<String, Object>> button(Object... pairs) {
        return put("buttons", List.of(of(pairs)));
    }

    @ParameterizedTest
    @EnumSource
    void aWholeBubblePasses(BubbleType type) {
        assertThat(check(valid(type), Purpose.SEND)).isEqualTo(OK);
        assertThat(check(valid(type), Purpose.TEMPLATE)).isEqualTo(OK);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                        new Object[] {BubbleType.TEXT, "content", 1300, 99},
                        new Object[] {BubbleType.IMAGE, "content", 1300, 99},
                        new Object[] {BubbleType.WIDE, "content", 76, 5},
                        new Object[] {BubbleType.PREMIUM_VIDEO, "content", 76, 5},
                        new Object[] {BubbleType.PREMIUM_VIDEO, "header", 20, 0},
                        new Object[] {BubbleType.WIDE_ITEM_LIST, "header", 20, 0},
                        new Object[] {BubbleType.WIDE_ITEM_LIST, "item.list.0.title", 25, 1},
                        new Object[] {BubbleType.WIDE_ITEM_LIST, "item.list.1.title", 30, 1},
                        new Object[] {BubbleType.COMMERCE, "additionalContent", 34, 1},
                        new Object[] {BubbleType.COMMERCE, "commerce.title", 30, 0},
                        new Object[] {BubbleType.CAROUSEL_FEED, "carousel.list.0.header", 20, 0},
                        new Object[] {BubbleType.CAROUSEL_FEED, "carousel.list.0.message", 180, 2},
                        new Object[] {BubbleType.CAROUSEL_COMMERCE, "carousel.list.1.additionalContent", 34, 1},
                        new Object[] {BubbleType.CAROUSEL_COMMERCE, "carousel.list.1.commerce.title", 30, 0})
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextMayBeAsLongAsItsLimitAndNoLonger(BubbleType type, String path, int length, int breaks) {
        assertThat(check(type, at(path, "가".repeat(length)))).isEqualTo(OK);
        assertThat(check(type, at(path, "가".repeat(length + 1)))).isEqualTo(-2000);
        assertThat(check(type, at(path, "가" + "\n".repeat(breaks)))).isEqualTo(OK);
        assertThat(check(type, at(path, "가" + "\r\n".repeat(breaks + 1)))).isEqualTo(-2000);
        assertThat(check(type, at(path, " "))).isEqualTo(-2001);
    }

    @Test
    void fieldsOfOtherTypesAreRefused() {
        var all = new HashMap<String, Object>();
        for (var type : BubbleType.values()) {
            all.putAll(valid(type));
            all.put("additionalContent", "더");
            all.put("coupon", coupon("배송비 할인 쿠폰", "설명"));
        }
        for (var type : BubbleType.values()) {
            for (var key : BubbleType.FIELDS) {
                var refused = check(type, put(key, all.get(key)));
                if (type.fields().contains(key))
                    assertThat(refused).as("%s %s", type, key).isNotEqualTo(-3305);
                else assertThat(refused).as("%s %s", type, key).isEqualTo(-3305);
            }
        }
    }

    static Stream<Arguments> refusals() {
        var text = BubbleType.TEXT;
        var image = BubbleType.IMAGE;
        var wide = BubbleType.WIDE;
        var items = BubbleType.WIDE_ITEM_LIST;
        var video = BubbleType.PREMIUM_VIDEO;
        var commerce = BubbleType.COMMERCE;
        var feed = BubbleType.CAROUSEL_FEED;
        var cards = BubbleType.CAROUSEL_COMMERCE;
        var four = List.of(item("하나"), item("둘"), item("셋"), item("넷"));
        var five = List.of(item("하나"), item("둘"), item("셋"), item("넷"), item("다섯"));
        var head = of("header", "머리", "content", "내용", "imageUrl", IMAGE, "linkMo", URL);
        return Stream.of(
                arguments("an unknown type", text, put("chatBubbleType", "FT"), 4),
                arguments("no type", text, put("chatBubbleType", null), -3303),
                arguments("no content", text, put("content", ""), -3303),
                arguments("a content that is no string", text, put("content", 7), -3002),
                arguments("no image", image, put("image", null), -3303),
                arguments("an image without address", image, at("image.imageUrl", null), -3319),
                arguments("an image address without scheme", image, at("image.imageUrl", "localhost/1.png"), -3326),
                arguments("an image link without scheme", image, at("image.imageLink", "shop.example"), -3327),
                arguments(
                        "the longest image link",
                        image,
                        at("image.imageLink", URL + "/".repeat(1000 - URL.length())),
                        OK),
                arguments(
                        "a longer image link",
                        image,
                        at("image.imageLink", URL + "/".repeat(1001 - URL.length())),
                        -2000),
                arguments("five buttons", text, put("buttons", buttons(5)), OK),
                arguments("six buttons", text, put("buttons", buttons(6)), -2018),
                arguments("three buttons on a wide image", wide, put("buttons", buttons(3)), -2018),
                arguments("two buttons on a wide image", wide, put("buttons", buttons(2)), OK),
                arguments("two buttons on a list", items, put("buttons", buttons(2)), OK),
                arguments("three buttons on a list", items, put("buttons", buttons(3)), -2018),
                arguments("two buttons on a video", video, put("buttons", buttons(2)), -2018),
                arguments("three buttons on a product", commerce, put("buttons", buttons(3)), -2018),
                arguments("a product without buttons", commerce, put("buttons", List.of()), -3306),
                arguments("a button of 14 letters", text, put("buttons", List.of(web("가".repeat(14)))), OK),
                arguments("a button of 15 letters", text, put("buttons", List.of(web("가".repeat(15)))), -2000),
                arguments(
                        "a button of 8 letters on a wide image", wide, put("buttons", List.of(web("가".repeat(8)))), OK),
                arguments(
                        "a button of 9 letters on a wide image",
                        wide,
                        put("buttons", List.of(web("가".repeat(9)))),
                        -2000),
                arguments("a button without name", text, button("type", "WL", "linkMo", URL), -3009),
                arguments("a variable in a button", text, button("name", "#{이름}", "type", "WL", "linkMo", URL), -3008),
                arguments("a button without type", text, button("name", "보기"), -2018),
                arguments("an unknown button", text, button("name", "보기", "type", "DS"), -3328),
                arguments("a web button without link", text, button("name", "보기", "type", "WL", "linkPc", URL), -3307),
                arguments(
                        "a web button without scheme",
                        text,
                        button("name", "보기", "type", "WL", "linkMo", "shop.example"),
                        -3310),
                arguments(
                        "an app button with one link", text, button("name", "보기", "type", "AL", "linkMo", URL), -3309),
                arguments(
                        "an app button with two links",
                        text,
                        button("name", "보기", "type", "AL", "linkMo", URL, "schemeIos", "shop://"),
                        OK),
                arguments("a bot keyword", text, button("name", "보기", "type", "BK"), OK),
                arguments("a business form", text, button("name", "톡에서 예약하기", "type", "BF", "bizFormKey", "k"), OK),
                arguments("a business form without key", text, button("name", "톡에서 예약하기", "type", "BF"), -3307),
                arguments(
                        "a business form of another name",
                        text,
                        button("name", "예약", "type", "BF", "bizFormKey", "k"),
                        -3331),
                arguments(
                        "a business form that is second",
                        text,
                        put("buttons", List.of(web("보기"), of("name", "톡에서 예약하기", "type", "BF", "bizFormKey", "k"))),
                        -3330),
                arguments("add-channel of another name", text, button("name", "추가", "type", "AC"), -3348),
                arguments(
                        "add-channel first",
                        text,
                        put("buttons", List.of(of("name", "채널 추가", "type", "AC"), web("보기"))),
                        OK),
                arguments(
                        "add-channel second in a text",
                        text,
                        put("buttons", List.of(web("보기"), of("name", "채널 추가", "type", "AC"))),
                        -3311),
                arguments(
                        "add-channel first on a wide image",
                        wide,
                        put("buttons", List.of(of("name", "채널 추가", "type", "AC"), web("보기"))),
                        -3312),
                arguments(
                        "add-channel on two cards",
                        feed,
                        at("carousel.list", List.of(withAddChannel(), withAddChannel())),
                        -3349),
                arguments(
                        "add-channel on one card",
                        feed,
                        at("carousel.list", List.of(withAddChannel(), feedCard())),
                        OK),
                arguments(
                        "a bot keyword on a card",
                        feed,
                        at("carousel.list.0.buttons", List.of(of("name", "보기", "type", "BK"))),
                        -3328),
                arguments("a coupon", text, put("coupon", coupon("10% 할인 쿠폰", "가".repeat(12))), OK),
                arguments("a long coupon", text, put("coupon", coupon("10% 할인 쿠폰", "가".repeat(13))), -2000),
                arguments(
                        "a long coupon on a wide image", wide, put("coupon", coupon("10% 할인 쿠폰", "가".repeat(18))), OK),
                arguments(
                        "a longer coupon on a wide image",
                        wide,
                        put("coupon", coupon("10% 할인 쿠폰", "가".repeat(19))),
                        -2000),
                arguments("a coupon of two lines", text, put("coupon", coupon("10% 할인 쿠폰", "가\n나")), -2000),
                arguments("a coupon without title", text, put("coupon", of("description", "설명", "linkMo", URL)), -3314),
                arguments(
                        "a coupon without description",
                        text,
                        put("coupon", of("title", "배송비 할인 쿠폰", "linkMo", URL)),
                        -3314),
                arguments(
                        "a coupon that leads nowhere",
                        text,
                        put("coupon", of("title", "배송비 할인 쿠폰", "description", "설명")),
                        -3313),
                arguments(
                        "a channel coupon",
                        text,
                        put(
                                "coupon",
                                of("title", "배송비 할인 쿠폰", "description", "설명", "schemeIos", "alimtalk=coupon://1")),
                        OK),
                arguments(
                        "another scheme as coupon",
                        text,
                        put("coupon", of("title", "배송비 할인 쿠폰", "description", "설명", "schemeIos", "shop://1")),
                        -3313),
                arguments("two items", items, put("item", of("list", four.subList(0, 2))), -3304),
                arguments("four items", items, put("item", of("list", four)), OK),
                arguments("five items", items, put("item", of("list", five)), -3304),
                arguments("no items", items, put("item", null), -3303),
                arguments("no header over items", items, put("header", null), -3303),
                arguments("a first item without title", items, at("item.list.0.title", null), OK),
                arguments("a second item without title", items, at("item.list.1.title", null), -3325),
                arguments("an item without image", items, at("item.list.2.imageUrl", null), -3325),
                arguments("an item without link", items, at("item.list.2.linkMo", null), -3325),
                arguments("no video", video, put("video", null), -3303),
                arguments("a video without address", video, put("video", of("thumbnailUrl", IMAGE)), -3317),
                arguments("a video from elsewhere", video, at("video.videoUrl", "https://videos.example/1"), -3318),
                arguments("no product", commerce, put("commerce", null), -3303),
                arguments("a product without title", commerce, at("commerce.title", null), -3316),
                arguments("a product without price", commerce, at("commerce.regularPrice", null), -3316),
                arguments("the highest price", commerce, at("commerce.regularPrice", 99_999_999), OK),
                arguments("a higher price", commerce, at("commerce.regularPrice", 100_000_000), -3304),
                arguments("a negative price", commerce, at("commerce.regularPrice", -1), -3304),
                arguments("a price in words", commerce, at("commerce.regularPrice", "천원"), -3002),
                arguments("a rate", commerce, product(1000, 900, 10, null), OK),
                arguments("a fixed discount", commerce, product(1000, 900, null, 100), OK),
                arguments("the highest fixed discount", commerce, product(9_000_000, 1, null, 999_999), OK),
                arguments("a higher fixed discount", commerce, product(9_000_000, 1, null, 1_000_000), -3304),
                arguments("a rate over 100", commerce, product(1000, 900, 101, null), -3304),
                arguments("rate and fixed discount", commerce, product(1000, 900, 10, 100), -3316),
                arguments("a rate without discounted price", commerce, product(1000, null, 10, null), -3316),
                arguments("a discounted price alone", commerce, product(1000, 900, null, null), -3316),
                arguments("no carousel", feed, put("carousel", null), -3303),
                arguments("one card", feed, at("carousel.list", List.of(feedCard())), -3320),
                arguments("six cards", feed, at("carousel.list", copies(feedCard(), 6)), OK),
                arguments("seven cards", feed, at("carousel.list", copies(feedCard(), 7)), -3320),
                arguments("a head on a feed", feed, at("carousel.head", head), -3335),
                arguments("a card without header", feed, at("carousel.list.0.header", null), -3334),
                arguments("a card without buttons", feed, at("carousel.list.0.buttons", List.of()), -3334),
                arguments(
                        "a card with a product",
                        feed,
                        at("carousel.list.0.commerce", of("title", "상품", "regularPrice", 1)),
                        -3335),
                arguments("a card with three buttons", feed, at("carousel.list.0.buttons", buttons(3)), -2018),
                arguments("a tail", feed, at("carousel.tail", of("linkMo", URL)), OK),
                arguments("a tail without link", feed, at("carousel.tail", of("linkPc", URL)), -3323),
                arguments("a tail with a variable", feed, at("carousel.tail", of("linkMo", URL + "#{x}")), 4),
                arguments("a head and one product", cards, carousel(head, 1), OK),
                arguments("a head and five products", cards, carousel(head, 5), OK),
                arguments("a head and six products", cards, carousel(head, 6), -3320),
                arguments("one product without head", cards, carousel(null, 1), -3320),
                arguments("a head without content", cards, carousel(without(head, "content"), 2), -3322),
                arguments(
                        "a head that links to a computer only",
                        cards,
                        carousel(with(without(head, "linkMo"), "linkPc", URL), 2),
                        -3321),
                arguments("a head of 21 letters", cards, carousel(with(head, "header", "가".repeat(21)), 2), -2000),
                arguments(
                        "a head's content of 50 letters",
                        cards,
                        carousel(with(head, "content", "가".repeat(50)), 2),
                        OK),
                arguments(
                        "a head's content of 51 letters",
                        cards,
                        carousel(with(head, "content", "가".repeat(51)), 2),
                        -2000),
                arguments("a product card with a message", cards, at("carousel.list.0.message", "내용"), -3333),
                arguments("a product card without product", cards, at("carousel.list.0.commerce", null), -3332),
                arguments("a product card without image", cards, at("carousel.list.0.imageUrl", null), -3332));
    }

    private static Map<String, Object> withAddChannel() {
        return with(feedCard(), "buttons", List.of(web("보기"), of("name", "채널 추가", "type", "AC")));
    }

    private static Consumer<Map<String, Object>> product(
            Integer regular, Integer discounted, Integer rate, Integer fixed) {
        return put(
                "commerce",
                of(
                        "title",
                        "상품",
                        "regularPrice",
                        regular,
                        "discountPrice",
                        discounted,
                        "discountRate",
                        rate,
                        "discountFixed",
                        fixed));
    }

    private static Consumer<Map<String, Object>> carousel(Map<String, Object> head, int cards) {
        return put("carousel", of("head", head, "list", copies(commerceCard(), cards)));
    }

    private static List<Map<String, Object>> copies(Map<String, Object> card, int count) {
        return IntStream.range(0, count).mapToObj(_ -> card).toList();
    }

    private static Map<String, Object> with(Map<String, Object> object, String key, Object value) {
        var copy = new LinkedHashMap<>(object);
        copy.put(key, value);
        return copy;
    }

    private static Map<String, Object> without(Map<String, Object> object, String key) {
        return with(object, key, null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void everyLimitAnswersItsCode(String what, BubbleType type, Consumer<Map<String, Object>> change, int code) {
        assertThat(check(type, change)).as(what).isEqualTo(code);
    }

    @Test
    void aCouponCostsTextAndImageOneButton() {
        var coupon = coupon("10% 할인 쿠폰", "설명");

        assertThat(check(BubbleType.TEXT, put("buttons", buttons(4)).andThen(put("coupon", coupon))))
                .isEqualTo(OK);
        assertThat(check(BubbleType.TEXT, put("buttons", buttons(5)).andThen(put("coupon", coupon))))
                .isEqualTo(-2018);
        assertThat(check(BubbleType.WIDE, put("buttons", buttons(2)).andThen(put("coupon", coupon))))
                .isEqualTo(OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1원 할인 쿠폰", "99999999원 할인 쿠폰", "1% 할인 쿠폰", "100% 할인 쿠폰", "배송비 할인 쿠폰", "일이삼사오육칠 무료 쿠폰", "커피 UP 쿠폰"
            })
    void theFiveCouponTitlesPass(String title) {
        assertThat(check(BubbleType.TEXT, put("coupon", coupon(title, "설명")))).isEqualTo(OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0원 할인 쿠폰",
                "5,000원 할인 쿠폰",
                "100000000원 할인 쿠폰",
                "101% 할인 쿠폰",
                "0% 할인 쿠폰",
                "할인 쿠폰",
                "일이삼사오육칠팔 무료 쿠폰",
                "아메 리카 UP 쿠폰",
                "#{할인율}% 할인 쿠폰"
            })
    void otherCouponTitlesAreRefused(String title) {
        assertThat(check(BubbleType.TEXT, put("coupon", coupon(title, "설명")))).isEqualTo(-3315);
    }

    @Test
    void aTemplateMayLeaveLinksPricesAndCouponsToVariables() {
        var product = valid(BubbleType.COMMERCE);
        product.put("commerce", of("title", "#{상품명}"));
        product.put("buttons", List.of(of("name", "구매", "type", "WL", "linkMo", "#{link}")));
        product.put("coupon", coupon("#{할인율}% 할인 쿠폰", "#{설명}"));

        assertThat(check(product, Purpose.TEMPLATE)).isEqualTo(OK);
        assertThat(check(product, Purpose.SEND)).isNotEqualTo(OK);
    }

    @Test
    void aTemplateTakesShorterLinksAndFewerButtons() {
        var text = valid(BubbleType.TEXT);
        text.put("buttons", List.of(of("name", "보기", "type", "WL", "linkMo", URL + "/".repeat(501 - URL.length()))));
        assertThat(check(text, Purpose.SEND)).isEqualTo(OK);
        assertThat(check(text, Purpose.TEMPLATE)).isEqualTo(-2000);

        text.put("buttons", List.of(of("name", "상담", "type", "BC")));
        assertThat(check(text, Purpose.SEND)).isEqualTo(OK);
        assertThat(check(text, Purpose.TEMPLATE)).isEqualTo(-3328);
    }

    @Test
    void picturesStandInTheOrderOfTheBubble() {
        var bubble = Bubble.of(Fields.of(valid(BubbleType.WIDE_ITEM_LIST)), Purpose.SEND);

        assertThat(bubble.pictures())
                .extracting(Bubble.Picture::kind)
                .containsExactly(
                        Bubble.Picture.Kind.MAIN_WIDE_ITEMLIST_IMAGE,
                        Bubble.Picture.Kind.NORMAL_WIDE_ITEMLIST_IMAGE,
                        Bubble.Picture.Kind.NORMAL_WIDE_ITEMLIST_IMAGE);
        assertThat(Optional.of(bubble.fields()).map(Map::keySet).orElseThrow()).containsExactly("header", "item");
    }
}
