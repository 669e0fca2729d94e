package io.danggol.simulators.kakao.bubble;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a phone shows: a type and its fields, within all of the type's limits.
///
/// @param fields the fields of [BubbleType#FIELDS] that say something, as they were sent
public record Bubble(BubbleType type, Map<String, Object> fields) {

    /// An image in a bubble, and the kind of upload that may stand there.
    public record Picture(String url, Kind kind) {
        public enum Kind {
            IMAGE,
            WIDE_IMAGE,
            MAIN_WIDE_ITEMLIST_IMAGE,
            NORMAL_WIDE_ITEMLIST_IMAGE,
            CAROUSEL_FEED_IMAGE,
            CAROUSEL_COMMERCE_IMAGE
        }
    }

    /// Reads the bubble of a send request or of a template.
    ///
    /// @throws Refused with the documented code of the first limit that it breaks
    public static Bubble of(Fields request, Purpose purpose) {
        var name = request.text("chatBubbleType");
        if (name == null) throw Refused.missing("chatBubbleType");
        var type = BubbleType.of(name);
        var fields = new LinkedHashMap<String, Object>();
        for (var key : BubbleType.FIELDS.stream().sorted().toList()) {
            if (!request.has(key)) continue;
            if (!type.fields().contains(key)) throw Refused.notForType(type, key);
            fields.put(key, request.values().get(key));
        }
        check(type, request, purpose);
        return new Bubble(type, fields);
    }

    private static void check(BubbleType type, Fields request, Purpose purpose) {
        switch (type) {
            case TEXT -> need(request, "content");
            case IMAGE, WIDE -> {
                need(request, "content");
                Images.check(request, purpose);
            }
            case WIDE_ITEM_LIST -> {
                need(request, "header");
                checkItems(request, purpose);
            }
            case PREMIUM_VIDEO -> checkVideo(request);
            case COMMERCE -> {
                Images.check(request, purpose);
                var commerce = request.object("commerce");
                if (commerce == null) throw Refused.missing("commerce");
                Commerce.check(purpose, commerce);
                if (!request.has("buttons")) throw Refused.commerceNeedsButtons();
            }
            case CAROUSEL_FEED, CAROUSEL_COMMERCE -> Carousel.check(type, purpose, request);
        }
        Texts.check(request, "content", type.contentLength(), type.contentBreaks());
        Texts.check(request, "header", 20, 0);
        Texts.check(request, "additionalContent", 34, 1);
        Buttons.check(type, purpose, request);
        Coupon.check(type, purpose, request);
    }

    private static void need(Fields request, String key) {
        if (!request.has(key)) throw Refused.missing(key);
    }

    private static void checkItems(Fields request, Purpose purpose) {
        var items = request.object("item") == null
                ? List.<Fields>of()
                : request.object("item").list("list");
        if (items.isEmpty()) throw Refused.missing("item");
        if (items.size() < 3 || items.size() > 4) throw Refused.outOfRange("item.list", 3, 4);
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            if (i > 0 && !item.has("title")) throw Refused.itemNeeds("title");
            if (!item.has("imageUrl")) throw Refused.itemNeeds("imageUrl");
            if (!item.has("linkMo")) throw Refused.itemNeeds("linkMo");
            Texts.check(item, "title", i == 0 ? 25 : 30, 1);
            Images.checkUrl(item, "imageUrl");
            Links.check(item, purpose);
        }
    }

    private static void checkVideo(Fields request) {
        var video = request.object("video");
        if (video == null) throw Refused.missing("video");
        if (!video.has("videoUrl")) throw Refused.videoNeeds("videoUrl");
        var url = video.text("videoUrl");
        if (!url.startsWith("https://tv.kakao.com/") && !url.startsWith("http://tv.kakao.com/"))
            throw Refused.videoUrl();
        Images.checkUrl(video, "thumbnailUrl");
    }

    /// All images of the bubble, in the order in which they stand in it. A video's thumbnail is not among them.
    public List<Picture> pictures() {
        var bubble = Fields.of(fields);
        var pictures = new ArrayList<Picture>();
        var image = bubble.object("image");
        if (image != null)
            pictures.add(new Picture(
                    image.text("imageUrl"), type == BubbleType.WIDE ? Picture.Kind.WIDE_IMAGE : Picture.Kind.IMAGE));
        var item = bubble.object("item");
        for (var entry : item == null ? List.<Fields>of() : item.list("list")) {
            var kind = pictures.isEmpty()
                    ? Picture.Kind.MAIN_WIDE_ITEMLIST_IMAGE
                    : Picture.Kind.NORMAL_WIDE_ITEMLIST_IMAGE;
            pictures.add(new Picture(entry.text("imageUrl"), kind));
        }
        var carousel = bubble.object("carousel");
        if (carousel != null) {
            var kind = type == BubbleType.CAROUSEL_FEED
                    ? Picture.Kind.CAROUSEL_FEED_IMAGE
                    : Picture.Kind.CAROUSEL_COMMERCE_IMAGE;
            var head = carousel.object("head");
            if (head != null) pictures.add(new Picture(head.text("imageUrl"), kind));
            for (var card : carousel.list("list")) pictures.add(new Picture(card.text("imageUrl"), kind));
        }
        return pictures;
    }
}
