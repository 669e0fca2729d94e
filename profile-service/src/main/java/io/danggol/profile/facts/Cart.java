package io.danggol.profile.facts;

import io.danggol.contracts.ProfileMessage.CartItem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// The latest things that a person did to their cart, oldest first. What lies in it follows from them alone.
///
/// @param changes at most [#KEPT]; of more, the latest
public record Cart(List<Change> changes) {
    /// How many changes are kept.
    public static final int KEPT = 300;

    static final Cart EMPTY = new Cart(List.of());

    private static final Comparator<Change> ORDER = Comparator.comparingLong(Change::micros)
            .thenComparing(Change::kind)
            .thenComparing(Change::item)
            .thenComparing(Change::pieces);

    /// What happened to one product in the cart.
    ///
    /// @param micros microseconds since 1970
    /// @param pieces without trailing zeros
    public record Change(long micros, Kind kind, String item, BigDecimal pieces) {
        public Change {
            pieces = pieces.stripTrailingZeros();
        }
    }

    /// Kinds of change; at one instant they happen in this order.
    public enum Kind {
        ADDED,
        REMOVED,
        /// Removed without saying how many pieces: all of them.
        TAKEN_OUT,
        /// Bought: nothing of it stays in the cart.
        BOUGHT
    }

    Cart plus(Collection<Change> more) {
        if (more.isEmpty()) return this;
        var all = new ArrayList<>(changes);
        all.addAll(more);
        all.sort(ORDER);
        return new Cart(List.copyOf(all.subList(Math.max(0, all.size() - KEPT), all.size())));
    }

    /// What lies in the cart, first added first.
    public List<CartItem> items() {
        var pieces = new LinkedHashMap<String, BigDecimal>();
        for (var change : changes) {
            switch (change.kind()) {
                case ADDED -> pieces.merge(change.item(), change.pieces(), BigDecimal::add);
                case REMOVED ->
                    pieces.computeIfPresent(change.item(), (_, held) -> {
                        var left = held.subtract(change.pieces());
                        return left.signum() > 0 ? left : null;
                    });
                case TAKEN_OUT, BOUGHT -> pieces.remove(change.item());
            }
        }
        return pieces.entrySet().stream()
                .map(held -> new CartItem(held.getKey(), plain(held.getValue())))
                .toList();
    }

    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
