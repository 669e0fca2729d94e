package io.danggol.profile.facts;

import io.danggol.contracts.ProfileMessage.CategoryShare;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What a person is interested in, by top category.
///
/// @param latestWeek latest week of all, counted since 1970; 0 if there is none
/// @param categories at most [#KEPT]; of more, those that [#rank] puts first
public record Interests(int latestWeek, SortedMap<String, Interest> categories) {
    /// How many categories are kept.
    static final int KEPT = 200;

    private static final int SHARES = 10;
    private static final int SHARE_DIGITS = 10_000;
    private static final int SEEN_FOR_BAND = 3;

    static final Interests NONE = new Interests(0, Collections.emptySortedMap());

    private static final Comparator<String> RANK =
            Comparator.comparingLong(Interests::rank).thenComparing(Comparator.naturalOrder());

    Interests with(String category, int week, UnaryOperator<Interest> change) {
        var all = new TreeMap<>(categories);
        all.merge(category, change.apply(Interest.NONE), (old, _) -> change.apply(old));
        if (all.size() > KEPT) all.remove(all.keySet().stream().max(RANK).orElseThrow());
        var latest = Math.max(latestWeek, week);
        if (latest > latestWeek) all.replaceAll((_, interest) -> interest.since(latest - Interest.WEEKS));
        else all.computeIfPresent(category, (_, interest) -> interest.since(latest - Interest.WEEKS));
        return new Interests(latest, all);
    }

    /// A number that is as good as random, the same for the same category. Which categories are forgotten must not
    /// depend on the order in which they came, nor on how often.
    private static long rank(String category) {
        var hash = 0xcbf29ce484222325L;
        for (var i = 0; i < category.length(); i++) hash = (hash ^ category.charAt(i)) * 0x100000001b3L;
        return hash;
    }

    /// The largest shares, largest first, at most ten; each cut to four digits, so that they add up to at most 1.
    public List<CategoryShare> favourites() {
        var strengths = new TreeMap<String, Long>();
        categories.forEach((category, interest) -> strengths.put(category, interest.strength(latestWeek)));
        var total = strengths.values().stream().mapToLong(Long::longValue).sum();
        if (total == 0) return List.of();
        return strengths.entrySet().stream()
                .map(entry -> new CategoryShare(
                        entry.getKey(),
                        (double) (long) ((double) entry.getValue() / total * SHARE_DIGITS) / SHARE_DIGITS))
                .filter(share -> share.share() > 0)
                .sorted(Comparator.comparingDouble(CategoryShare::share)
                        .reversed()
                        .thenComparing(CategoryShare::category))
                .limit(SHARES)
                .toList();
    }

    /// Whether what they choose is cheap or dear among what they look at in the same category: `low`, `middle` or
    /// `high` third; null before they chose anything or looked at [#SEEN_FOR_BAND] priced products there.
    public String priceBand() {
        var chosen = 0L;
        var ranks = 0L;
        for (var interest : categories.values()) {
            var seen =
                    interest.seen().values().stream().mapToLong(Long::longValue).sum();
            if (seen < SEEN_FOR_BAND) continue;
            for (var choice : interest.chosen().entrySet()) {
                var below = interest.seen().headMap(choice.getKey()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                var same = interest.seen().getOrDefault(choice.getKey(), 0L);
                // thousandths of the products seen that are cheaper, those of the same price half
                ranks += choice.getValue() * ((2 * below + same) * 500 / seen);
                chosen += choice.getValue();
            }
        }
        if (chosen == 0) return null;
        var mean = ranks / chosen;
        return mean < 333 ? "low" : mean > 667 ? "high" : "middle";
    }
}
