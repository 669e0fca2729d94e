package io.danggol.segment;

import io.danggol.contracts.StorefrontEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// Events of shoppers, for tests.
public final class Storefront {
    private Storefront() {}

    public static StorefrontEvent browser(String name, Instant at, String... items) {
        return event(StorefrontEvent.BROWSER, name, at, null, Map.of(), items);
    }

    public static StorefrontEvent purchase(String transaction, Instant at, String... items) {
        return event(
                StorefrontEvent.SERVER,
                "purchase",
                at,
                BigDecimal.valueOf(30_000),
                Map.of("transaction_id", transaction),
                items);
    }

    public static StorefrontEvent event(
            String source, String name, Instant at, BigDecimal value, Map<String, Object> params, String... items) {
        return new StorefrontEvent(
                UUID.randomUUID().toString(),
                source,
                name,
                "v_" + UUID.randomUUID(),
                null,
                "s_1",
                1,
                at,
                at,
                new StorefrontEvent.Consent(true, true),
                new StorefrontEvent.Context(
                        "https://shop.example/p/1", "상품 👟", null, "ko-KR", null, "facebook", "mobile"),
                "KRW",
                value,
                Stream.of(items).map(Storefront::item).toList(),
                params);
    }

    private static StorefrontEvent.Item item(String id) {
        return new StorefrontEvent.Item(
                id,
                "브라운 옥스퍼드 구두",
                "단골",
                null,
                "신발",
                "구두",
                null,
                null,
                null,
                BigDecimal.valueOf(30_000),
                BigDecimal.ONE,
                null,
                null,
                null);
    }

    public static List<StorefrontEvent> several(int times, String name, Instant at, String item) {
        return Stream.iterate(0, i -> i < times, i -> i + 1)
                .map(i -> browser(name, at.plusSeconds(i), item))
                .toList();
    }
}
