package io.danggol.profile.facts;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A person's interest in one category.
///
/// @param weeks weight of what they did there, by week since 1970; weeks older than [#WEEKS] before the latest are gone
/// @param seen how often they looked at products of a price, by [#bucket]
/// @param chosen how often they put into the cart or bought products of a price
public record Interest(SortedMap<Integer, Long> weeks, SortedMap<Integer, Long> seen, SortedMap<Integer, Long> chosen) {
    /// After so many weeks nothing is left of an interest.
    static final int WEEKS = 40;

    static final Interest NONE =
            new Interest(Collections.emptySortedMap(), Collections.emptySortedMap(), Collections.emptySortedMap());

    /// 2³⁰ × 2^(-k/4): what is left after k of the four weeks in which an interest halves.
    private static final long[] QUARTER_LIVES = {1_073_741_824L, 902_905_651L, 759_250_125L, 638_450_708L};

    Interest plus(int week, long weight) {
        return new Interest(added(weeks, week, weight), seen, chosen);
    }

    Interest plusSeen(int bucket) {
        return new Interest(weeks, added(seen, bucket, 1), chosen);
    }

    Interest plusChosen(int bucket) {
        return new Interest(weeks, seen, added(chosen, bucket, 1));
    }

    private static SortedMap<Integer, Long> added(SortedMap<Integer, Long> counts, int key, long count) {
        var all = new TreeMap<>(counts);
        all.merge(key, count, Long::sum);
        return all;
    }

    /// Without the weeks before `first`.
    Interest since(int first) {
        return weeks.isEmpty() || weeks.firstKey() >= first
                ? this
                : new Interest(new TreeMap<>(weeks.tailMap(first)), seen, chosen);
    }

    /// What is left of it at `week`, in fixed point: weights halve every four weeks.
    long strength(int week) {
        return weeks.entrySet().stream()
                .mapToLong(entry -> entry.getValue() * remaining(week - entry.getKey()))
                .sum();
    }

    private static long remaining(int age) {
        return QUARTER_LIVES[age % 4] >> (age / 4);
    }

    /// Four buckets an octave, so that a price and one a fifth higher fall into different ones.
    static int bucket(long minor) {
        return minor <= 0 ? 0 : (int) StrictMath.floor(StrictMath.log(minor) / StrictMath.log(2) * 4);
    }
}
