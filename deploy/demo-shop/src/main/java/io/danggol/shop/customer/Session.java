package io.danggol.shop.customer;

import io.danggol.shop.cart.Cart;
import java.time.Instant;

/// One browser's visit at the shop's server.
///
/// @param customerId who is logged in; null when nobody is
/// @param touchedAt when it last changed
public record Session(String customerId, Cart cart, Instant touchedAt) {
    static final Session EMPTY = new Session(null, Cart.EMPTY, Instant.EPOCH);
}
