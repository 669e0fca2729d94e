package io.danggol.campaign.kakao;

import io.danggol.campaign.kakao.KakaoContent.BubbleType;
import io.danggol.campaign.kakao.KakaoContent.Button;
import io.danggol.campaign.kakao.KakaoContent.ButtonType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a Brand Message may hold, by its bubble type. Lengths are in characters as a reader counts them (code points).
///
/// Source: NHN Cloud, Brand Message API v1.0, as of 2026-06-23 (KAKAO-AND-LAW.md 1.2).
public final class KakaoLimits {
    private static final int LINK = 1_000;
    private static final Pattern COUPON_TITLE =
            Pattern.compile("[1-9]\\d{0,7}원 할인 쿠폰|([1-9]\\d?|100)% 할인 쿠폰|배송비 할인 쿠폰|\\S{1,7} (무료|UP) 쿠폰");
    private static final String ADD_CHANNEL = "채널 추가";

    /// One thing that is wrong, where.
    ///
    /// @param pointer JSON Pointer within the message
    public record Breach(String pointer, String detail) {}

    private KakaoLimits() {}

    /// Everything that Kakao would refuse in this message; empty if it may go.
    public static List<Breach> check(KakaoContent message) {
        var breaches = new ArrayList<Breach>();
        text(message, breaches);
        image(message, breaches);
        buttons(message, breaches);
        message.coupon().ifPresent(coupon -> {
            if (!COUPON_TITLE.matcher(coupon.title()).matches())
                breaches.add(new Breach("/coupon/title", "not one of the five forms of a Kakao coupon title"));
            length(
                    "/coupon/description",
                    coupon.description(),
                    message.type() == BubbleType.WIDE ? 18 : 12,
                    0,
                    breaches);
            link("/coupon/linkMo", coupon.linkMo(), breaches);
        });
        return List.copyOf(breaches);
    }

    private static void text(KakaoContent message, List<Breach> breaches) {
        if (message.content().isBlank()) breaches.add(new Breach("/content", "must not be blank"));
        switch (message.type()) {
            case TEXT, IMAGE -> length("/content", message.content(), 1_300, 99, breaches);
            case WIDE -> length("/content", message.content(), 76, 5, breaches);
        }
    }

    private static void image(KakaoContent message, List<Breach> breaches) {
        switch (message.type()) {
            case TEXT -> {
                if (message.image().isPresent()) breaches.add(new Breach("/image", "a TEXT message has no image"));
            }
            case IMAGE, WIDE -> {
                if (message.image().isEmpty()) breaches.add(new Breach("/image", "is required"));
            }
        }
        message.image().ifPresent(image -> {
            link("/image/imageUrl", image.imageUrl(), breaches);
            image.imageLink().ifPresent(to -> link("/image/imageLink", to, breaches));
        });
    }

    private static void buttons(KakaoContent message, List<Breach> breaches) {
        var wide = message.type() == BubbleType.WIDE;
        var most = wide ? 2 : message.coupon().isPresent() ? 4 : 5;
        if (message.buttons().size() > most)
            breaches.add(
                    new Breach("/buttons", message.buttons().size() + " buttons (expected: at most " + most + ")"));
        for (var i = 0; i < message.buttons().size(); i++) {
            button("/buttons/" + i, message.buttons().get(i), i, message, breaches);
        }
    }

    private static void button(String at, Button button, int index, KakaoContent message, List<Breach> breaches) {
        if (button.name().isBlank()) breaches.add(new Breach(at + "/name", "must not be blank"));
        length(at + "/name", button.name(), message.type() == BubbleType.WIDE ? 8 : 14, 0, breaches);
        if (button.name().contains("#{")) breaches.add(new Breach(at + "/name", "must not contain #{}"));
        switch (button.type()) {
            case WL -> {
                if (button.linkMo().isEmpty()) breaches.add(new Breach(at + "/linkMo", "is required"));
                button.linkMo().ifPresent(to -> link(at + "/linkMo", to, breaches));
                button.linkPc().ifPresent(to -> link(at + "/linkPc", to, breaches));
            }
            case AC -> {
                if (!button.name().equals(ADD_CHANNEL))
                    breaches.add(new Breach(at + "/name", "must be \"" + ADD_CHANNEL + "\""));
                var place =
                        message.type() == BubbleType.WIDE ? message.buttons().size() - 1 : 0;
                if (index != place) breaches.add(new Breach(at, "the channel button must stand at position " + place));
                if (message.buttons().stream()
                                .filter(other -> other.type() == ButtonType.AC)
                                .count()
                        > 1) breaches.add(new Breach(at, "only one channel button is allowed"));
            }
        }
    }

    private static void length(String at, String text, int most, int mostBreaks, List<Breach> breaches) {
        var length = text.codePointCount(0, text.length());
        if (length > most) breaches.add(new Breach(at, length + " characters (expected: at most " + most + ")"));
        var breaks = text.chars().filter(c -> c == '\n').count();
        if (breaks > mostBreaks)
            breaches.add(new Breach(at, breaks + " line breaks (expected: at most " + mostBreaks + ")"));
    }

    private static void link(String at, String url, List<Breach> breaches) {
        if (!url.startsWith("https://") && !url.startsWith("http://"))
            breaches.add(new Breach(at, "must start with https:// or http://"));
        if (url.length() > LINK)
            breaches.add(new Breach(at, url.length() + " characters (expected: at most " + LINK + ")"));
    }
}
