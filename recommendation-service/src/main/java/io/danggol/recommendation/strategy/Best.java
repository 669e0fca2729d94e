package io.danggol.recommendation.strategy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/// The best few of many that are wanted, by score; of equal scores the smaller item number is better.
final class Best {
    record Scored(int item, double score) {}

    private static final Comparator<Scored> WORST_FIRST = Comparator.comparingDouble(Scored::score)
            .thenComparing(Comparator.comparingInt(Scored::item).reversed());

    private final int limit;
    private final IntPredicate wanted;
    private final PriorityQueue<Scored> heap;

    /// @param wanted asked only for items that are good enough: it costs more than to compare two scores
    Best(int limit, IntPredicate wanted) {
        this.limit = limit;
        this.wanted = wanted;
        heap = new PriorityQueue<>(limit + 1, WORST_FIRST);
    }

    void offer(int item, double score) {
        if (heap.size() == limit && score < heap.peek().score() || !wanted.test(item)) return;
        heap.add(new Scored(item, score));
        if (heap.size() > limit) heap.remove();
    }

    /// Best first.
    List<Scored> list() {
        var list = new ArrayList<>(heap);
        list.sort(Collections.reverseOrder(WORST_FIRST));
        return list;
    }
}
