package io.danggol.shop.order;

import java.time.Instant;
import java.util.List;

/// One order as it was placed; later it is cancelled or returned, as a whole.
public record Order(String id, Instant placedAt, Buyer buyer, List<Line> lines, State state) {
    /// What became of it.
    public enum State {
        PLACED,
        CANCELLED,
        RETURNED
    }

    /// Some pieces of one product at the price then, in won.
    public record Line(String productId, String name, int pieces, long price) {
        public long sum() {
            return pieces * price;
        }
    }

    /// What the buyer paid, in won. Delivery is free.
    public long total() {
        return lines.stream().mapToLong(Line::sum).sum();
    }

    Order becoming(State next) {
        return new Order(id, placedAt, buyer, lines, next);
    }
}
