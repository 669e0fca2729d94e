package io.danggol.segment.condition;

import java.util.Optional;
import java.util.stream.Stream;

/// A fact about a person that profile-service folds, by its public name.
public enum TraitName {
    FIRST_SEEN_AT("firstSeenAt", ValueType.TIME),
    LAST_SEEN_AT("lastSeenAt", ValueType.TIME),
    ORDERS("orders", ValueType.NUMBER),
    TOTAL_SPENT("totalSpent", ValueType.NUMBER),
    AVERAGE_ORDER_VALUE("averageOrderValue", ValueType.NUMBER),
    CURRENCY("currency", ValueType.TEXT),
    LAST_ORDER_AT("lastOrderAt", ValueType.TIME),
    FAVOURITE_CATEGORIES("favouriteCategories", ValueType.LIST),
    PRICE_BAND("priceBand", ValueType.TEXT),
    CHANNEL("channel", ValueType.TEXT),
    DEVICE("device", ValueType.TEXT),
    CART("cart", ValueType.LIST);

    private final String key;
    private final ValueType type;

    TraitName(String key, ValueType type) {
        this.key = key;
        this.type = type;
    }

    /// The name in JSON.
    public String key() {
        return key;
    }

    ValueType type() {
        return type;
    }

    static Optional<TraitName> named(String key) {
        return Stream.of(values()).filter(trait -> trait.key.equals(key)).findFirst();
    }
}
