package io.danggol.campaign.content;

import java.util.Arrays;
import java.util.Optional;

/// A value that a template can name in braces, e.g. `{customer.name}`.
public enum Field {
    CUSTOMER_NAME("customer.name", true),
    SHOP_NAME("shop.name", false),
    /// Pieces in the cart.
    CART_COUNT("cart.count", true),
    /// Different products in the cart.
    CART_PRODUCTS("cart.products", true),
    /// What the cart costs now.
    CART_TOTAL("cart.total", true),
    /// The name of the product that was put in the cart first.
    CART_FIRST("cart.first", true),
    /// The products of the cart, as a list.
    CART("cart", true),
    /// The same under a heading; nothing while the cart is empty.
    CART_SECTION("cart.section", true),
    /// The name of the first recommended product.
    RECOMMENDATIONS_FIRST("recommendations.first", true),
    /// The recommended products, as a list with the reason of each.
    RECOMMENDATIONS("recommendations", true),
    /// The same under a heading; nothing when there is none.
    RECOMMENDATIONS_SECTION("recommendations.section", true);

    private final String path;
    private final boolean personal;

    Field(String path, boolean personal) {
        this.path = path;
        this.personal = personal;
    }

    /// Its name in a template.
    public String path() {
        return path;
    }

    /// Whether its value says something about the person.
    public boolean personal() {
        return personal;
    }

    /// Whether its value comes from the cart.
    public boolean ofCart() {
        return path.startsWith("cart");
    }

    /// Whether its value comes from the recommended products.
    public boolean ofRecommendations() {
        return path.startsWith("recommendations");
    }

    /// The field of that name; empty if there is none.
    public static Optional<Field> named(String path) {
        return Arrays.stream(values()).filter(field -> field.path.equals(path)).findFirst();
    }
}
