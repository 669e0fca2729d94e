package io.danggol.recommendation.strategy;

import io.danggol.recommendation.history.History;
import io.danggol.recommendation.history.Session;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/// Viewed together: the products of the sessions that touched a product, by cosine with time decay.
///
/// Cosine, not confidence, or the shop's best sellers would go with everything; a product needs some visits before it
/// counts fully, or the rarest would.
public final class CoVisits {
    private static final Decay AGE = new Decay(30);
    private static final int PRIOR_VISITS = 5;

    private final History history;
    private final Visits visits;

    /// @param longest clicks beyond which a session is a robot's and does not count
    public CoVisits(History history, int longest) {
        this.history = history;
        this.visits = new Visits(history, longest);
    }

    /// The products most viewed with `anchor`.
    ///
    /// @param own sessions of the shopper, which are no evidence
    /// @param atLeast sessions that a pair needs
    public List<Candidate> with(
            int anchor,
            String anchorId,
            Set<Session> own,
            int atLeast,
            long nowMillis,
            IntPredicate wanted,
            int limit) {
        var together = new Tally();
        var seen = visits.to(anchor, own, session -> {
            var weight = AGE.weight(session.lastAt(), nowMillis);
            for (var click = 0; click < session.size(); click++) {
                var item = session.item(click);
                if (item != anchor && session.lastPosition(item) == click) together.add(item, weight);
            }
        });
        return together.best(
                limit,
                atLeast,
                wanted,
                (item, sum) -> sum
                        / Math.sqrt(seen * (double) (history.sessionsOf(item).size() + PRIOR_VISITS)),
                (item, count) -> new Evidence.ViewedTogether(anchorId, count));
    }
}
