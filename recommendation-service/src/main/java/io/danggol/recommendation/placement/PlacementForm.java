package io.danggol.recommendation.placement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.chassis.problem.Problem;
import io.danggol.recommendation.placement.PriceBand.Reference;
import io.danggol.recommendation.strategy.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A placement as JSON, and back with everything that is wrong with it. Filters are told in [FilterForm].
///
/// A boost is `{"filter":{"item_brand":{"eq":"단골"}},"factor":1.5}`. A price band is
/// `{"gte":10000,"lte":50000}`, or with `relativeTo` (`item` or `shopper`) in multiples of that price:
/// `{"relativeTo":"item","gte":0.5,"lte":2}`.
final class PlacementForm {
    /// What came of reading one.
    sealed interface Read {
        record Good(Placement placement) implements Read {}

        record Bad(List<Problem.Error> errors) implements Read {}

        /// Nothing wrong with it, but it names things that this version does not do.
        record Later(List<Problem.Error> errors) implements Read {}
    }

    private static final Set<String> KNOWN =
            Set.of("name", "ladder", "filters", "boosts", "pins", "exclude", "diversity", "priceBand", "experiment");
    private static final Set<String> LATER_STRATEGIES = Set.of("replenish", "content");
    private static final String LATER = "not supported yet";
    private static final int MOST_ITEMS = 500;
    private static final int MOST_FILTERS = 50;
    private static final int LONGEST_ID = 128;
    private static final int MOST_PER_STRATEGY = 100;

    private final JsonNode body;
    private final List<Problem.Error> errors = new ArrayList<>();
    private final List<Problem.Error> later = new ArrayList<>();

    private PlacementForm(JsonNode body) {
        this.body = body;
    }

    static Read read(String name, JsonNode body) {
        if (body == null || !body.isObject())
            return new Read.Bad(List.of(new Problem.Error("", "expected: a JSON object")));
        return new PlacementForm(body).read(name);
    }

    private Read read(String name) {
        body.fieldNames().forEachRemaining(field -> {
            if (!KNOWN.contains(field)) reject("/" + field, "expected: one of " + new TreeSet<>(KNOWN));
        });
        if (body.hasNonNull("name") && !body.get("name").asText().equals(name))
            reject("/name", "expected: the name of the path");
        if (body.hasNonNull("experiment")) later.add(new Problem.Error("/experiment", LATER));
        var ladder = ladder();
        var filters = filters();
        var boosts = boosts();
        var pins = ids("pins");
        var exclude = ids("exclude");
        var perStrategy = perStrategy();
        var priceBand = priceBand();
        if (!errors.isEmpty()) return new Read.Bad(errors);
        if (!later.isEmpty()) return new Read.Later(later);
        return new Read.Good(new Placement(name, ladder, filters, boosts, pins, exclude, perStrategy, priceBand));
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
        var values = list("ladder", Strategy.values().length + LATER_STRATEGIES.size());
        for (var index = 0; index < values.size(); index++) {
            var pointer = "/ladder/" + index;
            var key = values.get(index).asText();
            var strategy = Strategy.of(key);
            if (LATER_STRATEGIES.contains(key)) later.add(new Problem.Error(pointer, LATER));
            else if (strategy.isEmpty()) reject(pointer, "expected: one of " + keys);
            else if (!ladder.add(strategy.get())) reject(pointer, "expected: each strategy once");
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
        if (diversity == null || diversity.isNull() || diversity.isObject() && diversity.isEmpty()) return 0;
        var most = diversity.get("perStrategy");
        if (diversity.size() == 1
                && most != null
                && most.isInt()
                && most.intValue() >= 1
                && most.intValue() <= MOST_PER_STRATEGY) return most.intValue();
        reject("/diversity", "expected: {} or {\"perStrategy\": 1 to " + MOST_PER_STRATEGY + "}");
        return 0;
    }

    private List<Filter> filters() {
        var filters = new ArrayList<Filter>();
        var values = list("filters", MOST_FILTERS);
        for (var index = 0; index < values.size(); index++) {
            FilterForm.read(values.get(index), "/filters/" + index, this::reject)
                    .ifPresent(filters::add);
        }
        return List.copyOf(filters);
    }

    private List<Boost> boosts() {
        var boosts = new ArrayList<Boost>();
        var values = list("boosts", MOST_FILTERS);
        for (var index = 0; index < values.size(); index++) {
            var pointer = "/boosts/" + index;
            var boost = values.get(index);
            if (!boost.isObject() || boost.size() != 2 || !boost.has("filter") || !boost.has("factor")) {
                reject(pointer, "expected: an object of filter and factor");
                continue;
            }
            var factor = boost.get("factor");
            var fits = factor.isNumber() && factor.doubleValue() > 0 && factor.doubleValue() <= Boost.MOST;
            if (!fits) reject(pointer + "/factor", "expected: a number > 0, <= " + Boost.MOST);
            var filter = FilterForm.read(boost.get("filter"), pointer + "/filter", this::reject);
            if (fits && filter.isPresent()) boosts.add(new Boost(filter.get(), factor.doubleValue()));
        }
        return List.copyOf(boosts);
    }

    /// Null for none.
    private PriceBand priceBand() {
        var band = body.get("priceBand");
        if (band == null || band.isNull()) return null;
        if (!band.isObject()) {
            reject("/priceBand", "expected: an object");
            return null;
        }
        band.fieldNames().forEachRemaining(field -> {
            if (!Set.of("relativeTo", "gte", "lte").contains(field))
                reject("/priceBand/" + field, "expected: relativeTo, gte or lte");
        });
        var reference = reference(band.get("relativeTo"));
        var atLeast = bound(band, "gte", 0);
        var atMost = bound(band, "lte", Double.POSITIVE_INFINITY);
        if (!band.has("gte") && !band.has("lte") || atLeast > atMost)
            reject("/priceBand", "expected: gte, lte or both, gte not above lte");
        return errors.isEmpty() ? new PriceBand(reference, atLeast, atMost) : null;
    }

    private Reference reference(JsonNode relativeTo) {
        if (relativeTo == null || relativeTo.isNull()) return Reference.NOTHING;
        return switch (relativeTo.asText()) {
            case "item" -> Reference.ITEM;
            case "shopper" -> Reference.SHOPPER;
            default -> {
                reject("/priceBand/relativeTo", "expected: item or shopper");
                yield Reference.NOTHING;
            }
        };
    }

    private double bound(JsonNode band, String field, double none) {
        if (!band.hasNonNull(field)) return none;
        var value = band.get(field);
        if (value.isNumber() && value.doubleValue() >= 0) return value.doubleValue();
        reject("/priceBand/" + field, "expected: a number >= 0");
        return none;
    }

    /// The placement as it is answered and stored.
    static ObjectNode write(Placement placement) {
        var node = JsonNodeFactory.instance.objectNode().put("name", placement.name());
        var ladder = node.putArray("ladder");
        placement.ladder().forEach(strategy -> ladder.add(strategy.key()));
        var filters = node.putArray("filters");
        placement.filters().forEach(filter -> filters.add(FilterForm.write(filter)));
        var boosts = node.putArray("boosts");
        placement
                .boosts()
                .forEach(boost -> boosts.addObject()
                        .put("factor", boost.factor())
                        .set("filter", FilterForm.write(boost.filter())));
        placement.pins().forEach(node.putArray("pins")::add);
        placement.exclude().forEach(node.putArray("exclude")::add);
        var diversity = node.putObject("diversity");
        if (placement.perStrategy() > 0) diversity.put("perStrategy", placement.perStrategy());
        if (placement.priceBand() == null) node.putNull("priceBand");
        else write(placement.priceBand(), node.putObject("priceBand"));
        return node.putNull("experiment");
    }

    private static void write(PriceBand band, ObjectNode node) {
        switch (band.relativeTo()) {
            case NOTHING -> {}
            case ITEM -> node.put("relativeTo", "item");
            case SHOPPER -> node.put("relativeTo", "shopper");
        }
        if (band.atLeast() > 0) node.put("gte", band.atLeast());
        if (band.atMost() < Double.POSITIVE_INFINITY) node.put("lte", band.atMost());
        if (node.path("gte").isMissingNode() && node.path("lte").isMissingNode()) node.put("gte", 0);
    }
}
