package io.danggol.shop.order;

import io.danggol.shop.disk.Documents;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All orders that were placed here, kept on disk.
public final class Orders {
    private final Documents<Order> orders;

    public Orders(Path folder) {
        this.orders = new Documents<>(folder, Order.class);
    }

    public void put(Order order) {
        orders.put(order.id(), order);
    }

    public Optional<Order> find(String id) {
        return orders.find(id);
    }

    /// A customer's orders, the newest first.
    public List<Order> of(String customerId) {
        return orders.all().values().stream()
                .filter(order -> customerId.equals(order.buyer().customerId()))
                .sorted(Comparator.comparing(Order::placedAt).reversed())
                .toList();
    }

    /// Ends a placed order as `state` says; empty when there is none under `id`, or it has ended before.
    public synchronized Optional<Order> end(String id, Order.State state) {
        var ended = orders.find(id)
                .filter(order -> order.state() == Order.State.PLACED)
                .map(order -> order.becoming(state));
        ended.ifPresent(this::put);
        return ended;
    }
}
