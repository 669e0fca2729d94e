package io.danggol.recommendation.placement;

import io.danggol.recommendation.catalogue.Product;
import io.danggol.recommendation.strategy.Candidate;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/// Lets products come earlier, or with a factor below 1 later, among those that one strategy has found.
///
/// @param filter which products
/// @param factor multiplies their score; of several boosts that admit a product, each does
public record Boost(Filter filter, double factor) {
    static final double MOST = 100;

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score).reversed();

    public Boost {
        if (!(factor > 0 && factor <= MOST))
            throw new IllegalArgumentException("factor: " + factor + " (expected: > 0, <= " + MOST + ")");
    }

    /// The candidates with their boosted scores, best first; equal ones keep their order.
    static List<Candidate> rank(List<Candidate> candidates, List<Boost> boosts, IntFunction<Product> products) {
        if (boosts.isEmpty()) return candidates;
        return candidates.stream()
                .map(candidate -> new Candidate(
                        candidate.item(),
                        candidate.score() * factor(boosts, products.apply(candidate.item())),
                        candidate.evidence()))
                .sorted(BEST_FIRST)
                .toList();
    }

    private static double factor(List<Boost> boosts, Product product) {
        var factor = 1.0;
        for (var boost : boosts) if (boost.filter().admits(product)) factor *= boost.factor();
        return factor;
    }
}
