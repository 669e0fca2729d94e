package io.danggol.recommendation.strategy;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// Sums and counts by item, for the length of one question.
final class Tally {
    private static final int FREE = -1;

    private int[] items = new int[256];
    private double[] sums = new double[256];
    private int[] counts = new int[256];
    private int size;

    Tally() {
        Arrays.fill(items, FREE);
    }

    void add(int item, double weight) {
        if (2 * size >= items.length) grow();
        var place = place(items, item);
        if (items[place] == FREE) {
            items[place] = item;
            size++;
        }
        sums[place] += weight;
        counts[place]++;
    }

    double sum(int item) {
        var place = place(items, item);
        return items[place] == FREE ? 0 : sums[place];
    }

    int count(int item) {
        var place = place(items, item);
        return items[place] == FREE ? 0 : counts[place];
    }

    /// Lets `visitor` have every item that has been counted `atLeast` times.
    void each(int atLeast, Visitor visitor) {
        for (var place = 0; place < items.length; place++) {
            if (items[place] != FREE && counts[place] >= atLeast) visitor.visit(items[place], sums[place]);
        }
    }

    /// The best `limit` of the items that are wanted and have been counted `atLeast` times.
    List<Candidate> best(int limit, int atLeast, IntPredicate wanted, Scoring scoring, Explaining explaining) {
        var best = new Best(limit, wanted);
        each(atLeast, (item, sum) -> best.offer(item, scoring.score(item, sum)));
        return best.list().stream()
                .map(scored -> new Candidate(
                        scored.item(), scored.score(), explaining.evidence(scored.item(), count(scored.item()))))
                .toList();
    }

    interface Scoring {
        double score(int item, double sum);
    }

    interface Explaining {
        Evidence evidence(int item, int count);
    }

    interface Visitor {
        void visit(int item, double sum);
    }

    private void grow() {
        var oldItems = items;
        var oldSums = sums;
        var oldCounts = counts;
        items = new int[2 * oldItems.length];
        sums = new double[items.length];
        counts = new int[items.length];
        Arrays.fill(items, FREE);
        for (var old = 0; old < oldItems.length; old++) {
            if (oldItems[old] == FREE) continue;
            var place = place(items, oldItems[old]);
            items[place] = oldItems[old];
            sums[place] = oldSums[old];
            counts[place] = oldCounts[old];
        }
    }

    private static int place(int[] items, int item) {
        var place = (item * 0x9E3779B9 >>> 7) & items.length - 1;
        while (items[place] != FREE && items[place] != item) place = place + 1 & items.length - 1;
        return place;
    }
}
