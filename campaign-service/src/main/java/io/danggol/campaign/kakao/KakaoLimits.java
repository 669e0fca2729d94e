package io.danggol.campaign.kakao;

import io.danggol.campaign.content.Template;
import io.danggol.campaign.kakao.Bubble.Button;
import io.danggol.campaign.kakao.Bubble.ButtonType;
import io.danggol.campaign.kakao.Bubble.Foot;
import io.danggol.campaign.kakao.Bubble.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a Brand Message may hold, by its bubble type. Lengths are in characters as a reader counts them (code points).
///
/// Source: NHN Cloud, Brand Message API v1.0, as of 2026-06-23 (KAKAO-AND-LAW.md 1.2).
public final class KakaoLimits {
    private static final int LINK = 1_000;
    private static final int PRICE = 99_999_999;
    private static final int FIXED_DISCOUNT = 999_999;
    private static final Pattern COUPON_TITLE =
            Pattern.compile("[1-9]\\d{0,7}원 할인 쿠폰|([1-9]\\d?|100)% 할인 쿠폰|배송비 할인 쿠폰|\\S{1,7} (무료|UP) 쿠폰");
    private static final Pattern FILM = Pattern.compile("https?://tv\\.kakao\\.com/.+");
    private static final String ADD_CHANNEL = "채널 추가";

    /// One thing that is wrong, where.
    ///
    /// @param pointer JSON Pointer within the message
    public record Breach(String pointer, String detail) {}

    private final List<Breach> breaches = new ArrayList<>();
    private final UnaryOperator<String> shortest;

    private KakaoLimits(UnaryOperator<String> shortest) {
        this.shortest = shortest;
    }

    /// Everything that Kakao would refuse in this message; empty if it may go.
    public static List<Breach> check(KakaoContent message) {
        return new KakaoLimits(UnaryOperator.identity()).of(message.bubble());
    }

    /// Everything that Kakao would refuse in whatever becomes of this template; values count as nothing.
    public static List<Breach> checkTemplate(KakaoContent template) {
        return new KakaoLimits(text -> Template.parse(text).render(_ -> "")).of(template.bubble());
    }

    private List<Breach> of(Bubble bubble) {
        switch (bubble) {
            case Bubble.Words words -> words(words);
            case Bubble.ItemList list -> items(list);
            case Bubble.Film film -> film(film);
            case Bubble.OneProduct(var card) -> {
                product("", "/image/imageUrl", "/image/imageLink", card);
                foot("", Type.COMMERCE, card.foot());
            }
            case Bubble.Feed feed -> feed(feed);
            case Bubble.Products products -> products(products);
            case Bubble.FromShelf shelf -> shelf(shelf);
        }
        return List.copyOf(breaches);
    }

    private void words(Bubble.Words words) {
        switch (words.type()) {
            case WIDE -> text("/content", words.content(), 76, 5);
            default -> text("/content", words.content(), 1_300, 99);
        }
        if (words.type() == Type.TEXT && words.image().isPresent()) breach("/image", "a TEXT message has no image");
        if (words.type() != Type.TEXT && words.image().isEmpty()) breach("/image", "is required");
        words.image().ifPresent(image -> image("/image/imageUrl", "/image/imageLink", image));
        foot("", words.type(), words.foot());
    }

    private void items(Bubble.ItemList list) {
        text("/header", list.header(), 20, 0);
        count("/item/list", "items", list.items().size(), 3, 4);
        for (var i = 0; i < list.items().size(); i++) {
            var at = "/item/list/" + i;
            var item = list.items().get(i);
            if (i > 0 && item.title().isEmpty()) breach(at + "/title", "is required");
            var most = i == 0 ? 25 : 30;
            item.title().ifPresent(title -> text(at + "/title", title, most, 1));
            link(at + "/imageUrl", item.imageUrl());
            link(at + "/linkMo", item.linkMo());
            item.linkPc().ifPresent(to -> link(at + "/linkPc", to));
        }
        foot("", list.type(), list.foot());
    }

    private void film(Bubble.Film film) {
        film.header().ifPresent(text -> text("/header", text, 20, 0));
        film.content().ifPresent(text -> text("/content", text, 76, 5));
        if (!FILM.matcher(film.videoUrl()).matches())
            breach("/video/videoUrl", "expected: an address of https://tv.kakao.com/");
        film.thumbnailUrl().ifPresent(url -> link("/video/thumbnailUrl", url));
        foot("", film.type(), film.foot());
    }

    private void feed(Bubble.Feed feed) {
        count("/carousel/list", "cards", feed.cards().size(), 2, 6);
        for (var i = 0; i < feed.cards().size(); i++) {
            var at = "/carousel/list/" + i;
            var card = feed.cards().get(i);
            text(at + "/header", card.header(), 20, 0);
            text(at + "/message", card.message(), 180, 2);
            image(at + "/imageUrl", at + "/imageLink", card.image());
            foot(at, feed.type(), card.foot());
        }
        addsChannelOnce(feed.cards().stream().map(Bubble.FeedCard::foot));
        tail(feed.tail());
    }

    private void products(Bubble.Products products) {
        products.head().ifPresent(this::head);
        var head = products.head().isPresent();
        count("/carousel/list", "cards", products.cards().size(), head ? 1 : 2, head ? 5 : 6);
        for (var i = 0; i < products.cards().size(); i++) {
            var at = "/carousel/list/" + i;
            var card = products.cards().get(i);
            product(at, at + "/imageUrl", at + "/imageLink", card);
            foot(at, products.type(), card.foot());
        }
        addsChannelOnce(products.cards().stream().map(Bubble.ProductCard::foot));
        tail(products.tail());
    }

    private void shelf(Bubble.FromShelf shelf) {
        if (shelf.type() == Type.WIDE_ITEM_LIST) text("/header", shelf.header(), 20, 0);
        shelf.head().ifPresent(this::head);
        tail(shelf.tail());
        var foot = shelf.type() == Type.WIDE_ITEM_LIST
                ? shelf.foot()
                : new Foot(
                        shelf.foot().buttons().stream()
                                .map(button -> button.orTo("https://product"))
                                .toList(),
                        shelf.foot().coupon());
        foot("", shelf.type(), foot);
        if (shelf.type() == Type.CAROUSEL_COMMERCE && addsChannel(foot) > 0)
            breach("/buttons", "the channel button may stand on one card only");
    }

    private void head(Bubble.Head head) {
        text("/carousel/head/header", head.header(), 20, 0);
        text("/carousel/head/content", head.content(), 50, 2);
        link("/carousel/head/imageUrl", head.imageUrl());
        head.linkMo().ifPresent(to -> link("/carousel/head/linkMo", to));
    }

    private void tail(Optional<Bubble.Tail> tail) {
        tail.ifPresent(given -> {
            link("/carousel/tail/linkMo", given.linkMo());
            given.linkPc().ifPresent(to -> link("/carousel/tail/linkPc", to));
        });
    }

    private void product(String at, String imageUrl, String imageLink, Bubble.ProductCard card) {
        image(imageUrl, imageLink, card.image());
        card.additionalContent().ifPresent(text -> text(at + "/additionalContent", text, 34, 1));
        var commerce = card.commerce();
        text(at + "/commerce/title", commerce.title(), 30, 0);
        price(at + "/commerce/regularPrice", commerce.regularPrice(), PRICE);
        commerce.discountPrice().ifPresent(price -> price(at + "/commerce/discountPrice", price, PRICE));
        commerce.discountRate().ifPresent(rate -> price(at + "/commerce/discountRate", rate, 100));
        commerce.discountFixed().ifPresent(fixed -> price(at + "/commerce/discountFixed", fixed, FIXED_DISCOUNT));
        if (commerce.discountRate().isPresent() && commerce.discountFixed().isPresent())
            breach(at + "/commerce/discountFixed", "expected: either discountRate or discountFixed");
        var cut =
                commerce.discountRate().isPresent() || commerce.discountFixed().isPresent();
        if (cut && commerce.discountPrice().isEmpty()) breach(at + "/commerce/discountPrice", "is required");
        if (!cut && commerce.discountPrice().isPresent())
            breach(at + "/commerce/discountRate", "expected: discountRate or discountFixed");
        commerce.discountPrice()
                .filter(price -> price > commerce.regularPrice())
                .ifPresent(_ -> breach(at + "/commerce/discountPrice", "expected: at most the regular price"));
    }

    private void price(String at, int amount, int most) {
        if (amount < 0 || amount > most) breach(at, amount + " (expected: 0 to " + most + ")");
    }

    private void image(String imageUrl, String imageLink, Bubble.Image image) {
        link(imageUrl, image.imageUrl());
        image.imageLink().ifPresent(to -> link(imageLink, to));
    }

    private void foot(String at, Type type, Foot foot) {
        var buttons = foot.buttons();
        count(
                at + "/buttons",
                "buttons",
                buttons.size(),
                type.leastButtons(),
                type.mostButtons(foot.coupon().isPresent()));
        for (var i = 0; i < buttons.size(); i++) {
            button(at + "/buttons/" + i, buttons.get(i), type);
            var place = type.stacked() ? 0 : buttons.size() - 1;
            if (buttons.get(i).type() == ButtonType.AC && i != place)
                breach(at + "/buttons/" + i, "the channel button must stand at position " + place);
        }
        if (addsChannel(foot) > 1) breach(at + "/buttons", "only one channel button is allowed");
        foot.coupon().ifPresent(coupon -> {
            if (!COUPON_TITLE.matcher(coupon.title()).matches())
                breach(at + "/coupon/title", "not one of the five forms of a Kakao coupon title");
            plain(at + "/coupon/description", coupon.description(), type.couponDescription());
            link(at + "/coupon/linkMo", coupon.linkMo());
        });
    }

    private void button(String at, Button button, Type type) {
        plain(at + "/name", button.name(), type.buttonName());
        if (button.name().contains("#{")) breach(at + "/name", "must not contain #{}");
        switch (button.type()) {
            case WL -> {
                if (button.linkMo().isEmpty()) breach(at + "/linkMo", "is required");
                button.linkMo().ifPresent(to -> link(at + "/linkMo", to));
                button.linkPc().ifPresent(to -> link(at + "/linkPc", to));
            }
            case AC -> {
                if (!button.name().equals(ADD_CHANNEL)) breach(at + "/name", "must be \"" + ADD_CHANNEL + "\"");
            }
        }
    }

    private void addsChannelOnce(Stream<Foot> cards) {
        if (cards.mapToLong(KakaoLimits::addsChannel).filter(count -> count > 0).count() > 1)
            breach("/carousel/list", "the channel button may stand on one card only");
    }

    private static long addsChannel(Foot foot) {
        return foot.buttons().stream()
                .filter(button -> button.type() == ButtonType.AC)
                .count();
    }

    private void count(String at, String what, int count, int least, int most) {
        if (count < least || count > most)
            breach(at, count + " " + what + " (expected: " + least + " to " + most + ")");
    }

    private void text(String at, String text, int most, int mostBreaks) {
        if (text.isBlank()) breach(at, "must not be blank");
        length(at, shortest.apply(text), most, mostBreaks);
    }

    /// Words that are no template.
    private void plain(String at, String text, int most) {
        if (text.isBlank()) breach(at, "must not be blank");
        length(at, text, most, 0);
    }

    private void length(String at, String text, int most, int mostBreaks) {
        var length = text.codePointCount(0, text.length());
        if (length > most) breach(at, length + " characters (expected: at most " + most + ")");
        var breaks = text.chars().filter(c -> c == '\n').count();
        if (breaks > mostBreaks) breach(at, breaks + " line breaks (expected: at most " + mostBreaks + ")");
    }

    private void link(String at, String url) {
        if (!url.startsWith("https://") && !url.startsWith("http://")) breach(at, "expected: an http(s) address");
        if (url.length() > LINK) breach(at, "expected: at most " + LINK + " characters");
    }

    private void breach(String at, String detail) {
        breaches.add(new Breach(at, detail));
    }
}
