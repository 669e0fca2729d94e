package io.danggol.segment.evaluation;

import io.danggol.segment.condition.Comparison;
import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.Condition.Step;
import io.danggol.segment.condition.Criterion;
import io.danggol.segment.condition.EventPattern;
import io.danggol.segment.condition.Field;
import io.danggol.segment.history.Event;
import io.danggol.segment.history.Item;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Who meets a condition at an instant, written from the language's definition and as plainly as can be: it
/// looks at all events, tries all combinations, and knows no timeline. Shares nothing with what it checks but
/// the words.
final class Oracle {
    private final Map<String, Condition> segments;

    Oracle(Map<String, Condition> segments) {
        this.segments = segments;
    }

    /// @param known what happened, in any order, with repeats; nothing later than `now`
    boolean meets(Condition condition, List<Event> known, Instant now) {
        var events = new ArrayList<>(new HashSet<>(known));
        return switch (condition) {
            case Condition.All(var of) -> of.stream().allMatch(each -> meets(each, known, now));
            case Condition.Any(var of) -> of.stream().anyMatch(each -> meets(each, known, now));
            case Condition.Not(var of) -> !meets(of, known, now);
            case Condition.InSegment(var key) -> meets(segments.get(key), known, now);
            case Condition.Happened happened -> happened(happened, events, now);
            case Condition.Sequence sequence -> sequence(sequence, events, now);
            case Condition.Lifecycle(var stage) -> lifecycle(stage, events, now);
            case Condition.Trait _, Condition.Rfm _, Condition.Affinity _, Condition.Consent _ ->
                throw new IllegalArgumentException("not asked here");
        };
    }

    // ---- orders

    private static List<Event> orders(List<Event> events) {
        var transactions = new HashSet<String>();
        var orders = new ArrayList<Event>();
        for (var event : events) {
            if (event.name().equals("purchase")) transactions.add(transaction(event));
        }
        for (var transaction : transactions) {
            var copies = events.stream()
                    .filter(event -> event.name().equals("purchase")
                            && transaction(event).equals(transaction))
                    .toList();
            var servers = copies.stream()
                    .filter(event -> event.source().equals("server"))
                    .toList();
            var believed = servers.isEmpty() ? copies : servers;
            var order = believed.stream().min(Event.ORDER).orElseThrow();
            var undone = events.stream()
                    .filter(event -> event.name().equals("order_cancelled")
                            && transaction(event).equals(transaction))
                    .anyMatch(event -> servers.isEmpty() || event.source().equals("server"));
            if (!undone) orders.add(order);
        }
        return orders;
    }

    private static String transaction(Event event) {
        return (String) event.params().get("transaction_id");
    }

    private static List<Event> named(String name, List<Event> events) {
        return name.equals("purchase")
                ? orders(events)
                : events.stream().filter(event -> event.name().equals(name)).toList();
    }

    // ---- counts and sums

    private static boolean happened(Condition.Happened happened, List<Event> events, Instant now) {
        var counted = named(happened.event().name(), events).stream()
                .filter(event -> matches(happened.event(), event))
                .filter(event -> inWindow(event, happened.within(), now))
                .toList();
        if (!holds(happened.count(), BigDecimal.valueOf(counted.size()))) return false;
        if (happened.sum().isEmpty()) return true;
        var sum = counted.stream()
                .map(event -> worth(happened.event(), happened.sum().get().of(), event))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return holds(happened.sum().get().criterion(), sum);
    }

    private static boolean inWindow(Event event, Optional<Duration> within, Instant now) {
        return !event.at().isAfter(now) && (within.isEmpty() || event.at().isAfter(now.minus(within.get())));
    }

    private static BigDecimal worth(EventPattern pattern, Condition.Summand summand, Event event) {
        var onItems = pattern.where().stream().anyMatch(each -> each.field().part() == Field.Part.ITEM);
        var total = BigDecimal.ZERO;
        if (summand == Condition.Summand.VALUE && !onItems && event.value() != null) {
            return new BigDecimal(event.value()).movePointLeft(4);
        }
        for (var item : event.items()) {
            if (!itemMatches(pattern, item)) continue;
            var pieces = item.quantity() == null ? BigDecimal.ONE : new BigDecimal(item.quantity()).movePointLeft(4);
            if (summand == Condition.Summand.QUANTITY) total = total.add(pieces);
            else if (item.price() != null) {
                total = total.add(new BigDecimal(item.price()).movePointLeft(4).multiply(pieces));
            }
        }
        return total;
    }

    // ---- fields

    private static boolean matches(EventPattern pattern, Event event) {
        if (!event.name().equals(pattern.name())) return false;
        for (var where : pattern.where()) {
            if (where.field().part() == Field.Part.PARAM) {
                var value = event.params().get(where.field().param());
                if (!holds(where.criterion(), value == null ? List.of() : List.of(value))) return false;
            }
        }
        var onItems = pattern.where().stream().anyMatch(each -> each.field().part() == Field.Part.ITEM);
        if (!onItems) return true;
        return event.items().isEmpty()
                ? itemMatches(pattern, new Item(null, null, null, null, List.of(), null, null, null))
                : event.items().stream().anyMatch(item -> itemMatches(pattern, item));
    }

    private static boolean itemMatches(EventPattern pattern, Item item) {
        return pattern.where().stream()
                .filter(each -> each.field().part() == Field.Part.ITEM)
                .allMatch(each -> holds(each.criterion(), itemValues(each.field(), item)));
    }

    private static List<?> itemValues(Field field, Item item) {
        return switch (field.name()) {
            case "item_id" -> item.id() == null ? List.of() : List.of(item.id());
            case "item_category" -> item.categories();
            case "price" -> item.price() == null ? List.of() : List.of(new BigDecimal(item.price()).movePointLeft(4));
            default -> throw new IllegalArgumentException(field.name());
        };
    }

    private static boolean holds(Criterion criterion, BigDecimal number) {
        return holds(criterion, List.of(number));
    }

    private static boolean holds(Criterion criterion, List<?> values) {
        return criterion.comparisons().stream().allMatch(each -> holds(each, values));
    }

    private static boolean holds(Comparison comparison, List<?> values) {
        return switch (comparison.operator()) {
            case EQ -> values.stream().anyMatch(value -> same(value, comparison.operand()));
            case NE -> values.stream().noneMatch(value -> same(value, comparison.operand()));
            case IN ->
                values.stream()
                        .anyMatch(value ->
                                ((List<?>) comparison.operand()).stream().anyMatch(each -> same(value, each)));
            case GT -> values.stream().anyMatch(value -> number(value).compareTo(number(comparison.operand())) > 0);
            case GTE -> values.stream().anyMatch(value -> number(value).compareTo(number(comparison.operand())) >= 0);
            case LT -> values.stream().anyMatch(value -> number(value).compareTo(number(comparison.operand())) < 0);
            case LTE -> values.stream().anyMatch(value -> number(value).compareTo(number(comparison.operand())) <= 0);
            case CONTAINS ->
                values.stream()
                        .anyMatch(value ->
                                value.toString().contains(comparison.operand().toString()));
            case EXISTS -> values.isEmpty() == comparison.operand().equals(false);
        };
    }

    private static BigDecimal number(Object value) {
        return (BigDecimal) value;
    }

    private static boolean same(Object a, Object b) {
        return a instanceof BigDecimal x && b instanceof BigDecimal y ? x.compareTo(y) == 0 : a.equals(b);
    }

    // ---- lifecycle

    private static boolean lifecycle(Condition.Stage stage, List<Event> events, Instant now) {
        var first = events.stream().map(Event::at).min(Instant::compareTo);
        var last = events.stream().map(Event::at).max(Instant::compareTo);
        var bought = orders(events).stream()
                .filter(order -> order.source().equals("server"))
                .map(Event::at)
                .max(Instant::compareTo);
        return switch (stage) {
            case NEW -> first.isPresent() && first.get().isAfter(now.minus(Duration.ofDays(30)));
            case ACTIVE -> last.isPresent() && last.get().isAfter(now.minus(Duration.ofDays(30)));
            case AT_RISK ->
                bought.isPresent()
                        && !bought.get().isAfter(now.minus(Duration.ofDays(60)))
                        && bought.get().isAfter(now.minus(Duration.ofDays(120)));
            case LAPSED -> bought.isPresent() && !bought.get().isAfter(now.minus(Duration.ofDays(120)));
        };
    }

    // ---- sequences

    private boolean sequence(Condition.Sequence sequence, List<Event> events, Instant now) {
        if (sequence.same().isEmpty()) return walks(sequence, 0, null, null, Optional.empty(), events, now);
        Set<Object> values = new HashSet<>();
        events.forEach(event -> allValues(sequence.same().get(), event).forEach(values::add));
        return values.stream().anyMatch(value -> walks(sequence, 0, null, null, Optional.of(value), events, now));
    }

    /// Whether the steps from `step` on can be walked, the one before having been complete at `done` with `last`.
    private boolean walks(
            Condition.Sequence sequence,
            int step,
            Instant done,
            Event last,
            Optional<Object> value,
            List<Event> events,
            Instant now) {
        if (step == sequence.steps().size()) return !done.isAfter(now);
        return switch (sequence.steps().get(step)) {
            case Step.Absent(var pattern, var span) -> {
                var undone = named(pattern.name(), events).stream()
                        .filter(event -> concerns(sequence, pattern, event, value))
                        .anyMatch(event -> !event.at().isBefore(done) && !event.equals(last));
                yield !undone && walks(sequence, step + 1, done.plus(span), last, value, events, now);
            }
            case Step.Happens(var pattern) ->
                named(pattern.name(), events).stream()
                        .filter(event -> concerns(sequence, pattern, event, value))
                        .filter(event -> done == null || event.at().isAfter(done))
                        .filter(event -> step > 0
                                || sequence.within().isEmpty()
                                || event.at()
                                        .isAfter(now.minus(sequence.within().get())))
                        .anyMatch(event -> ways(sequence, pattern, event, value)
                                .anyMatch(item -> (item.isEmpty() || !removed(item.get(), event, events))
                                        && walks(sequence, step + 1, event.at(), event, value, events, now)));
        };
    }

    /// The items that an `add_to_cart` can be about; for anything else one way, about none.
    private static Stream<Optional<Item>> ways(
            Condition.Sequence sequence, EventPattern pattern, Event event, Optional<Object> value) {
        if (!event.name().equals("add_to_cart") || event.items().isEmpty()) return Stream.of(Optional.empty());
        return event.items().stream()
                .filter(item -> itemMatches(pattern, item))
                .filter(item -> value.isEmpty()
                        || sequence.same().orElseThrow().part() != Field.Part.ITEM
                        || itemValues(sequence.same().get(), item).contains(value.get()))
                .map(Optional::of);
    }

    private static boolean removed(Item item, Event added, List<Event> events) {
        return events.stream()
                .anyMatch(event -> event.name().equals("remove_from_cart")
                        && !event.at().isBefore(added.at())
                        && event.items().stream().anyMatch(other -> other.id().equals(item.id())));
    }

    private static boolean concerns(
            Condition.Sequence sequence, EventPattern pattern, Event event, Optional<Object> value) {
        if (!matches(pattern, event)) return false;
        if (value.isEmpty()) return true;
        var field = sequence.same().orElseThrow();
        if (field.part() == Field.Part.ITEM) {
            return event.items().stream()
                    .anyMatch(item -> itemMatches(pattern, item)
                            && itemValues(field, item).contains(value.get()));
        }
        return value.get().equals(event.params().get(field.param()));
    }

    private static Stream<?> allValues(Field field, Event event) {
        return field.part() == Field.Part.ITEM
                ? event.items().stream().flatMap(item -> itemValues(field, item).stream())
                : Stream.ofNullable(event.params().get(field.param()));
    }
}
