package io.danggol.bench.replay;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// How a recorded event and product look to the suite's API.
///
/// @param prefix what comes before the file's names for people, so that two files share nobody; ends with a dash
/// @param shift by which the recorded times are moved
/// @param customerOf the customer id of a user who is a customer
record Wire(String prefix, Duration shift, Function<String, Optional<String>> customerOf) {

    String visitorId(String user) {
        return prefix + user;
    }

    /// An event as `POST /v1/server/events` takes it.
    Map<String, Object> event(ShopEvent event) {
        var wire = new LinkedHashMap<String, Object>();
        wire.put("id", event.id());
        wire.put("name", event.name());
        wire.put("visitorId", visitorId(event.user()));
        customerOf.apply(event.user()).ifPresent(customer -> wire.put("customerId", customer));
        wire.put("occurredAt", event.at().plus(shift).atOffset(ZoneOffset.UTC).toString());
        wire.put("consent", Map.of("analytics", true, "personalization", true));
        put(wire, "currency", event.currency());
        put(wire, "value", event.value());
        wire.put("items", event.items().stream().map(Wire::item).toList());
        if (event.order() != null) wire.put("params", params(event));
        return wire;
    }

    private static Map<String, Object> params(ShopEvent event) {
        return event.parts() == 0
                ? Map.of("transaction_id", event.order())
                : Map.of("transaction_id", event.order(), "part", event.part(), "parts", event.parts());
    }

    private static Map<String, Object> item(ShopEvent.Item item) {
        var wire = new LinkedHashMap<String, Object>();
        wire.put("item_id", item.id());
        put(wire, "item_name", item.name());
        put(wire, "item_brand", item.brand());
        categories(wire, item.categories(), 5);
        put(wire, "price", item.price());
        wire.put("quantity", item.quantity());
        return wire;
    }

    /// A product as `POST /v1/products/imports` takes it: what the events say of it. They do not tell the stock.
    static Map<String, Object> product(ShopEvent.Item item, String currency) {
        var wire = new LinkedHashMap<String, Object>();
        wire.put("item_id", item.id());
        wire.put("item_name", item.name() == null ? item.id() : item.name());
        put(wire, "item_brand", item.brand());
        categories(wire, item.categories(), 3);
        put(wire, "price", item.price());
        if (item.price() != null) put(wire, "currency", currency);
        return wire;
    }

    private static void categories(Map<String, Object> wire, List<String> categories, int most) {
        var levels = new ArrayList<>(categories.subList(0, Math.min(most, categories.size())));
        for (var i = 0; i < levels.size(); i++) wire.put("item_category" + (i == 0 ? "" : i + 1), levels.get(i));
    }

    private static void put(Map<String, Object> wire, String name, Object value) {
        if (value != null) wire.put(name, value instanceof BigDecimal number ? plain(number) : value);
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
