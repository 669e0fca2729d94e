package io.danggol.recommendation.strategy;

import java.time.Instant;
import java.util.List;

/// What the score of a candidate was made of. Item ids name products of the catalogue or of the shopper's history.
public sealed interface Evidence {

    /// `sessions` like the shopper's touched `item`, which the shopper touched, and the candidate.
    record LikeMinded(String item, int sessions) implements Evidence {}

    /// `sessions` touched both `item` and the candidate.
    record ViewedTogether(String item, int sessions) implements Evidence {}

    /// Of the people who looked at `item`, `buyers` bought the candidate.
    record BoughtAfterViewing(String item, int buyers) implements Evidence {}

    /// `orders` contain both `item` and the candidate, `lift` times as many as by chance.
    record BoughtTogether(String item, int orders, double lift) implements Evidence {}

    /// The candidate is like `item`: what of category, brand and words of the name they share. Null or empty: nothing.
    ///
    /// @param priceRatio the candidate's price by the item's; NaN where one is unknown
    record Alike(String item, String category, String brand, List<String> words, double priceRatio)
            implements Evidence {}

    /// The candidate is of the same category as `item` and costs `priceRatio` times as much.
    record Dearer(String item, String category, double priceRatio) implements Evidence {}

    /// The catalogue says that the candidate is an accessory of `item`.
    record GoesWith(String item) implements Evidence {}

    /// The shopper looked at the candidate `times`, last at `at`.
    record Viewed(Instant at, int times) implements Evidence {}

    /// The candidate is the `rank`th most wanted of `category`, or of the shop if that is null.
    ///
    /// @param weight what was done with it, each act weighted and halved for each day that it is old
    record Trending(String category, int rank, double weight) implements Evidence {}

    /// The candidate is the `rank`th most bought of `category`, or of the shop if that is null.
    ///
    /// @param orders orders, each halved for each two weeks that it is old
    record BestSeller(String category, int rank, double orders) implements Evidence {}

    /// The catalogue has had the candidate since `since`, at most a month ago.
    record Arrived(Instant since) implements Evidence {}

    /// The candidate is to be had; nothing else speaks for it.
    ///
    /// @param stock pieces left; null if the shop does not say
    record Available(Long stock) implements Evidence {}

    /// The candidate's name, category or brand has these words of `query`.
    record Matches(String query, List<String> words) implements Evidence {}

    /// Staff put the candidate here.
    record Pinned(String placement) implements Evidence {}
}
