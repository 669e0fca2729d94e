package io.danggol.recommendation.placement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.chassis.problem.Problem;
import io.danggol.recommendation.strategy.Strategy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A placement as JSON, and back with everything that is wrong with it.
///
/// A filter is an object of one field: `{"item_category":{"in":["구두"]}}`, `{"item_brand":{"ne":"단골"}}`,
/// `{"price":{"gte":10000,"lte":50000}}`.
final class PlacementForm {
    private static final Set<String> KNOWN = Set.of("name", "ladder", "filters", "pins", "exclude", "diversity");
    private static final Set<String> LATER = Set.of("boosts", "priceBand", "experiment");
    private static final int MOST_ITEMS = 500;
    private static final int MOST_FILTERS = 50;
    private static final int LONGEST_ID = 128;
    private static final int MOST_PER_STRATEGY = 100;

    private final JsonNode body;
    private final List<Problem.Error> errors = new ArrayList<>();

    private PlacementForm(JsonNode body) {
        this.body = body;
    }

    /// @param errors filled with what is wrong; the answer is empty then
    static Optional<Placement> read(String name, JsonNode body, List<Problem.Error> errors) {
        if (body == null || !body.isObject()) {
            errors.add(new Problem.Error("", "expected: a JSON object"));
            return Optional.empty();
        }
        var form = new PlacementForm(body);
        var placement = form.placement(name);
        errors.addAll(form.errors);
        return errors.isEmpty() ? Optional.of(placement) : Optional.empty();
    }

    private Placement placement(String name) {
        body.fieldNames().forEachRemaining(field -> {
            if (LATER.contains(field)) reject("/" + field, "not supported yet");
            else if (!KNOWN.contains(field)) reject("/" + field, "expected: one of " + new TreeSet<>(KNOWN));
        });
        if (body.hasNonNull("name") && !body.get("name").asText().equals(name))
            reject("/name", "expected: the name of the path");
        var ladder = ladder();
        return errors.isEmpty()
                ? new Placement(name, ladder, filters(), ids("pins"), ids("exclude"), perStrategy())
                : null;
    }

    private void reject(String pointer, String expected) {
        errors.add(new Problem.Error(pointer, expected));
    }

    private JsonNode list(String field, int most) {
        var value = body.get(field);
        if (value == null || value.isNull()) return JsonNodeFactory.instance.arrayNode();
        if (value.isArray() && value.size() <= most) return value;
        reject("/" + field, "expected: a list of at most " + most);
        return JsonNodeFactory.instance.arrayNode();
    }

    private List<Strategy> ladder() {
        var keys = Arrays.stream(Strategy.values()).map(Strategy::key).collect(Collectors.joining(", "));
        var ladder = new LinkedHashSet<Strategy>();
        var values = list("ladder", Strategy.values().length);
        for (var index = 0; index < values.size(); index++) {
            var strategy = Strategy.of(values.get(index).asText());
            if (strategy.isEmpty()) reject("/ladder/" + index, "expected: one of " + keys);
            else if (!ladder.add(strategy.get())) reject("/ladder/" + index, "expected: each strategy once");
        }
        if (values.isEmpty()) reject("/ladder", "expected: at least one of " + keys);
        return List.copyOf(ladder);
    }

    private List<String> ids(String field) {
        var ids = new LinkedHashSet<String>();
        var values = list(field, MOST_ITEMS);
        for (var index = 0; index < values.size(); index++) {
            var id = values.get(index);
            if (id.isTextual() && !id.textValue().isBlank() && id.textValue().length() <= LONGEST_ID)
                ids.add(id.textValue());
            else reject("/" + field + "/" + index, "expected: an item id");
        }
        return List.copyOf(ids);
    }

    private int perStrategy() {
        var diversity = body.get("diversity");
        if (diversity == null || diversity.isNull()) return 0;
        var most = diversity.get("perStrategy");
        if (diversity.size() == 1
                && most != null
                && most.isInt()
                && most.intValue() >= 1
                && most.intValue() <= MOST_PER_STRATEGY) return most.intValue();
        reject("/diversity", "expected: {\"perStrategy\": 1 to " + MOST_PER_STRATEGY + "}");
        return 0;
    }

    private List<Filter> filters() {
        var filters = new ArrayList<Filter>();
        var values = list("filters", MOST_FILTERS);
        for (var index = 0; index < values.size(); index++) {
            var pointer = "/filters/" + index;
            var filter = values.get(index);
            if (!filter.isObject() || filter.size() != 1) {
                reject(pointer, "expected: an object of one field");
                continue;
            }
            var field = filter.fieldNames().next();
            if (field.equals("price"))
                cost(filter.get(field), pointer + "/price").ifPresent(filters::add);
            else text(field, filter.get(field), pointer).ifPresent(filters::add);
        }
        return List.copyOf(filters);
    }

    private Optional<Filter> text(String name, JsonNode condition, String pointer) {
        var field = Arrays.stream(Filter.Field.values())
                .filter(known -> keyOf(known).equals(name))
                .findFirst();
        if (field.isEmpty()) {
            reject(pointer + "/" + name, "expected: item_id, item_brand, item_category or price");
            return Optional.empty();
        }
        var operator = condition.size() == 1 ? condition.fieldNames().next() : "";
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
        reject(pointer + "/" + name, "expected: eq, ne or in with text");
        return Optional.empty();
    }

    private Optional<Filter> cost(JsonNode condition, String pointer) {
        var bounds = new BigDecimal[2];
        var names = new ArrayList<String>();
        condition.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            var bound = condition.get(name);
            if (!bound.isNumber() || !(name.equals("gte") || name.equals("lte"))) {
                reject(pointer, "expected: gte, lte or both with numbers");
                return Optional.empty();
            }
            bounds[name.equals("gte") ? 0 : 1] = bound.decimalValue();
        }
        if (names.isEmpty() || bounds[0] != null && bounds[1] != null && bounds[0].compareTo(bounds[1]) > 0) {
            reject(pointer, "expected: gte, lte or both, gte not above lte");
            return Optional.empty();
        }
        return Optional.of(new Filter.Cost(bounds[0], bounds[1]));
    }

    private static String keyOf(Filter.Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    /// The placement as it is answered and stored.
    static ObjectNode write(Placement placement) {
        var node = JsonNodeFactory.instance.objectNode().put("name", placement.name());
        var ladder = node.putArray("ladder");
        placement.ladder().forEach(strategy -> ladder.add(strategy.key()));
        var filters = node.putArray("filters");
        placement.filters().forEach(filter -> filters.add(write(filter)));
        placement.pins().forEach(node.putArray("pins")::add);
        placement.exclude().forEach(node.putArray("exclude")::add);
        if (placement.perStrategy() > 0) node.putObject("diversity").put("perStrategy", placement.perStrategy());
        return node;
    }

    private static ObjectNode write(Filter filter) {
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
