package io.danggol.recommendation.popularity;

import java.time.Duration;

/// Weights that count half after each half-life: one number a product, whatever the order in which they come.
///
/// Forward decay (Cormode et al., ICDE 2009): a weight at time t is stored as weight × 2^(t / half-life), so nothing
/// needs touching as time goes by and the order of products changes only when a weight is added. The number is kept as
/// its logarithm, which does not overflow.
final class Decayed {
    private static final double NOTHING = Double.NEGATIVE_INFINITY;

    private final double halfLifeMillis;
    private final Growing logs = new Growing(NOTHING);

    Decayed(Duration halfLife) {
        halfLifeMillis = halfLife.toMillis();
    }

    /// Adds `weight` at `atMillis` and answers the item's new height.
    double add(int item, double weight, long atMillis) {
        var added = Math.log(weight) / Math.log(2) + atMillis / halfLifeMillis;
        var before = logs.get(item);
        var high = Math.max(added, before);
        var after = high + Math.log1p(Math.pow(2, Math.min(added, before) - high)) / Math.log(2);
        logs.set(item, after);
        return after;
    }

    /// Larger for the more popular; comparable between items, without meaning otherwise.
    double height(int item) {
        return logs.get(item);
    }

    /// Sum of the weights, each halved for each half-life that it is old at `nowMillis`.
    double sum(int item, long nowMillis) {
        return Math.pow(2, logs.get(item) - nowMillis / halfLifeMillis);
    }

    int size() {
        return logs.size();
    }

    void restore(int item, double height) {
        logs.set(item, height);
    }
}
