package io.danggol.recommendation.placement;

import io.danggol.recommendation.catalogue.Product;
import java.util.OptionalDouble;

/// What the products of a placement may cost now, both bounds included.
///
/// @param relativeTo what the bounds are multiples of
/// @param atLeast 0 for no lower bound
/// @param atMost infinite for no upper bound
public record PriceBand(Reference relativeTo, double atLeast, double atMost) {
    public enum Reference {
        /// The bounds are amounts.
        NOTHING,
        /// The price of the product on the page.
        ITEM,
        /// What the shopper usually pays, see [UsualPrice].
        SHOPPER
    }

    public PriceBand {
        if (!(atLeast >= 0 && atLeast <= atMost))
            throw new IllegalArgumentException(
                    "price band: " + atLeast + " to " + atMost + " (expected: 0 <= gte <= lte)");
    }

    /// Whether `product` lies in the band. Without a reference nothing is known that could keep it out; a product
    /// without a price lies in no band.
    boolean admits(Product product, OptionalDouble reference) {
        if (reference.isEmpty()) return true;
        if (product.cost() == null) return false;
        var cost = product.cost().doubleValue();
        return cost >= atLeast * reference.getAsDouble() && cost <= atMost * reference.getAsDouble();
    }
}
