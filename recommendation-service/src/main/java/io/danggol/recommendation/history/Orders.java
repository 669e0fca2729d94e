package io.danggol.recommendation.history;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// All orders, by `transaction_id` and by product: who bought what together, and how many people bought a product.
///
/// An order is told once or more, whole or in parts; the server's copy replaces the browser's; a cancellation may come
/// first.
public final class Orders {
    private static final Recent<Order> NOTHING = new Recent<>(4);

    /// What is kept: at most `orders`, none older than `age`, and at most `perItem` of a product.
    public record Bounds(int orders, Duration age, int perItem) {
        public Bounds {
            if (orders < 1) throw new IllegalArgumentException("orders: " + orders + " (expected: >= 1)");
            if (!age.isPositive()) throw new IllegalArgumentException("age: " + age + " (expected: > 0)");
            if (perItem < 4) throw new IllegalArgumentException("perItem: " + perItem + " (expected: >= 4)");
        }
    }

    private final Items items;
    private final Bounds bounds;
    private final Map<Long, Order> orders = new HashMap<>();
    private final ArrayDeque<Order> queue = new ArrayDeque<>();
    private final List<Recent<Order>> postings = new ArrayList<>();

    public Orders(Items items, Bounds bounds) {
        this.items = items;
        this.bounds = bounds;
    }

    /// Number of orders held.
    public int size() {
        return orders.size();
    }

    /// The most recent orders with `item`, newest last; some may no longer stand.
    public Recent<Order> of(int item) {
        return item >= 0 && item < postings.size() ? postings.get(item) : NOTHING;
    }

    /// Takes in an order, or a part of one.
    ///
    /// @param key hash of the `transaction_id`
    /// @param server whether the shop's server told of it
    /// @param personal whether it may be learned from
    public void place(long key, UUID buyer, Instant at, List<String> bought, boolean server, boolean personal) {
        var order = orders.get(key);
        if (order != null && order.server() && !server) return;
        if (order == null || server && !order.server()) {
            var fresh = new Order(key, server, buyer, at.toEpochMilli(), personal);
            if (order != null) {
                order.leave();
                if (order.cancelled()) fresh.cancel();
            }
            orders.put(key, fresh);
            queue.addLast(fresh);
            order = fresh;
        }
        order.join(at.toEpochMilli(), personal);
        for (var id : bought) {
            var item = items.number(id);
            if (item != Items.NONE && order.add(item)) posting(item).add(order, Order::gone);
        }
    }

    /// The order counts no longer.
    public void cancel(long key, UUID buyer, Instant at) {
        place(key, buyer, at, List.of(), false, true);
        orders.get(key).cancel();
    }

    /// The order was found to be another person's.
    public void give(long key, UUID into) {
        var order = orders.get(key);
        if (order != null) order.give(into);
    }

    /// How many different people bought `item` after `since`.
    ///
    /// @param browsers whether orders that only a browser told of count, too
    public int buyersOf(int item, Instant since, boolean browsers) {
        var placed = of(item);
        var buyers = new HashSet<UUID>();
        for (var index = placed.size() - 1; index >= 0; index--) {
            var order = placed.get(index);
            if (order.stands() && (browsers || order.server()) && order.at() > since.toEpochMilli())
                buyers.add(order.buyer());
        }
        return buyers.size();
    }

    /// Forgets the orders that these people placed up to `until`, inclusive; answers how many that were.
    public long erase(Set<UUID> persons, Instant until) {
        var erased = 0L;
        for (var order : List.copyOf(orders.values())) {
            if (!persons.contains(order.buyer()) || order.at() > until.toEpochMilli()) continue;
            forget(order);
            erased++;
        }
        return erased;
    }

    /// Forgets what the bounds no longer allow at `now`.
    public void evict(Instant now) {
        var oldest = now.minus(bounds.age()).toEpochMilli();
        while (!queue.isEmpty()) {
            var order = queue.peekFirst();
            if (!order.gone() && order.at() >= oldest && orders.size() <= bounds.orders()) break;
            queue.removeFirst();
            if (!order.gone()) forget(order);
        }
    }

    private void forget(Order order) {
        order.leave();
        orders.remove(order.key());
        for (var index = 0; index < order.size(); index++)
            posting(order.item(index)).remove(order);
    }

    private Recent<Order> posting(int item) {
        while (postings.size() <= item) postings.add(new Recent<>(bounds.perItem()));
        return postings.get(item);
    }

    /// Writes everything, to be read by [#read] into empty orders beside the same items.
    public void write(DataOutput out) throws IOException {
        out.writeInt(orders.size());
        for (var order : queue) {
            if (order.gone()) continue;
            out.writeLong(order.key());
            out.writeBoolean(order.server());
            out.writeLong(order.buyer().getMostSignificantBits());
            out.writeLong(order.buyer().getLeastSignificantBits());
            out.writeLong(order.at());
            out.writeBoolean(order.personal());
            out.writeBoolean(order.cancelled());
            out.writeInt(order.size());
            for (var index = 0; index < order.size(); index++) out.writeInt(order.item(index));
        }
    }

    /// Reads what [#write] wrote.
    public void read(DataInput in) throws IOException {
        for (var count = in.readInt(); count > 0; count--) {
            var key = in.readLong();
            var server = in.readBoolean();
            var order = new Order(key, server, new UUID(in.readLong(), in.readLong()), in.readLong(), in.readBoolean());
            if (in.readBoolean()) order.cancel();
            for (var left = in.readInt(); left > 0; left--) {
                var item = in.readInt();
                if (order.add(item)) posting(item).add(order, Order::gone);
            }
            orders.put(key, order);
            queue.addLast(order);
        }
    }
}
