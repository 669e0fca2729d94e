package io.danggol.recommendation.placement;

import static io.danggol.recommendation.strategy.Strategy.ACCESSORIES;
import static io.danggol.recommendation.strategy.Strategy.ALSO_VIEWED;
import static io.danggol.recommendation.strategy.Strategy.BEST_SELLERS;
import static io.danggol.recommendation.strategy.Strategy.BOUGHT_TOGETHER;
import static io.danggol.recommendation.strategy.Strategy.FOR_YOU;
import static io.danggol.recommendation.strategy.Strategy.NEW_ARRIVALS;
import static io.danggol.recommendation.strategy.Strategy.RECENTLY_VIEWED;
import static io.danggol.recommendation.strategy.Strategy.SIMILAR;
import static io.danggol.recommendation.strategy.Strategy.TRENDING;
import static io.danggol.recommendation.strategy.Strategy.UPSELL;
import static io.danggol.recommendation.strategy.Strategy.VIEWED_THEN_BOUGHT;

import io.danggol.recommendation.strategy.Strategy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A slot on a page.
///
/// @param ladder the strategies that fill it, each taking the places that those before it left free
/// @param filters what every product in it meets
/// @param boosts what comes earlier or later within each strategy
/// @param pins item ids that come first, in this order, whenever they can be sold
/// @param exclude item ids that never come
/// @param perStrategy how many places one strategy takes before the others had their turn; 0 for as many as it can fill
/// @param priceBand what every product in it may cost; null for any price
public record Placement(
        String name,
        List<Strategy> ladder,
        List<Filter> filters,
        List<Boost> boosts,
        List<String> pins,
        List<String> exclude,
        int perStrategy,
        PriceBand priceBand) {
    /// What names look like.
    static final String NAMES = "[a-z][a-z0-9_]{0,63}";

    private static final int PRODUCT_PER_STRATEGY = 8;

    private static final List<Strategy> LAST = List.of(TRENDING, BEST_SELLERS, NEW_ARRIVALS);

    private static final Map<String, Placement> DEFAULTS = defaults();

    public Placement {
        if (!name.matches(NAMES)) throw new IllegalArgumentException("name: " + name + " (expected: " + NAMES + ")");
        if (perStrategy < 0) throw new IllegalArgumentException("perStrategy: " + perStrategy + " (expected: >= 0)");
        if (ladder.isEmpty()) throw new IllegalArgumentException("ladder: empty (expected: at least one strategy)");
    }

    /// This placement, with the last rungs below its own: they hold everything that can be sold, so that an answer is
    /// never shorter than asked. A ladder of nothing but what was viewed stays as it is.
    public Placement withLastRungs() {
        if (ladder.equals(List.of(RECENTLY_VIEWED))) return this;
        var whole = Stream.concat(ladder.stream(), LAST.stream()).distinct().toList();
        return new Placement(name, whole, filters, boosts, pins, exclude, perStrategy, priceBand);
    }

    /// The placements that every shop has, by name, until staff changes them.
    public static Map<String, Placement> standard() {
        return DEFAULTS;
    }

    private static Map<String, Placement> defaults() {
        var all = new TreeMap<String, Placement>();
        add(all, "home", FOR_YOU, TRENDING, BEST_SELLERS, NEW_ARRIVALS);
        add(all, "product", ALSO_VIEWED, SIMILAR, VIEWED_THEN_BOUGHT, TRENDING, BEST_SELLERS, NEW_ARRIVALS);
        add(
                all,
                "cart",
                BOUGHT_TOGETHER,
                VIEWED_THEN_BOUGHT,
                ACCESSORIES,
                ALSO_VIEWED,
                FOR_YOU,
                TRENDING,
                BEST_SELLERS,
                NEW_ARRIVALS);
        add(
                all,
                "order_complete",
                BOUGHT_TOGETHER,
                ACCESSORIES,
                VIEWED_THEN_BOUGHT,
                FOR_YOU,
                TRENDING,
                BEST_SELLERS,
                NEW_ARRIVALS);
        add(all, "out_of_stock", SIMILAR, UPSELL, ACCESSORIES, TRENDING, BEST_SELLERS, NEW_ARRIVALS);
        add(all, "category", FOR_YOU, TRENDING, BEST_SELLERS, NEW_ARRIVALS);
        add(all, "search", SIMILAR, FOR_YOU, TRENDING, BEST_SELLERS, NEW_ARRIVALS);
        add(all, "landing", SIMILAR, ALSO_VIEWED, TRENDING, BEST_SELLERS, NEW_ARRIVALS);
        add(all, "recently_viewed", RECENTLY_VIEWED);
        add(all, "email", FOR_YOU, RECENTLY_VIEWED, TRENDING, BEST_SELLERS, NEW_ARRIVALS);
        add(all, "kakao", FOR_YOU, RECENTLY_VIEWED, TRENDING, BEST_SELLERS, NEW_ARRIVALS);
        add(all, "chatbot", FOR_YOU, RECENTLY_VIEWED, TRENDING, BEST_SELLERS, NEW_ARRIVALS);
        return Map.copyOf(all);
    }

    private static void add(Map<String, Placement> all, String name, Strategy... ladder) {
        all.put(
                name,
                new Placement(
                        name,
                        List.of(ladder),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        name.equals("product") ? PRODUCT_PER_STRATEGY : 0,
                        null));
    }
}
