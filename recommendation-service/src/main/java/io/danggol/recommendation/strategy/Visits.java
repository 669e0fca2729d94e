package io.danggol.recommendation.strategy;

import io.danggol.recommendation.history.History;
import io.danggol.recommendation.history.Session;
import java.util.Set;
import java.util.function.Consumer;

/// The visits that tell what goes with a product.
final class Visits {
    private static final int SAMPLE = 1_000;

    private final History history;
    private final int longest;

    /// @param longest clicks beyond which a session is a robot's and does not count
    Visits(History history, int longest) {
        this.history = history;
        this.longest = longest;
    }

    /// Lets `witness` see the most recent sessions that touched `anchor`, newest first.
    ///
    /// @param own sessions of the shopper, which are no evidence
    /// @return how many it saw
    int to(int anchor, Set<Session> own, Consumer<Session> witness) {
        var sessions = history.sessionsOf(anchor);
        var seen = 0;
        for (var index = sessions.size() - 1; index >= 0 && seen < SAMPLE; index--) {
            var session = sessions.get(index);
            if (session.gone() || session.size() > longest || own.contains(session)) continue;
            seen++;
            witness.accept(session);
        }
        return seen;
    }
}
