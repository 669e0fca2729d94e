package io.danggol.recommendation.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/// How alike two products are by what the catalogue says of them: category, brand, words of the name, price.
public final class Likeness {
    private static final double CATEGORY = 0.4;
    private static final double WORDS = 0.35;
    private static final double BRAND = 0.1;
    private static final double PRICE = 0.15;
    private static final int LONGEST_LIST = 400;

    /// What two products share.
    ///
    /// @param item the other product
    /// @param score 0 to 1
    /// @param category the narrowest category that both are in; null if none
    /// @param brand the brand of both; null if they differ
    /// @param words what their names share
    /// @param priceRatio the other's price by this one's; NaN where one is unknown
    public record Match(int item, double score, String category, String brand, List<String> words, double priceRatio) {}

    private static final Comparator<Match> BEST_FIRST =
            Comparator.comparingDouble(Match::score).reversed().thenComparing(Match::item);

    private final Assortment assortment;

    public Likeness(Assortment assortment) {
        this.assortment = assortment;
    }

    /// The products most like `item`, best first; looks at those that share its category, brand or a rarer word.
    public List<Match> to(int item, IntPredicate wanted, int limit) {
        var product = assortment.product(item);
        if (product == null) return List.of();
        var words = assortment.words(item);
        var candidates = new LinkedHashSet<Integer>();
        product.category().ifPresent(category -> some(assortment.inCategory(category), wanted, candidates));
        for (var word : words) {
            var holders = assortment.withWord(word);
            if (holders.size() <= LONGEST_LIST) some(holders, wanted, candidates);
        }
        if (product.brand() != null) some(assortment.ofBrand(product.brand()), wanted, candidates);
        if (!product.levels().isEmpty())
            some(assortment.inCategory(product.categories().getFirst()), wanted, candidates);
        candidates.remove(item);
        var rarity = rarity(words);
        return candidates.stream()
                .map(other -> match(product, words, rarity, other))
                .filter(match -> isTrue(product, match))
                .sorted(BEST_FIRST)
                .limit(limit)
                .toList();
    }

    /// Syllables that happen to stand in both names make no likeness that could be told.
    private boolean isTrue(Product product, Match match) {
        return match.category() != null
                || match.brand() != null
                || Words.common(product.name(), assortment.product(match.item()).name());
    }

    /// The products whose name, brand or category fits `query` best, best first.
    public List<Match> search(String query, IntPredicate wanted, int limit) {
        var words = Words.of(query);
        var rarity = rarity(words);
        var sums = new HashMap<Integer, Double>();
        var shared = new HashMap<Integer, List<String>>();
        for (var word : words) {
            var left = LONGEST_LIST * 4;
            for (var item : holders(word)) {
                if (left-- == 0) break;
                if (!wanted.test(item)) continue;
                sums.merge(item, rarity.get(word), Double::sum);
                shared.computeIfAbsent(item, _ -> new ArrayList<>()).add(word);
            }
        }
        var all = rarity.values().stream().mapToDouble(Double::doubleValue).sum();
        return sums.entrySet().stream()
                .map(entry -> new Match(
                        entry.getKey(), entry.getValue() / all, null, null, shared.get(entry.getKey()), Double.NaN))
                .sorted(BEST_FIRST)
                .limit(limit)
                .toList();
    }

    private Set<Integer> holders(String word) {
        var holders = new LinkedHashSet<>(assortment.withWord(word));
        assortment.categoriesCalled(word).forEach(category -> holders.addAll(assortment.inCategory(category)));
        holders.addAll(assortment.ofBrand(word));
        return holders;
    }

    private Map<String, Double> rarity(Set<String> words) {
        var rarity = new HashMap<String, Double>();
        for (var word : words) {
            var holders = assortment.withWord(word).size();
            rarity.put(word, Math.log(1 + assortment.size() / (1.0 + holders)));
        }
        return rarity;
    }

    private static void some(Collection<Integer> found, IntPredicate wanted, Set<Integer> candidates) {
        var left = LONGEST_LIST;
        for (var item : found) {
            if (left == 0) return;
            if (wanted.test(item) && candidates.add(item)) left--;
        }
    }

    private Match match(Product product, Set<String> words, Map<String, Double> rarity, int item) {
        var other = assortment.product(item);
        var depth = 0;
        while (depth < Math.min(product.levels().size(), other.levels().size())
                && product.levels().get(depth).equals(other.levels().get(depth))) depth++;
        var otherWords = assortment.words(item);
        var shared = words.stream().filter(otherWords::contains).toList();
        var weight = shared.stream().mapToDouble(rarity::get).sum();
        var all = words.stream().mapToDouble(rarity::get).sum();
        var sameBrand = product.brand() != null && product.brand().equals(other.brand());
        var ratio = priceRatio(product, other);
        var score = (depth == 0
                        ? 0
                        : CATEGORY
                                * depth
                                / Math.max(
                                        product.levels().size(), other.levels().size()))
                + (all == 0 ? 0 : WORDS * weight / all)
                + (sameBrand ? BRAND : 0)
                + (Double.isNaN(ratio) ? 0 : PRICE * Math.exp(-Math.abs(Math.log(ratio))));
        return new Match(
                item,
                score,
                depth == 0 ? null : product.categories().get(depth - 1),
                sameBrand ? product.brand() : null,
                shared,
                ratio);
    }

    /// The other's price by this one's; NaN unless both are known, above 0 and in one currency.
    public static double priceRatio(Product product, Product other) {
        if (product.cost() == null || other.cost() == null) return Double.NaN;
        if (product.currency() != null && !product.currency().equals(other.currency())) return Double.NaN;
        var ratio = other.cost().doubleValue() / product.cost().doubleValue();
        return ratio > 0 && Double.isFinite(ratio) ? ratio : Double.NaN;
    }
}
