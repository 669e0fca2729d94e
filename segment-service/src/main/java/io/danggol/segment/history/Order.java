package io.danggol.segment.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// An order that counts: neither cancelled nor refunded in full.
///
/// An order is its `transaction_id`. The server's copy replaces the browser's, and what a server said about it (parts,
/// refunds, cancellation) replaces what browsers said. It may come in parts; it happened when its first part did.
///
/// @param purchase the whole order as one event, with the id and time of its first part and the items of all
/// @param net its value less partial refunds, an [Amount], not negative
public record Order(Event purchase, long net) {
    private static final String TRANSACTION = "transaction_id";
    private static final String PART = "part";

    /// When it was placed.
    public Instant at() {
        return purchase.at();
    }

    /// The orders in a history, oldest first.
    static List<Order> in(List<Event> purchases, List<Event> refunds, List<Event> cancellations) {
        var parts = byTransaction(purchases);
        var returned = byTransaction(
                Stream.concat(refunds.stream(), cancellations.stream()).toList());
        var orders = new ArrayList<Order>();
        parts.forEach((transaction, copies) -> {
            var order = joined(trusted(copies));
            var back = trusted(returned.getOrDefault(transaction, List.of()));
            if (order.fromServer())
                back = back.stream().filter(Event::fromServer).toList();
            if (!inFull(order, back)) orders.add(new Order(order, Math.max(0, order.worth() - worth(back))));
        });
        purchases.stream()
                .filter(event -> !event.params().containsKey(TRANSACTION))
                .forEach(event -> orders.add(new Order(event, event.worth())));
        orders.sort(Comparator.comparing(Order::purchase, Event.ORDER));
        return orders;
    }

    private static Map<Object, List<Event>> byTransaction(List<Event> events) {
        var groups = new LinkedHashMap<Object, List<Event>>();
        for (var event : events) {
            var transaction = event.params().get(TRANSACTION);
            if (transaction != null)
                groups.computeIfAbsent(transaction, _ -> new ArrayList<>()).add(event);
        }
        return groups;
    }

    private static List<Event> trusted(List<Event> copies) {
        return copies.stream().anyMatch(Event::fromServer)
                ? copies.stream().filter(Event::fromServer).toList()
                : copies;
    }

    /// One event of the parts; of several copies of one part the earliest counts.
    private static Event joined(List<Event> copies) {
        if (copies.size() == 1) return copies.getFirst();
        var parts = new TreeMap<String, Event>();
        for (var copy : copies) {
            parts.merge(
                    String.valueOf(copy.params().getOrDefault(PART, "1")),
                    copy,
                    (a, b) -> Event.ORDER.compare(a, b) <= 0 ? a : b);
        }
        var first = parts.values().stream().min(Event.ORDER).orElseThrow();
        return new Event(
                first.source(),
                first.id(),
                first.name(),
                first.at(),
                first.currency(),
                worth(parts.values().stream().toList()),
                parts.values().stream().flatMap(part -> part.items().stream()).toList(),
                first.context(),
                first.params());
    }

    private static boolean inFull(Event order, List<Event> returned) {
        if (returned.isEmpty()) return false;
        if (returned.stream().anyMatch(event -> event.items().isEmpty() && event.value() == null)) return true;
        if (returned.stream()
                .anyMatch(event ->
                        event.name().equals("order_cancelled") && event.items().isEmpty())) {
            return true;
        }
        if (order.worth() > 0 && worth(returned) >= order.worth()) return true;
        var left = new HashMap<String, Long>();
        order.items().forEach(item -> left.merge(item.id(), item.pieces(), Amount::plus));
        returned.forEach(event -> event.items().forEach(item -> left.merge(item.id(), -item.pieces(), Amount::plus)));
        return !order.items().isEmpty() && order.items().stream().allMatch(item -> left.get(item.id()) <= 0);
    }

    private static long worth(List<Event> events) {
        return events.stream().mapToLong(Event::worth).reduce(0, Amount::plus);
    }
}
