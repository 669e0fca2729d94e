package io.danggol.campaign.plan;

import io.danggol.campaign.kakao.Bubble;
import io.danggol.campaign.kakao.Bubble.Button;
import io.danggol.campaign.kakao.Bubble.ButtonType;
import io.danggol.campaign.kakao.Bubble.Commerce;
import io.danggol.campaign.kakao.Bubble.Coupon;
import io.danggol.campaign.kakao.Bubble.FeedCard;
import io.danggol.campaign.kakao.Bubble.Foot;
import io.danggol.campaign.kakao.Bubble.FromShelf;
import io.danggol.campaign.kakao.Bubble.Head;
import io.danggol.campaign.kakao.Bubble.Image;
import io.danggol.campaign.kakao.Bubble.Item;
import io.danggol.campaign.kakao.Bubble.ProductCard;
import io.danggol.campaign.kakao.Bubble.Tail;
import io.danggol.campaign.kakao.Bubble.Type;
import io.danggol.campaign.kakao.KakaoContent;
import io.danggol.campaign.kakao.KakaoContent.Targeting;
import io.danggol.campaign.kakao.KakaoLimits;
import java.util.List;
import java.util.Optional;

/// Reads a Brand Message as a marketer drew it up: in the words of NHN's API, and only those of its bubble type.
/// `"products"` in the place of cards or items fills the bubble from the cart or from recommendations.
final class KakaoReader {
    private static final int LINK = 1_000;
    private static final int WORDS = 5_000;
    private static final int MOST = 10;
    private static final int PRICE = 99_999_999;

    private KakaoReader() {}

    /// A template within Kakao's limits; what goes beyond them is noted with its place.
    static KakaoContent read(Shape shape) {
        var type = shape.optionalOneOf("chatBubbleType", Type.class, false).orElse(Type.TEXT);
        var targeting = shape.optionalOneOf("targeting", Targeting.class, false).orElse(Targeting.I);
        var content = new KakaoContent(targeting, bubble(shape, type));
        if (shape.sound())
            KakaoLimits.checkTemplate(content).forEach(breach -> shape.errorAt(breach.pointer(), breach.detail()));
        return content;
    }

    private static Bubble bubble(Shape shape, Type type) {
        return switch (type) {
            case TEXT, IMAGE, WIDE ->
                new Bubble.Words(
                        type, shape.template("content", WORDS), shape.object("image", KakaoReader::image), foot(shape));
            case WIDE_ITEM_LIST -> shape.has("products") ? fromShelf(shape, type) : itemList(shape);
            case PREMIUM_VIDEO -> film(shape);
            case COMMERCE -> shape.has("products") ? fromShelf(shape, type) : oneProduct(shape);
            case CAROUSEL_FEED ->
                shape.object(
                        "carousel",
                        new Bubble.Feed(List.of(), Optional.empty()),
                        inner -> new Bubble.Feed(inner.objects("list", MOST, KakaoReader::feedCard), tail(inner)));
            case CAROUSEL_COMMERCE -> shape.has("products") ? fromShelf(shape, type) : products(shape);
        };
    }

    private static Bubble fromShelf(Shape shape, Type type) {
        var source = shape.optionalOneOf("products", Bubble.Source.class, true).orElse(Bubble.Source.RECOMMENDATIONS);
        var header = type == Type.WIDE_ITEM_LIST ? shape.template("header", WORDS) : "";
        var ends = type == Type.CAROUSEL_COMMERCE
                ? shape.object("carousel", inner -> new Bubble.Products(head(inner), List.of(), tail(inner)))
                : Optional.<Bubble.Products>empty();
        return new FromShelf(
                type,
                source,
                header,
                ends.flatMap(Bubble.Products::head),
                ends.flatMap(Bubble.Products::tail),
                foot(shape));
    }

    private static Bubble itemList(Shape shape) {
        var items = shape.object(
                "item",
                List.<Item>of(),
                inner -> inner.objects(
                        "list",
                        MOST,
                        item -> new Item(
                                item.optionalTemplate("title", WORDS),
                                item.text("imageUrl", LINK),
                                item.text("linkMo", LINK),
                                item.optionalText("linkPc", LINK))));
        return new Bubble.ItemList(shape.template("header", WORDS), items, foot(shape));
    }

    private static Bubble film(Shape shape) {
        var header = shape.optionalTemplate("header", WORDS);
        var content = shape.optionalTemplate("content", WORDS);
        return shape.object(
                "video",
                new Bubble.Film(header, content, "", Optional.empty(), Foot.NONE),
                video -> new Bubble.Film(
                        header,
                        content,
                        video.text("videoUrl", LINK),
                        video.optionalText("thumbnailUrl", LINK),
                        foot(shape)));
    }

    private static Bubble oneProduct(Shape shape) {
        var image = shape.object("image", new Image("", Optional.empty()), KakaoReader::image);
        return new Bubble.OneProduct(new ProductCard(
                image, commerce(shape), shape.optionalTemplate("additionalContent", WORDS), foot(shape)));
    }

    private static Bubble products(Shape shape) {
        return shape.object(
                "carousel",
                new Bubble.Products(Optional.empty(), List.of(), Optional.empty()),
                inner -> new Bubble.Products(
                        head(inner), inner.objects("list", MOST, KakaoReader::productCard), tail(inner)));
    }

    private static ProductCard productCard(Shape card) {
        return new ProductCard(
                image(card), commerce(card), card.optionalTemplate("additionalContent", WORDS), foot(card));
    }

    private static FeedCard feedCard(Shape card) {
        return new FeedCard(card.template("header", WORDS), card.template("message", WORDS), image(card), foot(card));
    }

    private static Commerce commerce(Shape shape) {
        return shape.object(
                "commerce",
                new Commerce("", 0, Optional.empty(), Optional.empty(), Optional.empty()),
                price -> new Commerce(
                        price.template("title", WORDS),
                        price.requiredInteger("regularPrice", 0, PRICE),
                        price.optionalInteger("discountPrice", 0, PRICE),
                        price.optionalInteger("discountRate", 0, 100),
                        price.optionalInteger("discountFixed", 0, PRICE)));
    }

    private static Image image(Shape shape) {
        return new Image(shape.text("imageUrl", LINK), shape.optionalText("imageLink", LINK));
    }

    private static Optional<Head> head(Shape carousel) {
        return carousel.object(
                "head",
                head -> new Head(
                        head.template("header", WORDS),
                        head.template("content", WORDS),
                        head.text("imageUrl", LINK),
                        head.optionalText("linkMo", LINK)));
    }

    private static Optional<Tail> tail(Shape carousel) {
        return carousel.object("tail", tail -> new Tail(tail.text("linkMo", LINK), tail.optionalText("linkPc", LINK)));
    }

    private static Foot foot(Shape shape) {
        return new Foot(
                shape.objects(
                        "buttons",
                        MOST,
                        button -> new Button(
                                button.text("name", 64),
                                button.optionalOneOf("type", ButtonType.class, false)
                                        .orElse(ButtonType.WL),
                                button.optionalText("linkMo", LINK),
                                button.optionalText("linkPc", LINK))),
                shape.object(
                        "coupon",
                        coupon -> new Coupon(
                                coupon.text("title", 64),
                                coupon.text("description", 64),
                                coupon.text("linkMo", LINK))));
    }
}
