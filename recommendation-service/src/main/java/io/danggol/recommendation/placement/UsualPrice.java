package io.danggol.recommendation.placement;

import io.danggol.recommendation.catalogue.Product;
import io.danggol.recommendation.history.Trail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/// What a shopper usually pays: the geometric mean of what the products cost that they touched lately, a purchase
/// counting five times and a cart three times as much as a look.
final class UsualPrice {
    private static final class Mean {
        private double logs;
        private double weights;

        void add(double price, double weight) {
            logs += weight * Math.log(price);
            weights += weight;
        }

        OptionalDouble price() {
            return weights == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.exp(logs / weights));
        }
    }

    private final Mean all = new Mean();
    private final Map<String, Mean> byCategory = new HashMap<>();

    /// @param products brings a product by its number, null for what is not in the catalogue any more
    static UsualPrice of(List<Trail.Click> clicks, IntFunction<Product> products) {
        var usual = new UsualPrice();
        for (var click : clicks) {
            var product = products.apply(click.item());
            if (product == null || product.cost() == null || product.cost().signum() <= 0) continue;
            var price = product.cost().doubleValue();
            usual.all.add(price, click.action().weight());
            product.category()
                    .ifPresent(category -> usual.byCategory
                            .computeIfAbsent(category, _ -> new Mean())
                            .add(price, click.action().weight()));
        }
        return usual;
    }

    /// In the category of `product`; over all that they touched if they touched nothing there; empty if nothing at all.
    OptionalDouble forOneLike(Product product) {
        return product.category().map(byCategory::get).orElse(all).price();
    }
}
