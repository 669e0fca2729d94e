package io.danggol.segment.evaluation;

import io.danggol.segment.condition.Comparison;
import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.Condition.Step;
import io.danggol.segment.condition.Criterion;
import io.danggol.segment.condition.EventPattern;
import io.danggol.segment.condition.EventPattern.Where;
import io.danggol.segment.condition.Field;
import io.danggol.segment.condition.Operator;
import io.danggol.segment.history.Amount;
import io.danggol.segment.history.Event;
import io.danggol.segment.history.Item;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Random conditions and histories, small enough that they meet each other often. The same for the same seed.
final class RandomCases {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> NAMES =
            List.of("view_item", "add_to_cart", "remove_from_cart", "purchase", "search", "order_cancelled");
    private static final List<String> ITEMS = List.of("A", "B", "C");

    private final Random random;

    RandomCases(Random random) {
        this.random = random;
    }

    // ---- histories

    /// Up to `most` events within `span` from [#START] on, often several at one instant, oldest first.
    List<Event> events(int most, Duration span) {
        var events = new ArrayList<Event>();
        var size = random.nextInt(most + 1);
        for (var i = 0; i < size; i++) events.add(event(i, span));
        events.sort(Event.ORDER);
        return events;
    }

    private Event event(int number, Duration span) {
        var name = pick(NAMES);
        var params = new HashMap<String, Object>();
        if (name.equals("purchase") || name.equals("order_cancelled")) {
            params.put("transaction_id", "T" + random.nextInt(4));
        }
        if (name.equals("search") || random.nextInt(4) == 0) params.put("search_term", pick(ITEMS));
        var bare = name.equals("search") || name.equals("order_cancelled") || random.nextInt(8) == 0;
        return new Event(
                random.nextBoolean() ? "browser" : "server",
                "e" + number,
                name,
                START.plusSeconds(random.nextLong(span.toSeconds() / 600) * 600),
                "KRW",
                random.nextBoolean() ? null : (Long) (random.nextInt(5) * 10_000_000L),
                bare ? List.of() : items(),
                Map.of(),
                params);
    }

    private List<Item> items() {
        var items = new ArrayList<Item>();
        for (var i = 0; i <= random.nextInt(3); i++) {
            var id = pick(ITEMS);
            var price = random.nextInt(6) == 0 ? null : (Long) ((1 + random.nextInt(3)) * 10_000_000L);
            var quantity = random.nextBoolean() ? null : (Long) ((1 + random.nextInt(3)) * 10_000L);
            var total = price == null
                    ? null
                    : (Long) Amount.of(Amount.decimal(price)
                            .multiply(quantity == null ? BigDecimal.ONE : Amount.decimal(quantity)));
            items.add(new Item(
                    id,
                    null,
                    null,
                    null,
                    random.nextBoolean() ? List.of("신발", "구두" + id) : List.of("신발"),
                    price,
                    quantity,
                    total));
        }
        return items;
    }

    // ---- conditions

    Condition condition(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0, 1 -> happened();
            case 2, 3, 4 -> sequence();
            case 5 -> new Condition.Lifecycle(pick(List.of(Condition.Stage.values())));
            case 6 -> new Condition.Not(condition(depth - 1));
            case 7 -> new Condition.All(List.of(condition(depth - 1), condition(depth - 1)));
            default -> new Condition.Any(List.of(condition(depth - 1), condition(depth - 1)));
        };
    }

    private Condition happened() {
        var count = random.nextInt(3) == 0
                ? Criterion.AT_LEAST_ONE
                : criterion(
                        pick(List.of(Operator.GTE, Operator.EQ, Operator.LT, Operator.LTE, Operator.GT, Operator.NE)),
                        BigDecimal.valueOf(random.nextInt(4)));
        var sum = random.nextInt(3) > 0
                ? Optional.<Condition.Sum>empty()
                : Optional.of(new Condition.Sum(
                        pick(List.of(Condition.Summand.values())),
                        criterion(
                                pick(List.of(Operator.GTE, Operator.LT)),
                                BigDecimal.valueOf(random.nextInt(6) * (random.nextBoolean() ? 1L : 1_000L)))));
        return new Condition.Happened(pattern(), count, sum, window());
    }

    private Condition sequence() {
        var steps = new ArrayList<Step>();
        steps.add(new Step.Happens(pattern()));
        var more = 1 + random.nextInt(3);
        for (var i = 0; i < more; i++) {
            steps.add(
                    random.nextBoolean()
                            ? new Step.Happens(pattern())
                            : new Step.Absent(pattern(), Duration.ofMinutes(random.nextInt(13) * 20L)));
        }
        var same = random.nextInt(3) == 0
                ? Optional.<Field>empty()
                : Field.named(pick(List.of("item_id", "item_id", "item_category", "search_term")));
        return new Condition.Sequence(steps, same, window());
    }

    private EventPattern pattern() {
        var where = new ArrayList<Where>();
        if (random.nextInt(3) == 0) {
            where.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new Where(field("item_id"), criterion(Operator.EQ, pick(ITEMS)));
                        case 1 -> new Where(field("item_id"), criterion(Operator.NE, pick(ITEMS)));
                        case 2 -> new Where(field("item_category"), criterion(Operator.IN, List.of("구두A", "구두B")));
                        case 3 -> new Where(field("price"), criterion(Operator.GTE, BigDecimal.valueOf(2_000)));
                        default -> new Where(field("search_term"), criterion(Operator.EXISTS, random.nextBoolean()));
                    });
        }
        return new EventPattern(pick(NAMES), where);
    }

    private Optional<Duration> window() {
        return random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMinutes((1 + random.nextInt(48)) * 30L));
    }

    private static Field field(String name) {
        return Field.named(name).orElseThrow();
    }

    private static Criterion criterion(Operator operator, Object operand) {
        return new Criterion(List.of(new Comparison(operator, operand)));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
