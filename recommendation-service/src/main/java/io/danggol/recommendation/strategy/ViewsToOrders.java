package io.danggol.recommendation.strategy;

import io.danggol.recommendation.history.Action;
import io.danggol.recommendation.history.History;
import io.danggol.recommendation.history.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;

/// Viewed, then bought: what the people who looked at a product bought within a week of looking, in whatever visit.
public final class ViewsToOrders {
    private static final double WINDOW = 7 * Decay.MILLIS_A_DAY;
    private static final Decay AGE = new Decay(60);
    private static final int PRIOR_BUYERS = 5;

    private final History history;
    private final Visits visits;

    /// @param longest clicks beyond which a session is a robot's and does not count
    public ViewsToOrders(History history, int longest) {
        this.history = history;
        this.visits = new Visits(history, longest);
    }

    /// The products most bought after `anchor` was viewed, each person counted once for each product.
    ///
    /// @param own sessions of the shopper, which are no evidence
    /// @param atLeast buyers that a product needs
    public List<Candidate> after(
            int anchor,
            String anchorId,
            Set<Session> own,
            int atLeast,
            long nowMillis,
            IntPredicate wanted,
            int limit) {
        var firstLooks = new HashMap<UUID, Long>();
        visits.to(anchor, own, session -> firstLooks.merge(session.person(), lookAt(session, anchor), Math::min));
        var bought = new Tally();
        firstLooks.forEach((person, look) -> {
            var counted = new HashSet<Integer>();
            for (var session : history.sessionsOf(person)) {
                if (own.contains(session) || session.lastAt() < look) continue;
                for (var click = 0; click < session.size(); click++) {
                    var at = session.at(click);
                    var item = session.item(click);
                    if (session.action(click) != Action.PURCHASE || item == anchor) continue;
                    if (at < look || at > look + WINDOW || !counted.add(item)) continue;
                    bought.add(item, AGE.weight(at, nowMillis));
                }
            }
        });
        return bought.best(
                limit,
                atLeast,
                wanted,
                (item, sum) -> sum / Math.sqrt(history.sessionsOf(item).size() + PRIOR_BUYERS),
                (item, count) -> new Evidence.BoughtAfterViewing(anchorId, count));
    }

    /// When the product was first touched in a session that touched it.
    private static long lookAt(Session session, int anchor) {
        for (var click = 0; click < session.size(); click++)
            if (session.item(click) == anchor) return session.at(click);
        return session.lastAt();
    }
}
