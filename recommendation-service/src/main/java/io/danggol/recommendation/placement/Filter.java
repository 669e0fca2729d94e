package io.danggol.recommendation.placement;

import io.danggol.recommendation.catalogue.Product;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/// A condition on products that everything in a placement meets. A field that the product lacks meets no condition
/// but [Not].
public sealed interface Filter {
    /// What of a product can be asked for by its text.
    enum Field {
        ITEM_ID,
        ITEM_BRAND,
        ITEM_CATEGORY;

        List<String> of(Product product) {
            return switch (this) {
                case ITEM_ID -> List.of(product.id());
                case ITEM_BRAND -> product.brand() == null ? List.of() : List.of(product.brand());
                case ITEM_CATEGORY -> product.levels();
            };
        }
    }

    /// The field, or for categories any level of it, is one of `values`.
    record In(Field field, Set<String> values) implements Filter {}

    /// None of `values`.
    record Not(Field field, Set<String> values) implements Filter {}

    /// What it costs now lies between the bounds, both included; a null bound is none.
    record Cost(BigDecimal atLeast, BigDecimal atMost) implements Filter {
        public Cost {
            if (atLeast != null && atMost != null && atLeast.compareTo(atMost) > 0)
                throw new IllegalArgumentException("price: gte " + atLeast + " (expected: <= " + atMost + ")");
        }
    }

    default boolean admits(Product product) {
        return switch (this) {
            case In(var field, var values) -> field.of(product).stream().anyMatch(values::contains);
            case Not(var field, var values) -> field.of(product).stream().noneMatch(values::contains);
            case Cost(var atLeast, var atMost) ->
                product.cost() != null
                        && (atLeast == null || product.cost().compareTo(atLeast) >= 0)
                        && (atMost == null || product.cost().compareTo(atMost) <= 0);
        };
    }
}
