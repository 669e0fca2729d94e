package io.danggol.segment.definition;

import static io.danggol.contracts.EventNames.ADD_TO_CART;
import static io.danggol.contracts.EventNames.ORDER_CANCELLED;
import static io.danggol.contracts.EventNames.PURCHASE;
import static io.danggol.contracts.EventNames.REFUND;
import static io.danggol.contracts.EventNames.REMOVE_FROM_CART;

import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.Conditions;
import io.danggol.segment.condition.TraitName;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What a condition looks at, so that only what could change it wakes it.
///
/// @param events names of events
/// @param anyEvent whether every event matters
/// @param thresholds whether the population's quintiles matter
public record Reads(Set<String> events, boolean anyEvent, Set<TraitName> traits, boolean consents, boolean thresholds) {
    private static final Set<String> ORDERS = Set.of(PURCHASE, REFUND, ORDER_CANCELLED);

    /// What `condition` and all segments that it refers to read.
    static Reads of(Condition condition, Map<String, Condition> segments) {
        var events = new HashSet<String>();
        var traits = new HashSet<TraitName>();
        var anyEvent = false;
        var consents = false;
        var thresholds = false;
        for (var each : closure(condition, segments).toList()) {
            switch (each) {
                case Condition.Happened happened -> add(events, happened.event().name());
                case Condition.Sequence sequence ->
                    sequence.steps().forEach(step -> {
                        add(events, step.event().name());
                        if (step.event().name().equals(ADD_TO_CART)) events.add(REMOVE_FROM_CART);
                    });
                case Condition.Lifecycle(var stage) -> {
                    switch (stage) {
                        case NEW, ACTIVE -> anyEvent = true;
                        case AT_RISK, LAPSED -> events.addAll(ORDERS);
                    }
                }
                case Condition.Rfm _ -> {
                    events.addAll(ORDERS);
                    thresholds = true;
                }
                case Condition.Trait(var trait, var _) -> traits.add(trait);
                case Condition.Affinity _ -> traits.add(TraitName.FAVOURITE_CATEGORIES);
                case Condition.Consent _ -> consents = true;
                case Condition.All _, Condition.Any _, Condition.Not _, Condition.InSegment _ -> {}
            }
        }
        return new Reads(Set.copyOf(events), anyEvent, Set.copyOf(traits), consents, thresholds);
    }

    private static void add(Set<String> events, String name) {
        events.add(name);
        if (name.equals(PURCHASE)) events.addAll(ORDERS);
    }

    private static Stream<Condition> closure(Condition condition, Map<String, Condition> segments) {
        return Conditions.within(condition)
                .flatMap(each -> each instanceof Condition.InSegment(var key) && segments.containsKey(key)
                        ? closure(segments.get(key), segments)
                        : Stream.of(each));
    }

    /// Whether one of these events matters.
    public boolean anyOf(Set<String> names) {
        return anyEvent && !names.isEmpty() || names.stream().anyMatch(events::contains);
    }
}
