package io.danggol.segment.evaluation;

import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.ConditionText;
import io.danggol.segment.condition.Conditions;
import io.danggol.segment.condition.EventPattern;
import io.danggol.segment.history.Event;
import io.danggol.segment.history.Facts;
import io.danggol.segment.history.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Why a condition holds, or why not: the condition as a tree with the events that it looked at.
///
/// @param text the condition in Korean
/// @param events those that count towards it now, newest first, at most [#MOST_EVENTS]
/// @param parts what it is made of, in its order; of a reference to a segment, that segment's condition
public record Explanation(
        Condition condition, boolean holds, String text, List<Event> events, List<Explanation> parts) {
    static final int MOST_EVENTS = 20;

    /// Explains [Evaluation#of] with the same arguments.
    public static Explanation of(Condition condition, Facts facts, Instant now, World world) {
        return explain(condition, facts, now, world, new Evaluator(facts, now, world));
    }

    private static Explanation explain(
            Condition condition, Facts facts, Instant now, World world, Evaluator evaluator) {
        var children = condition instanceof Condition.InSegment(var key)
                ? Optional.ofNullable(world.segments().get(key)).stream().toList()
                : Conditions.children(condition);
        return new Explanation(
                condition,
                evaluator.timeline(condition).holdsAt(now),
                ConditionText.of(condition),
                newest(events(condition, facts, now, evaluator)),
                children.stream()
                        .map(child -> explain(child, facts, now, world, evaluator))
                        .toList());
    }

    private static Stream<Event> events(Condition condition, Facts facts, Instant now, Evaluator evaluator) {
        return switch (condition) {
            case Condition.Happened happened ->
                evaluator.matching(happened).stream().filter(event -> inWindow(event, happened.within(), now));
            case Condition.Sequence sequence -> {
                var patterns =
                        sequence.steps().stream().map(Condition.Step::event).toList();
                yield facts.behaviour().byName().values().stream()
                        .flatMap(List::stream)
                        .filter(event -> matchesAny(patterns, event) && inWindow(event, sequence.within(), now));
            }
            case Condition.Lifecycle(var stage) ->
                switch (stage) {
                    case NEW -> facts.behaviour().all().stream().limit(1);
                    case ACTIVE ->
                        facts.behaviour().all().stream()
                                .filter(event -> inWindow(event, Optional.of(Condition.Stage.FRESH), now));
                    case AT_RISK, LAPSED -> evaluator.orders().stream().map(Order::purchase);
                };
            case Condition.Rfm _ -> evaluator.orders().stream().map(Order::purchase);
            case Condition.All _,
                    Condition.Any _,
                    Condition.Not _,
                    Condition.Trait _,
                    Condition.Affinity _,
                    Condition.Consent _,
                    Condition.InSegment _ -> Stream.empty();
        };
    }

    private static boolean matchesAny(List<EventPattern> patterns, Event event) {
        return patterns.stream().anyMatch(pattern -> Fields.matches(pattern, event));
    }

    private static boolean inWindow(Event event, Optional<Duration> within, Instant now) {
        return within.isEmpty() || event.at().plus(within.get()).isAfter(now);
    }

    private static List<Event> newest(Stream<Event> events) {
        return events.sorted(Event.ORDER.reversed()).limit(MOST_EVENTS).toList();
    }
}
