package io.danggol.shop.cart;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a shopper has put in the cart: pieces by product id, in the order in which they were put.
public record Cart(Map<String, Integer> quantities) {
    /// Most pieces of one product in one cart.
    public static final int MOST = 10;

    public static final Cart EMPTY = new Cart(Map.of());

    public Cart {
        quantities = Collections.unmodifiableMap(new LinkedHashMap<>(quantities));
    }

    /// Adds `pieces` to what is there, up to [#MOST].
    public Cart plus(String productId, int pieces) {
        return with(productId, quantities.getOrDefault(productId, 0) + pieces);
    }

    /// Sets the pieces of a product: above [#MOST] counts as that, 0 or less takes it out.
    public Cart with(String productId, int pieces) {
        var changed = new LinkedHashMap<>(quantities);
        if (pieces < 1) changed.remove(productId);
        else changed.put(productId, Math.min(MOST, pieces));
        return new Cart(changed);
    }

    /// Both carts' products; where both have one, the larger number.
    public Cart merged(Cart other) {
        var all = new LinkedHashMap<>(quantities);
        other.quantities.forEach((id, pieces) -> all.merge(id, pieces, Math::max));
        return new Cart(all);
    }

    /// Pieces in all.
    public int count() {
        return quantities.values().stream().mapToInt(Integer::intValue).sum();
    }

    public boolean isEmpty() {
        return quantities.isEmpty();
    }
}
