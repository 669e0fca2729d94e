package io.danggol.shop.customer;

import java.util.regex.Pattern;

/// Somebody with an account at the shop. The demo has no passwords: whoever names an id is that customer.
public record Customer(String id, String name, String email, String phone) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");

    /// Whether a shopper may take `id` as a customer id: 1 to 40 small letters, digits, dots, dashes, underscores, the
    /// first a letter or digit.
    public static boolean allows(String id) {
        return ID.matcher(id).matches();
    }

    /// A new customer who has told nothing but an id: the address is at example.invalid.
    static Customer joining(String id, String phone) {
        return new Customer(id, id, id + "@example.invalid", phone);
    }
}
