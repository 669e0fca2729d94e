package io.danggol.segment.evaluation;

import io.danggol.segment.condition.Condition;
import io.danggol.segment.history.Event;
import io.danggol.segment.history.Facts;
import java.time.Instant;
import java.util.Optional;

/// Whether a profile meets a condition, and until when that is sure.
///
/// @param member whether it does
/// @param recheckAt the earliest instant at which time alone changes that; empty: never
/// @param since when it became so; empty if no event and no time decided it, but traits, consents, or nothing at all
/// @param decidedBy the event that made it so, or from which the time ran that did
/// @param byTime whether it was time that made it so
public record Evaluation(
        boolean member,
        Optional<Instant> recheckAt,
        Optional<Instant> since,
        Optional<Event> decidedBy,
        boolean byTime) {
    private static final Evaluation OBJECTED =
            new Evaluation(false, Optional.empty(), Optional.empty(), Optional.empty(), false);

    /// Evaluates from its arguments alone. Who objected to profiling meets no condition.
    ///
    /// @param now the time up to which everything that happened is known; events known to be later count as well
    public static Evaluation of(Condition condition, Facts facts, Instant now, World world) {
        return new Evaluator(facts, now, world).evaluate(condition);
    }

    static Evaluation of(Timeline timeline, boolean objected, Instant now) {
        if (objected) return OBJECTED;
        var last = timeline.last(now);
        return new Evaluation(
                timeline.holdsAt(now),
                timeline.next(now).map(Edge::at),
                last.map(Evaluation::instant),
                last.map(Edge::event),
                last.map(Edge::byTime).orElse(false));
    }

    /// An event that is later than the clock stands at the clock's time in a timeline; it still happened when it did.
    private static Instant instant(Edge edge) {
        return !edge.byTime() && edge.event().at().isAfter(edge.at())
                ? edge.event().at()
                : edge.at();
    }
}
