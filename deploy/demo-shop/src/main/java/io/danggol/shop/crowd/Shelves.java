package io.danggol.shop.crowd;

import io.danggol.shop.catalogue.Catalogue;
import io.danggol.shop.catalogue.Product;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// The catalogue as the crowd sees it: some goods draw more eyes than others, in every part of the shop.
final class Shelves {
    private final Catalogue catalogue;
    private final Map<String, Double> appeal = new HashMap<>();

    /// The k-th most appealing product of a part draws 1/k of the looks of the first (Zipf's law).
    Shelves(Catalogue catalogue, Random random) {
        this.catalogue = catalogue;
        for (var category : catalogue.categories()) {
            for (var part : category.parts()) {
                var products = new ArrayList<>(catalogue.in(category.name(), Optional.of(part)));
                Collections.shuffle(products, random);
                for (var rank = 0; rank < products.size(); rank++) {
                    appeal.put(products.get(rank).id(), 1.0 / (rank + 1));
                }
            }
        }
    }

    /// Draws one of the products that `wanted` allows, by appeal times `liking`; empty when none is.
    Optional<Product> draw(Random random, Predicate<Product> wanted, ToDoubleFunction<Product> liking) {
        var from = catalogue.products().stream().filter(wanted).toList();
        var weights = from.stream()
                .mapToDouble(product -> appeal.get(product.id()) * liking.applyAsDouble(product))
                .toArray();
        var total = 0.0;
        for (var weight : weights) total += weight;
        var left = random.nextDouble() * total;
        for (var at = 0; at < weights.length; at++) {
            left -= weights[at];
            if (left < 0) return Optional.of(from.get(at));
        }
        return from.isEmpty() ? Optional.empty() : Optional.of(from.getLast());
    }

    /// What goes with a product: its accessories, and what it is an accessory of; only what can be bought.
    List<Product> goesWith(Product product) {
        return catalogue.products().stream()
                .filter(other -> other.accessoriesOf().contains(product.id())
                        || product.accessoriesOf().contains(other.id()))
                .filter(Shelves::buyable)
                .toList();
    }

    Product product(String id) {
        return catalogue.find(id).orElseThrow();
    }

    static boolean buyable(Product product) {
        return product.initialStock() > 0;
    }
}
