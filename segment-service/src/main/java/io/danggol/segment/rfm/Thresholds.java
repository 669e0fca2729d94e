package io.danggol.segment.rfm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Where the quintiles of the population of buyers lay at one time.
///
/// @param recency ages of the last order: below the first scores 5, below the second 4, …, from the fourth on 1
/// @param frequency numbers of orders: above the first scores 2, above the second 3, …; up to the first 1
/// @param monetary net amounts, as `frequency`
/// @param asOf when they came into force
public record Thresholds(List<Duration> recency, List<Long> frequency, List<Long> monetary, Instant asOf) {
    private static final int CUTS = 4;

    public Thresholds {
        recency = List.copyOf(recency);
        frequency = List.copyOf(frequency);
        monetary = List.copyOf(monetary);
        if (recency.size() != CUTS || frequency.size() != CUTS || monetary.size() != CUTS) {
            throw new IllegalArgumentException("cuts: " + recency.size() + ", " + frequency.size() + ", "
                    + monetary.size() + " (expected: 4 each)");
        }
    }

    /// 1 to 5 for that many orders.
    public int frequencyScore(long orders) {
        return score(frequency, orders);
    }

    /// 1 to 5 for that net amount.
    public int monetaryScore(long net) {
        return score(monetary, net);
    }

    private static int score(List<Long> cuts, long value) {
        return 1 + (int) cuts.stream().filter(cut -> value > cut).count();
    }
}
