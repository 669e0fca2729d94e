package io.danggol.tracking.event;

import java.util.Set;
import java.util.regex.Pattern;

/// The names that events may have: GA4's, ours where GA4 has none, and `custom.<name>`.
public final class Names {
    public static final String PURCHASE = "purchase";

    private static final Set<String> KNOWN = Set.of(
            "page_view",
            "view_item_list",
            "select_item",
            "view_item",
            "add_to_wishlist",
            "add_to_cart",
            "remove_from_cart",
            "view_cart",
            "begin_checkout",
            "add_shipping_info",
            "add_payment_info",
            PURCHASE,
            "refund",
            "view_promotion",
            "select_promotion",
            "search",
            "login",
            "sign_up",
            "share",
            "order_cancelled",
            "coupon_applied",
            "coupon_denied",
            "product_reviewed",
            "leave_intent",
            "scroll_depth",
            "page_leave",
            "message_seen",
            "message_clicked",
            "recommendation_seen",
            "recommendation_clicked",
            "store_visit",
            "logout");
    private static final Pattern CUSTOM = Pattern.compile("custom\\.[\\p{L}\\p{N}_.-]{1,57}");

    private Names() {}

    static boolean allows(String name) {
        return KNOWN.contains(name) || CUSTOM.matcher(name).matches();
    }

    /// The name, or `custom` for all custom ones: few enough values to count by.
    public static String family(String name) {
        return KNOWN.contains(name) ? name : "custom";
    }
}
