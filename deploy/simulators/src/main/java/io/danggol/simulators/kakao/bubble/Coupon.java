package io.danggol.simulators.kakao.bubble;

import java.util.List;
import java.util.regex.Pattern;

/// A coupon's five titles, its description and where it leads.
final class Coupon {
    private static final List<Pattern> TITLES = List.of(
            Pattern.compile("[1-9]\\d{0,7}원 할인 쿠폰"),
            Pattern.compile("([1-9]\\d?|100)% 할인 쿠폰"),
            Pattern.compile("배송비 할인 쿠폰"),
            Pattern.compile("\\S{1,7} (무료|UP) 쿠폰"));
    private static final List<String> VARIABLE_TITLES =
            List.of("#{할인금액}원 할인 쿠폰", "#{할인율}% 할인 쿠폰", "#{상품명} 무료 쿠폰", "#{상품명} UP 쿠폰");
    private static final String CHANNEL_COUPON = "alimtalk=coupon://";

    private Coupon() {}

    /// Checks the holder's coupon; none passes.
    static void check(BubbleType type, Purpose purpose, Fields holder) {
        var coupon = holder.object("coupon");
        if (coupon == null) return;
        for (var key : List.of("title", "description")) {
            if (!coupon.has(key)) throw Refused.couponNeeds(key);
        }
        var title = coupon.text("title");
        var fits = TITLES.stream().anyMatch(form -> form.matcher(title).matches());
        if (!fits && !(purpose == Purpose.TEMPLATE && VARIABLE_TITLES.contains(title))) throw Refused.couponTitle();
        Texts.check(coupon, "description", type.couponDescription(), 0);
        if (!coupon.has("linkMo") && !channelCoupon(coupon)) throw Refused.couponLink();
        Links.check(coupon, purpose);
    }

    private static boolean channelCoupon(Fields coupon) {
        return List.of("schemeAndroid", "schemeIos").stream()
                .anyMatch(key -> coupon.has(key) && coupon.text(key).startsWith(CHANNEL_COUPON));
    }
}
