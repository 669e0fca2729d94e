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
    private static final double MILLIS_A_DAY = 86_400_000;
    private static final double AGE_DECAY_DAYS = 30;
    private static final int PRIOR_VISITS = 5;
    private static final int SAMPLE = 1_000;

    private final History history;
    private final int longest;

    /// @param longest clicks beyond which a session is a robot's and does not count
    public CoVisits(History history, int longest) {
        this.history = history;
        this.longest = longest;
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
        var sessions = history.sessionsOf(anchor);
        var read = 0;
        for (var index = sessions.size() - 1; index >= 0 && read < SAMPLE; index--) {
            var session = sessions.get(index);
            if (session.gone() || session.size() > longest || own.contains(session)) continue;
            read++;
            var weight = Math.exp(-Math.max(0, nowMillis - session.lastAt()) / MILLIS_A_DAY / AGE_DECAY_DAYS);
            for (var click = 0; click < session.size(); click++) {
                var item = session.item(click);
                if (item != anchor && session.lastPosition(item) == click) together.add(item, weight);
            }
        }
        var best = new Best(limit);
        var visits = Math.max(1, read);
        together.each(atLeast, wanted, (item, sum, _) -> best.offer(item, sum / Math.sqrt(visits * visitsOf(item))));
        return best.list().stream()
                .map(scored -> new Candidate(
                        scored.item(),
                        scored.score(),
                        new Evidence.ViewedTogether(anchorId, together.count(scored.item()))))
                .toList();
    }

    private double visitsOf(int item) {
        return history.sessionsOf(item).size() + PRIOR_VISITS;
    }
}
