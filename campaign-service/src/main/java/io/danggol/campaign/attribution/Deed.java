package io.danggol.campaign.attribution;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// What a campaign's effect is measured by: one event of a person, without its products and pages.
///
/// @param source `browser` or `server`; with `id` the event's identity
/// @param order its `transaction_id`; empty where it is none of an order
/// @param part which part of the order it tells, 1 where it does not say
/// @param worth empty where the event says none: a refund then gives everything back
public record Deed(
        String source, String id, String name, Instant at, Optional<String> order, int part, Optional<Worth> worth) {
    static final String PURCHASE = "purchase";
    static final String REFUND = "refund";
    static final String CANCELLED = "order_cancelled";
    static final String SERVER = "server";

    /// An amount in its currency.
    public record Worth(BigDecimal amount, String currency) {}

    boolean fromServer() {
        return source.equals(SERVER);
    }
}
