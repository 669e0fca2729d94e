package io.danggol.recommendation.strategy;

import io.danggol.recommendation.history.Order;
import io.danggol.recommendation.history.Orders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// Bought together: the products of the orders that contain a product, by cosine with time decay.
///
/// Lift and the number of orders only filter and explain: a ranking by lift loves rare pairs.
public final class Baskets {
    private static final Decay AGE = new Decay(60);
    private static final int PRIOR_ORDERS = 3;
    private static final int SAMPLE = 2_000;
    private static final int LONGEST_LIST = 200;

    private final Orders orders;

    public Baskets(Orders orders) {
        this.orders = orders;
    }

    /// The products most bought with one of `anchors`, given as number and id; of several anchors, the scores add up
    /// and the strongest is the evidence.
    ///
    /// @param atLeast orders that a pair needs
    public List<Candidate> with(
            Map<Integer, String> anchors, int atLeast, long nowMillis, IntPredicate wanted, int limit) {
        var sums = new Tally();
        var strongest = new HashMap<Integer, Candidate>();
        anchors.forEach((anchor, anchorId) -> {
            for (var candidate : with(anchor, anchorId, atLeast, nowMillis, wanted)) {
                sums.add(candidate.item(), candidate.score());
                strongest.merge(
                        candidate.item(), candidate, (one, other) -> one.score() >= other.score() ? one : other);
            }
        });
        return sums.best(
                limit,
                1,
                wanted,
                (_, sum) -> sum,
                (item, _) -> strongest.get(item).evidence());
    }

    private List<Candidate> with(int anchor, String anchorId, int atLeast, long nowMillis, IntPredicate wanted) {
        var together = new Tally();
        var placed = orders.of(anchor);
        var read = 0;
        for (var index = placed.size() - 1; index >= 0 && read < SAMPLE; index--) {
            var order = placed.get(index);
            if (!isEvidence(order)) continue;
            read++;
            var weight = AGE.weight(order.at(), nowMillis);
            for (var line = 0; line < order.size(); line++) {
                if (order.item(line) != anchor) together.add(order.item(line), weight);
            }
        }
        var anchorOrders = Math.max(1, read);
        return together.best(
                LONGEST_LIST,
                atLeast,
                item -> wanted.test(item) && lift(together.count(item), anchorOrders, item) >= 1,
                (item, sum) ->
                        sum / Math.sqrt(anchorOrders * (double) (orders.of(item).size() + PRIOR_ORDERS)),
                (item, count) -> new Evidence.BoughtTogether(anchorId, count, lift(count, anchorOrders, item)));
    }

    /// How many times more often than by chance.
    private double lift(int together, int anchorOrders, int item) {
        return together * (double) orders.size() / (anchorOrders * (double) Math.max(together, standing(item)));
    }

    private long standing(int item) {
        var placed = orders.of(item);
        var standing = 0;
        for (var index = 0; index < placed.size(); index++) if (isEvidence(placed.get(index))) standing++;
        return standing;
    }

    private static boolean isEvidence(Order order) {
        return order.stands() && order.personal();
    }
}
