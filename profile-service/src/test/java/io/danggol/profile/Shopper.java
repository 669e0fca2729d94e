package io.danggol.profile;

import io.danggol.contracts.StorefrontEvent;
import io.danggol.contracts.StorefrontEvent.Consent;
import io.danggol.contracts.StorefrontEvent.Context;
import io.danggol.contracts.StorefrontEvent.Item;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Somebody at a browser, in tests: makes events a second after each other.
///
/// @param customer hash of the customer id that the events prove; null for none
public record Shopper(
        String visitor, String customer, String source, boolean personalization, Instant from, int[] made) {

    public static Shopper anonymous() {
        return new Shopper(
                "v_" + UUID.randomUUID(),
                null,
                StorefrontEvent.BROWSER,
                true,
                Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS),
                new int[1]);
    }

    public Shopper as(String customerHash) {
        return new Shopper(visitor, customerHash, source, personalization, from, made);
    }

    public Shopper at(String otherVisitor) {
        return new Shopper(otherVisitor, customer, source, personalization, from, made);
    }

    /// From now on.
    public Shopper now() {
        return new Shopper(visitor, customer, source, personalization, Instant.now(), new int[1]);
    }

    public Shopper server() {
        return new Shopper(visitor, customer, StorefrontEvent.SERVER, personalization, from, made);
    }

    public Shopper without() {
        return new Shopper(visitor, customer, source, false, from, made);
    }

    public StorefrontEvent views(String item) {
        return event("view_item", null, Map.of(), item(item, "100"));
    }

    public StorefrontEvent adds(String item) {
        return event("add_to_cart", null, Map.of(), item(item, "100"));
    }

    public StorefrontEvent buys(String transaction, String value, String... items) {
        return event(
                "purchase",
                value,
                Map.of("transaction_id", transaction),
                List.of(items).stream().map(it -> item(it, "100")).toArray(Item[]::new));
    }

    public StorefrontEvent refunds(String transaction, String value) {
        return event("refund", value, Map.of("transaction_id", transaction));
    }

    public StorefrontEvent does(String name) {
        return event(name, null, Map.of());
    }

    private StorefrontEvent event(String name, String value, Map<String, Object> params, Item... items) {
        var at = from.plusSeconds(made[0]++);
        return new StorefrontEvent(
                UUID.randomUUID().toString(),
                source,
                name,
                visitor,
                customer,
                "s_1",
                1,
                at,
                at.plusMillis(200),
                new Consent(true, personalization),
                new Context("https://shop.example/구두 👞", null, null, "ko-KR", null, "kakao", "mobile"),
                "KRW",
                value == null ? null : new BigDecimal(value),
                List.of(items),
                new HashMap<>(params));
    }

    private static Item item(String id, String price) {
        return new Item(
                id,
                "구두 \"" + id + "\" 👞",
                null,
                null,
                "신발",
                "구두",
                null,
                null,
                null,
                new BigDecimal(price),
                null,
                null,
                null,
                null);
    }
}
