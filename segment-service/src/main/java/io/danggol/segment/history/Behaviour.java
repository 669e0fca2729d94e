package io.danggol.segment.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A history as conditions see it: events by name, each name's oldest first; under `purchase` the orders that count.
///
/// @param all every event, oldest first
/// @param orders the orders that count, oldest first
public record Behaviour(List<Event> all, List<Order> orders, Map<String, List<Event>> byName) {
    private static final String PURCHASE = "purchase";

    /// What `history` says.
    public static Behaviour of(History history) {
        var byName = new HashMap<String, List<Event>>();
        history.events()
                .forEach(event -> byName.computeIfAbsent(event.name(), _ -> new ArrayList<>())
                        .add(event));
        var orders = byName.containsKey(PURCHASE)
                ? Order.in(
                        byName.get(PURCHASE),
                        byName.getOrDefault("refund", List.of()),
                        byName.getOrDefault("order_cancelled", List.of()))
                : List.<Order>of();
        byName.put(PURCHASE, orders.stream().map(Order::purchase).toList());
        return new Behaviour(history.events(), orders, byName);
    }

    /// The orders that RFM and lifecycle count, oldest first: all, or those that a server or till told of.
    public List<Order> orders(boolean every) {
        return every
                ? orders
                : orders.stream().filter(order -> order.purchase().fromServer()).toList();
    }

    /// The events of that name, oldest first.
    public List<Event> named(String name) {
        return byName.getOrDefault(name, List.of());
    }
}
