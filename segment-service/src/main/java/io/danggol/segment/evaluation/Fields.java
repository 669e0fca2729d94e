package io.danggol.segment.evaluation;

import io.danggol.segment.condition.EventPattern;
import io.danggol.segment.condition.Field;
import io.danggol.segment.history.Amount;
import io.danggol.segment.history.Event;
import io.danggol.segment.history.Item;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/// Reads fields of events and says which events match a pattern.
final class Fields {
    /// What an event without items looks like to predicates on items.
    private static final Item NOTHING = new Item(null, null, null, null, List.of(), null, null, null);

    private Fields() {}

    /// Whether the event has the pattern's name and fields.
    static boolean matches(EventPattern pattern, Event event) {
        return event.name().equals(pattern.name())
                && eventMatches(pattern, event)
                && (!pattern.asksAboutItems() || anyItemMatches(pattern, event));
    }

    private static boolean anyItemMatches(EventPattern pattern, Event event) {
        for (var item : items(event)) {
            if (itemMatches(pattern, event, item)) return true;
        }
        return false;
    }

    /// The event's items that meet all of the pattern's predicates on items; of an event without items none.
    static List<Item> matchingItems(EventPattern pattern, Event event) {
        if (!pattern.asksAboutItems()) return event.items();
        return event.items().stream()
                .filter(item -> itemMatches(pattern, event, item))
                .toList();
    }

    private static boolean eventMatches(EventPattern pattern, Event event) {
        for (var where : pattern.where()) {
            if (where.field().part() != Field.Part.ITEM
                    && !where.criterion().holds(values(where.field(), event, NOTHING))) return false;
        }
        return true;
    }

    private static boolean itemMatches(EventPattern pattern, Event event, Item item) {
        for (var where : pattern.where()) {
            if (where.field().part() == Field.Part.ITEM && !where.criterion().holds(values(where.field(), event, item)))
                return false;
        }
        return true;
    }

    private static List<Item> items(Event event) {
        return event.items().isEmpty() ? List.of(NOTHING) : event.items();
    }

    /// The values that steps of a sequence can share, when `item` is the one concerned.
    static List<?> values(Field field, Event event, Item item) {
        return switch (field.part()) {
            case ITEM ->
                switch (field.name()) {
                    case "item_id" -> one(item.id());
                    case "item_name" -> one(item.name());
                    case "item_brand" -> one(item.brand());
                    case "item_variant" -> one(item.variant());
                    case "price" -> number(item.price());
                    case "quantity" -> item == NOTHING ? List.of() : number(item.pieces());
                    default -> item.categories();
                };
            case EVENT ->
                switch (field.name()) {
                    case "value" -> number(event.value());
                    case "currency" -> one(event.currency());
                    default -> one(event.source());
                };
            case CONTEXT -> one(event.context().get(field.name()));
            case PARAM -> one(event.params().get(field.param()));
        };
    }

    /// All values of a field that some matching part of the event has.
    static Stream<?> valuesOf(Field field, EventPattern pattern, Event event) {
        return field.part() == Field.Part.ITEM
                ? matchingItems(pattern, event).stream().flatMap(item -> values(field, event, item).stream())
                : values(field, event, NOTHING).stream();
    }

    private static List<Object> one(Object value) {
        return value == null ? List.of() : List.of(value);
    }

    private static List<BigDecimal> number(Long amount) {
        return amount == null ? List.of() : List.of(Amount.decimal(amount));
    }
}
