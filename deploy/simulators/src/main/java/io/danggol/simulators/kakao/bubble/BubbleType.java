package io.danggol.simulators.kakao.bubble;

import java.util.Set;

/// The eight bubbles of a Brand Message, with the fields that each may carry and its limits.
///
/// Lengths are UTF-16 units, as Java and the provider count them. Source: NHN Cloud, Brand Message API v1.0.
public enum BubbleType {
    TEXT(Set.of("content", "buttons", "coupon"), 1300, 99, 5, 14, 12),
    IMAGE(Set.of("content", "image", "buttons", "coupon"), 1300, 99, 5, 14, 12),
    WIDE(Set.of("content", "image", "buttons", "coupon"), 76, 5, 2, 8, 18),
    WIDE_ITEM_LIST(Set.of("header", "item", "buttons", "coupon"), 0, 0, 2, 8, 18),
    PREMIUM_VIDEO(Set.of("header", "content", "video", "buttons", "coupon"), 76, 5, 1, 8, 18),
    COMMERCE(Set.of("additionalContent", "image", "commerce", "buttons", "coupon"), 0, 0, 2, 8, 12),
    CAROUSEL_FEED(Set.of("carousel"), 0, 0, 2, 8, 12),
    CAROUSEL_COMMERCE(Set.of("carousel"), 0, 0, 2, 8, 12);

    /// Every field that belongs to a bubble; a type takes only its own.
    public static final Set<String> FIELDS = Set.of(
            "content",
            "header",
            "additionalContent",
            "image",
            "buttons",
            "coupon",
            "item",
            "commerce",
            "video",
            "carousel");

    private final Set<String> fields;
    private final int contentLength;
    private final int contentBreaks;
    private final int buttons;
    private final int buttonName;
    private final int couponDescription;

    BubbleType(
            Set<String> fields,
            int contentLength,
            int contentBreaks,
            int buttons,
            int buttonName,
            int couponDescription) {
        this.fields = fields;
        this.contentLength = contentLength;
        this.contentBreaks = contentBreaks;
        this.buttons = buttons;
        this.buttonName = buttonName;
        this.couponDescription = couponDescription;
    }

    static BubbleType of(String name) {
        for (var type : values()) {
            if (type.name().equals(name)) return type;
        }
        throw Refused.invalid("chatBubbleType: " + name + " (expected: one of " + Set.of(values()) + ")");
    }

    Set<String> fields() {
        return fields;
    }

    int contentLength() {
        return contentLength;
    }

    int contentBreaks() {
        return contentBreaks;
    }

    /// The most buttons, of the bubble or of one card; a coupon costs [#TEXT] and [#IMAGE] one of them.
    int buttons(boolean withCoupon) {
        return stacked() && withCoupon ? buttons - 1 : buttons;
    }

    int buttonName() {
        return buttonName;
    }

    int couponDescription() {
        return couponDescription;
    }

    /// Whether buttons lie one below the other, as under a text or an image.
    boolean stacked() {
        return this == TEXT || this == IMAGE;
    }

    boolean carousel() {
        return this == CAROUSEL_FEED || this == CAROUSEL_COMMERCE;
    }
}
