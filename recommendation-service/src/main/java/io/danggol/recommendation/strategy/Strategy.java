package io.danggol.recommendation.strategy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The ways to choose products that a placement's ladder can name.
public enum Strategy {
    FOR_YOU,
    SIMILAR,
    ALSO_VIEWED,
    VIEWED_THEN_BOUGHT,
    BOUGHT_TOGETHER,
    RECENTLY_VIEWED,
    TRENDING,
    BEST_SELLERS,
    NEW_ARRIVALS,
    UPSELL,
    ACCESSORIES;

    /// Its name at the edge, such as `for_you`.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Strategy> of(String key) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.key().equals(key))
                .findFirst();
    }
}
