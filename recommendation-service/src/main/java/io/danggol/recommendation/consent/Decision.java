package io.danggol.recommendation.consent;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// An explicit decision of the ledger about personalisation, of a person or of one browser.
public record Decision(boolean granted, Instant since) {
    private static final Comparator<Decision> LATEST =
            Comparator.comparing(Decision::since).thenComparing(decision -> !decision.granted());

    /// The one that holds: the latest by its own instant, at equal instants the refusal; empty if there is none.
    static Optional<Decision> holding(Stream<Decision> decisions) {
        return decisions.max(LATEST);
    }
}
