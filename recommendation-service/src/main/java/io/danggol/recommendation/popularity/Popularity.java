package io.danggol.recommendation.popularity;

import io.danggol.recommendation.history.Action;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Popularity by two clocks: what is looked at, put in the cart and bought now, and what is bought over the weeks; for
/// the shop and for each category.
///
/// Counts every accepted event, once: the caller drops repeats. Not thread-safe.
public final class Popularity {
    /// How popularity is measured.
    public enum Measure {
        /// Everything that is done with a product by its weight, half after a day.
        TREND,
        /// Orders alone, half after two weeks.
        SALES
    }

    private static final Duration TREND_HALF_LIFE = Duration.ofDays(1);
    private static final Duration SALES_HALF_LIFE = Duration.ofDays(14);
    private static final int ROOM = 300;
    private static final int[] NONE = {};

    /// One measure of all products.
    private static final class Board {
        final Decayed decayed;
        final Ranking shop = new Ranking(ROOM);
        final Map<String, Ranking> byCategory = new HashMap<>();

        Board(Duration halfLife) {
            decayed = new Decayed(halfLife);
        }

        void add(int item, List<String> categories, double weight, long atMillis) {
            decayed.add(item, weight, atMillis);
            place(item, categories);
        }

        void place(int item, List<String> categories) {
            var height = decayed.height(item);
            if (height == Double.NEGATIVE_INFINITY) return;
            shop.offer(item, height);
            for (var category : categories) {
                byCategory.computeIfAbsent(category, _ -> new Ranking(ROOM)).offer(item, height);
            }
        }
    }

    private final Board trend = new Board(TREND_HALF_LIFE);
    private final Board sales = new Board(SALES_HALF_LIFE);

    /// Counts one event on `item`, which lies in `categories`.
    public void count(int item, List<String> categories, Action action, long atMillis) {
        trend.add(item, categories, action.weight(), atMillis);
        if (action == Action.PURCHASE) sales.add(item, categories, 1, atMillis);
    }

    /// The catalogue put `item` into `categories`, and out of those `left`.
    public void place(int item, List<String> categories, List<String> left) {
        for (var board : List.of(trend, sales)) {
            for (var category : left) {
                var ranking = board.byCategory.get(category);
                if (ranking != null) ranking.remove(item);
            }
            board.place(item, categories);
        }
    }

    /// The most popular items of the shop, first first, at most 300; only items with something to count.
    public int[] top(Measure measure) {
        return board(measure).shop.toArray();
    }

    /// The most popular items of a category, as [#top(Measure)].
    public int[] top(Measure measure, String category) {
        var ranking = board(measure).byCategory.get(category);
        return ranking == null ? NONE : ranking.toArray();
    }

    /// The decayed sum of `item` at `nowMillis`; 0 if nothing was counted.
    public double sum(Measure measure, int item, long nowMillis) {
        return board(measure).decayed.sum(item, nowMillis);
    }

    private Board board(Measure measure) {
        return switch (measure) {
            case TREND -> trend;
            case SALES -> sales;
        };
    }

    /// Writes the sums, to be read by [#read]; the rankings come back as the catalogue places its items.
    public void write(DataOutput out) throws IOException {
        for (var board : List.of(trend, sales)) {
            out.writeInt(board.decayed.size());
            for (var item = 0; item < board.decayed.size(); item++) out.writeDouble(board.decayed.height(item));
        }
    }

    /// Reads what [#write] wrote.
    public void read(DataInput in) throws IOException {
        for (var board : List.of(trend, sales)) {
            var size = in.readInt();
            for (var item = 0; item < size; item++) {
                board.decayed.restore(item, in.readDouble());
                board.place(item, List.of());
            }
        }
    }
}
