package io.danggol.bench.replay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// One thing that a user of a recorded shop did, in GA4's words.
///
/// @param id unique and the same in every run: the file's digest, a dot, and the line (and part) that it came
/// from
/// @param user the file's name for the person
/// @param at as the file says
/// @param value Σ of the items' values, each rounded to the currency's minor unit; null where the file has no
/// prices
/// @param order the order's id, for `purchase` and `refund`; else null
/// @param part 1 to `parts` for an order that is too long for one event; else 0
public record ShopEvent(
        String id,
        String user,
        String name,
        Instant at,
        String currency,
        BigDecimal value,
        List<Item> items,
        String order,
        int part,
        int parts) {

    static final String VIEW = "view_item";
    static final String CART = "add_to_cart";
    static final String PURCHASE = "purchase";
    static final String REFUND = "refund";

    /// A product of the event. All but `id` may be null.
    ///
    /// @param categories from the top level down, at most 5
    public record Item(
            String id, String name, String brand, List<String> categories, BigDecimal price, BigDecimal quantity) {}
}
