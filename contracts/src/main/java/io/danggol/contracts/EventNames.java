package io.danggol.contracts;

import java.util.Set;
import java.util.regex.Pattern;

/// The names that a [StorefrontEvent] may have: GA4's, ours where GA4 has none, and [#CUSTOM] ones.
public final class EventNames {
    public static final String PURCHASE = "purchase";
    public static final String REFUND = "refund";
    public static final String ORDER_CANCELLED = "order_cancelled";
    public static final String ADD_TO_CART = "add_to_cart";
    public static final String REMOVE_FROM_CART = "remove_from_cart";

    /// All but the custom ones.
    public static final Set<String> KNOWN = Set.of(
            "page_view",
            "view_item_list",
            "select_item",
            "view_item",
            "add_to_wishlist",
            ADD_TO_CART,
            REMOVE_FROM_CART,
            "view_cart",
            "begin_checkout",
            "add_shipping_info",
            "add_payment_info",
            PURCHASE,
            REFUND,
            "view_promotion",
            "select_promotion",
            "search",
            "login",
            "sign_up",
            "share",
            ORDER_CANCELLED,
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

    /// The shop's own names.
    public static final Pattern CUSTOM = Pattern.compile("custom\\.[\\p{L}\\p{N}_.-]{1,57}");

    private EventNames() {}
}
