package io.danggol.recommendation.placement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/// A filter as JSON: an object of one field, `{"item_category":{"in":["구두"]}}`, `{"item_brand":{"ne":"단골"}}`,
/// `{"price":{"gte":10000,"lte":50000}}`.
final class FilterForm {
    private FilterForm() {}

    /// @param reject takes the pointer and what was expected; the answer is empty then
    static Optional<Filter> read(JsonNode filter, String pointer, BiConsumer<String, String> reject) {
        if (filter == null || !filter.isObject() || filter.size() != 1) {
            reject.accept(pointer, "expected: an object of one field");
            return Optional.empty();
        }
        var field = filter.fieldNames().next();
        return field.equals("price")
                ? cost(filter.get(field), pointer + "/price", reject)
                : text(field, filter.get(field), pointer, reject);
    }

    private static Optional<Filter> text(
            String name, JsonNode condition, String pointer, BiConsumer<String, String> reject) {
        var field = Arrays.stream(Filter.Field.values())
                .filter(known -> keyOf(known).equals(name))
                .findFirst();
        if (field.isEmpty()) {
            reject.accept(pointer + "/" + name, "expected: item_id, item_brand, item_category or price");
            return Optional.empty();
        }
        var operator = condition.size() == 1 && condition.isObject()
                ? condition.fieldNames().next()
                : "";
        var values = new LinkedHashSet<String>();
        var operand = condition.get(operator);
        if (operand != null && operand.isArray()) operand.forEach(value -> values.add(value.asText()));
        else if (operand != null && operand.isTextual()) values.add(operand.textValue());
        switch (operator) {
            case "eq", "in" -> {
                if (!values.isEmpty()) return Optional.of(new Filter.In(field.get(), values));
            }
            case "ne" -> {
                if (!values.isEmpty()) return Optional.of(new Filter.Not(field.get(), values));
            }
            default -> {}
        }
        reject.accept(pointer + "/" + name, "expected: eq, ne or in with text");
        return Optional.empty();
    }

    private static Optional<Filter> cost(JsonNode condition, String pointer, BiConsumer<String, String> reject) {
        var bounds = new BigDecimal[2];
        var names = new ArrayList<String>();
        condition.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            var bound = condition.get(name);
            if (!bound.isNumber() || !(name.equals("gte") || name.equals("lte"))) {
                reject.accept(pointer, "expected: gte, lte or both with numbers");
                return Optional.empty();
            }
            bounds[name.equals("gte") ? 0 : 1] = bound.decimalValue();
        }
        if (names.isEmpty() || bounds[0] != null && bounds[1] != null && bounds[0].compareTo(bounds[1]) > 0) {
            reject.accept(pointer, "expected: gte, lte or both, gte not above lte");
            return Optional.empty();
        }
        return Optional.of(new Filter.Cost(bounds[0], bounds[1]));
    }

    private static String keyOf(Filter.Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    static ObjectNode write(Filter filter) {
        var node = JsonNodeFactory.instance.objectNode();
        switch (filter) {
            case Filter.In in ->
                in.values().forEach(node.putObject(keyOf(in.field())).putArray("in")::add);
            case Filter.Not not ->
                not.values().forEach(node.putObject(keyOf(not.field())).putArray("ne")::add);
            case Filter.Cost cost -> {
                var bounds = node.putObject("price");
                if (cost.atLeast() != null) bounds.put("gte", cost.atLeast());
                if (cost.atMost() != null) bounds.put("lte", cost.atMost());
            }
        }
        return node;
    }
}
