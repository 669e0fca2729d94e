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
    private static final double MILLIS_A_DAY = 86_400_000;
    private static final double WINDOW = 7 * MILLIS_A_DAY;
    private static final double AGE_DECAY_DAYS = 60;
    private static final int PRIOR_BUYERS = 5;
    private static final int SAMPLE = 1_000;

    private final History history;
    private final int longest;

    /// @param longest clicks beyond which a session is a robot's and does not count
    public ViewsToOrders(History history, int longest) {
        this.history = history;
        this.longest = longest;
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
        var bought = new Tally();
        var sessions = history.sessionsOf(anchor);
        var firstLooks = new HashMap<UUID, Long>();
        var read = 0;
        for (var index = sessions.size() - 1; index >= 0 && read < SAMPLE; index--) {
            var session = sessions.get(index);
            if (session.gone() || session.size() > longest || own.contains(session)) continue;
            read++;
            firstLooks.merge(session.person(), lookAt(session, anchor), Math::min);
        }
        firstLooks.forEach((person, look) -> {
            var counted = new HashSet<Integer>();
            for (var session : history.sessionsOf(person)) {
                if (own.contains(session) || session.lastAt() < look) continue;
                for (var click = 0; click < session.size(); click++) {
                    var at = session.at(click);
                    var item = session.item(click);
                    if (session.action(click) != Action.PURCHASE || item == anchor) continue;
                    if (at < look || at > look + WINDOW || !counted.add(item)) continue;
                    bought.add(item, Math.exp(-Math.max(0, nowMillis - at) / MILLIS_A_DAY / AGE_DECAY_DAYS));
                }
            }
        });
        var best = new Best(limit);
        bought.each(
                atLeast,
                wanted,
                (item, sum, _) -> best.offer(
                        item, sum / Math.sqrt(history.sessionsOf(item).size() + PRIOR_BUYERS)));
        return best.list().stream()
                .map(scored -> new Candidate(
                        scored.item(),
                        scored.score(),
                        new Evidence.BoughtAfterViewing(anchorId, bought.count(scored.item()))))
                .toList();
    }

    /// When the product was first touched in a session that touched it.
    private static long lookAt(Session session, int anchor) {
        for (var click = 0; click < session.size(); click++)
            if (session.item(click) == anchor) return session.at(click);
        return session.lastAt();
    }
}
