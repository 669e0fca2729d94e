package io.danggol.simulators.kakao.bubble;

import java.util.List;
import java.util.Set;

/// The cards of a carousel, with its optional head (commerce only) and tail.
final class Carousel {
    private static final Set<String> FEED_ONLY = Set.of("header", "message");
    private static final Set<String> COMMERCE_ONLY = Set.of("additionalContent", "commerce");

    private Carousel() {}

    static void check(BubbleType type, Purpose purpose, Fields request) {
        var carousel = request.object("carousel");
        if (carousel == null) throw Refused.missing("carousel");
        var head = carousel.object("head");
        if (head != null) checkHead(type, purpose, head);
        var cards = carousel.list("list");
        var least = head == null ? 2 : 1;
        var most = head == null ? 6 : 5;
        if (cards.size() < least || cards.size() > most) throw Refused.carouselSize(least, most);
        for (var card : cards) {
            if (type == BubbleType.CAROUSEL_FEED) checkFeed(card);
            else checkCommerce(purpose, card);
            checkCard(type, purpose, card);
        }
        var addChannel = cards.stream().mapToLong(card -> Buttons.countAddChannel(card.list("buttons")));
        if (addChannel.sum() > 1) throw Refused.addChannelOnce();
        checkTail(purpose, carousel.object("tail"));
    }

    private static void checkHead(BubbleType type, Purpose purpose, Fields head) {
        if (type == BubbleType.CAROUSEL_FEED) throw Refused.notForFeedCard("head");
        for (var key : List.of("header", "content", "imageUrl")) {
            if (!head.has(key)) throw Refused.carouselHeadNeeds(key);
        }
        Texts.check(head, "header", 20, 0);
        Texts.check(head, "content", 50, 2);
        if (Links.any(head) && !head.has("linkMo")) throw Refused.carouselHeadLink();
        Links.check(head, purpose);
        Images.checkUrl(head, "imageUrl");
    }

    private static void checkFeed(Fields card) {
        for (var key : COMMERCE_ONLY) {
            if (card.has(key)) throw Refused.notForFeedCard(key);
        }
        for (var key : List.of("header", "message", "imageUrl", "buttons")) {
            if (!card.has(key)) throw Refused.feedCardNeeds(key);
        }
        Texts.check(card, "header", 20, 0);
        Texts.check(card, "message", 180, 2);
    }

    private static void checkCommerce(Purpose purpose, Fields card) {
        for (var key : FEED_ONLY) {
            if (card.has(key)) throw Refused.notForCommerceCard(key);
        }
        for (var key : List.of("commerce", "imageUrl", "buttons")) {
            if (!card.has(key)) throw Refused.commerceCardNeeds(key);
        }
        Texts.check(card, "additionalContent", 34, 1);
        Commerce.check(purpose, card.object("commerce"));
    }

    private static void checkCard(BubbleType type, Purpose purpose, Fields card) {
        Images.checkUrl(card, "imageUrl");
        Images.checkLink(card, "imageLink", purpose);
        Buttons.check(type, purpose, card);
        Coupon.check(type, purpose, card);
    }

    private static void checkTail(Purpose purpose, Fields tail) {
        if (tail == null) return;
        if (!tail.has("linkMo")) throw Refused.carouselTailNeeds("linkMo");
        for (var key : List.of("linkMo", "linkPc", "schemeAndroid", "schemeIos")) {
            if (tail.has(key) && Texts.hasVariable(tail.text(key)))
                throw Refused.invalid(tail.name(key) + " takes no variable");
        }
        Links.check(tail, purpose);
    }
}
