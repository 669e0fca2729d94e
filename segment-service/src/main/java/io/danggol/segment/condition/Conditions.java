package io.danggol.segment.condition;

import java.util.List;
import java.util.stream.Stream;

/// Walking through conditions.
public final class Conditions {
    private Conditions() {}

    /// The condition itself and all within it, outermost first.
    public static Stream<Condition> within(Condition condition) {
        return Stream.concat(Stream.of(condition), children(condition).stream().flatMap(Conditions::within));
    }

    /// The conditions that this one is made of; empty for a leaf.
    public static List<Condition> children(Condition condition) {
        return switch (condition) {
            case Condition.All(var of) -> of;
            case Condition.Any(var of) -> of;
            case Condition.Not(var of) -> List.of(of);
            case Condition.Happened _,
                    Condition.Sequence _,
                    Condition.Trait _,
                    Condition.Rfm _,
                    Condition.Lifecycle _,
                    Condition.Affinity _,
                    Condition.Consent _,
                    Condition.InSegment _ -> List.of();
        };
    }

    /// Keys of the segments that it refers to directly.
    public static Stream<String> references(Condition condition) {
        return within(condition)
                .filter(Condition.InSegment.class::isInstance)
                .map(each -> ((Condition.InSegment) each).key());
    }
}
