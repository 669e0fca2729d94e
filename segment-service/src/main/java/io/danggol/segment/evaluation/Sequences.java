package io.danggol.segment.evaluation;

import io.danggol.segment.condition.Condition.Sequence;
import io.danggol.segment.condition.Condition.Step;
import io.danggol.segment.condition.EventPattern;
import io.danggol.segment.condition.Field;
import io.danggol.segment.evaluation.Timeline.Span;
import io.danggol.segment.history.Behaviour;
import io.danggol.segment.history.Event;
import io.danggol.segment.history.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// When a sequence holds.
///
/// For each value that its steps can share, the steps are walked once, keeping for each event that a step can end with
/// the way there that lasts longest; so the work grows with the number of events, not of their combinations.
final class Sequences {
    private static final String ADD = "add_to_cart";
    private static final String REMOVE = "remove_from_cart";

    private final Sequence sequence;
    private final Behaviour behaviour;
    private final Instant now;
    private final Map<String, TreeMap<Instant, Event>> removals = new HashMap<>();

    private Sequences(Sequence sequence, Behaviour behaviour, Instant now) {
        this.sequence = sequence;
        this.behaviour = behaviour;
        this.now = now;
        behaviour
                .named(REMOVE)
                .forEach(event -> event.items()
                        .forEach(item -> removals.computeIfAbsent(item.id(), _ -> new TreeMap<>())
                                .putIfAbsent(event.at(), event)));
    }

    /// The stretches of time in which `sequence` holds; an event later than `now` counts as happening at `now`.
    static Timeline timeline(Sequence sequence, Behaviour behaviour, Instant now) {
        var walker = new Sequences(sequence, behaviour, now);
        var first = sequence.steps().getFirst().event();
        var spans = new ArrayList<Span>();
        if (sequence.same().isEmpty()) {
            spans.addAll(walker.spans(Optional.empty()));
        } else {
            var field = sequence.same().get();
            behaviour.named(first.name()).stream()
                    .filter(event -> Fields.matches(first, event))
                    .flatMap(event -> Fields.valuesOf(field, first, event))
                    .distinct()
                    .forEach(value -> spans.addAll(walker.spans(Optional.of(value))));
        }
        return Timeline.union(spans);
    }

    /// An event that a step can be; of an `add_to_cart`, one of its items.
    private record Occurrence(Event event, Item item) {}

    /// A way through the steps so far.
    ///
    /// @param done when the last of them was complete
    /// @param event the last event among them
    /// @param end when it is over at the latest; null: never
    private record Way(Instant done, Event event, Edge end) {}

    private List<Span> spans(Optional<?> value) {
        var ways = List.<Way>of();
        var waits = false;
        for (var i = 0; i < sequence.steps().size() && (i == 0 || !ways.isEmpty()); i++) {
            switch (sequence.steps().get(i)) {
                case Step.Happens(var pattern) -> {
                    var occurrences = occurrences(pattern, value);
                    ways = i == 0 ? started(occurrences) : continued(ways, occurrences);
                }
                case Step.Absent(var pattern, var wait) -> {
                    ways = waited(ways, pattern, wait, value);
                    waits = waits || !wait.isZero();
                }
            }
        }
        var afterWait = waits;
        var byTime = sequence.steps().getLast() instanceof Step.Absent(var _, var wait) && !wait.isZero();
        return ways.stream()
                .map(way -> new Span(
                        new Edge(afterWait ? way.done() : seen(way.done()), way.event(), byTime), seen(way.end())))
                .toList();
    }

    private List<Way> started(List<Occurrence> occurrences) {
        return occurrences.stream()
                .map(first -> {
                    var over = sequence.within()
                            .map(within -> new Edge(first.event().at().plus(within), first.event(), true))
                            .orElse(null);
                    return new Way(first.event().at(), first.event(), earlier(over, removal(first)));
                })
                .toList();
    }

    private List<Way> continued(List<Way> ways, List<Occurrence> occurrences) {
        var next = new ArrayList<Way>(occurrences.size());
        Way longest = null;
        var i = 0;
        for (var occurrence : occurrences) {
            for (;
                    i < ways.size()
                            && ways.get(i).done().isBefore(occurrence.event().at());
                    i++) {
                if (longest == null || outlasts(ways.get(i).end(), longest.end())) longest = ways.get(i);
            }
            if (longest != null) {
                next.add(new Way(
                        occurrence.event().at(), occurrence.event(), earlier(longest.end(), removal(occurrence))));
            }
        }
        return next;
    }

    private List<Way> waited(List<Way> ways, EventPattern absent, Duration wait, Optional<?> value) {
        var undoing = events(absent, value);
        return ways.stream()
                .map(way -> new Way(way.done().plus(wait), way.event(), earlier(way.end(), firstFrom(undoing, way))))
                .toList();
    }

    /// The first of `events` at or after the way's last step that is not that step itself.
    private static Edge firstFrom(List<Event> events, Way way) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (events.get(middle).at().isBefore(way.done())) low = middle + 1;
            else high = middle;
        }
        while (low < events.size() && events.get(low).equals(way.event())) low++;
        return low < events.size() ? new Edge(events.get(low).at(), events.get(low), false) : null;
    }

    private Edge removal(Occurrence occurrence) {
        if (occurrence.item() == null) return null;
        var removed = removals.get(occurrence.item().id());
        var first =
                removed == null ? null : removed.ceilingEntry(occurrence.event().at());
        return first == null ? null : new Edge(first.getKey(), first.getValue(), false);
    }

    private List<Occurrence> occurrences(EventPattern pattern, Optional<?> value) {
        var perItem = pattern.name().equals(ADD);
        var occurrences = new ArrayList<Occurrence>();
        for (var event : events(pattern, value)) {
            var items = perItem ? itemsWith(pattern, event, value) : List.<Item>of();
            if (items.isEmpty()) occurrences.add(new Occurrence(event, null));
            else items.forEach(item -> occurrences.add(new Occurrence(event, item)));
        }
        return occurrences;
    }

    private List<Event> events(EventPattern pattern, Optional<?> value) {
        return behaviour.named(pattern.name()).stream()
                .filter(event -> Fields.matches(pattern, event) && has(pattern, event, value))
                .toList();
    }

    private boolean has(EventPattern pattern, Event event, Optional<?> value) {
        return value.isEmpty()
                || Fields.valuesOf(sequence.same().orElseThrow(), pattern, event)
                        .anyMatch(value.get()::equals);
    }

    private List<Item> itemsWith(EventPattern pattern, Event event, Optional<?> value) {
        var items = Fields.matchingItems(pattern, event);
        if (value.isEmpty() || sequence.same().orElseThrow().part() != Field.Part.ITEM) return items;
        return items.stream()
                .filter(item ->
                        Fields.values(sequence.same().get(), event, item).contains(value.get()))
                .toList();
    }

    private Instant seen(Instant at) {
        return at.isAfter(now) ? now : at;
    }

    private Edge seen(Edge edge) {
        return edge == null || edge.byTime() ? edge : new Edge(seen(edge.at()), edge.event(), false);
    }

    private static Edge earlier(Edge a, Edge b) {
        if (a == null) return b;
        return b == null || !b.at().isBefore(a.at()) ? a : b;
    }

    private static boolean outlasts(Edge end, Edge other) {
        return other != null && (end == null || end.at().isAfter(other.at()));
    }
}
