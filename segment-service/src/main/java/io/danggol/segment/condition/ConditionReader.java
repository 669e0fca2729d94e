package io.danggol.segment.condition;

import io.danggol.chassis.duration.Durations;
import io.danggol.contracts.EventNames;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Reads a condition from the tree of maps, lists, strings, numbers and booleans that a JSON parser makes.
///
/// Strict: what the language does not know is a fault with its JSON Pointer, and all faults are found, not
/// just the first.
public final class ConditionReader {
    static final int DEEPEST = 16;
    static final int MOST_NODES = 200;
    static final int MOST_STEPS = 10;
    static final int LONGEST_LIST = 1_000;
    static final int LONGEST_TEXT = 1_024;

    /// The longest window: a hundred years.
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private static final BigDecimal HIGHEST_SCORE = BigDecimal.valueOf(5);
    private static final Set<String> LATER = Set.of("replenishment", "coupon", "similarTo");
    private static final Map<String, List<String>> PURPOSES = Map.of(
            "analytics", List.of(),
            "personalization", List.of(),
            "marketing", List.of("email", "kakao", "sms", "push"),
            "night-marketing", List.of("kakao", "sms", "push"),
            "profiling", List.of());

    /// What became of the reading.
    public sealed interface Reading {
        /// Well formed.
        record Read(Condition condition) implements Reading {}

        /// Not a condition; at least one fault.
        record Refused(List<Fault> faults) implements Reading {}
    }

    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private int nodes;

    private record Kind(Set<String> keys, Function<Node, Condition> read) {}

    private ConditionReader() {
        kinds.put("all", new Kind(Set.of(), node -> new Condition.All(conditions(node, "all"))));
        kinds.put("any", new Kind(Set.of(), node -> new Condition.Any(conditions(node, "any"))));
        kinds.put("not", new Kind(Set.of(), node -> new Condition.Not(condition(node.child("not"), node.depth + 1))));
        kinds.put("event", new Kind(Set.of("where", "count", "sum", "within"), this::happened));
        kinds.put("sequence", new Kind(Set.of("same", "within"), this::sequence));
        kinds.put("trait", new Kind(operatorKeys(ValueType.ANY), this::trait));
        kinds.put("rfm", new Kind(Set.of(), this::rfm));
        kinds.put("lifecycle", new Kind(Set.of(), this::lifecycle));
        kinds.put("affinity", new Kind(Set.of(), this::affinity));
        kinds.put("consent", new Kind(Set.of(), this::consent));
        kinds.put("segment", new Kind(Set.of(), this::inSegment));
    }

    /// Reads `json`, which stands at `pointer` in the document that faults are to be found in.
    public static Reading read(Object json, String pointer) {
        var reader = new ConditionReader();
        var condition = reader.condition(new Value(json, pointer), 1);
        return reader.faults.isEmpty() ? new Reading.Read(condition) : new Reading.Refused(List.copyOf(reader.faults));
    }

    /// A JSON value and where it stands.
    private record Value(Object json, String pointer) {
        Value at(Object key, Object child) {
            return new Value(
                    child, pointer + "/" + key.toString().replace("~", "~0").replace("/", "~1"));
        }
    }

    /// A JSON object and where it stands.
    private record Node(Map<?, ?> json, String pointer, int depth) {
        boolean has(String key) {
            return json.containsKey(key);
        }

        Value child(String key) {
            return new Value(json, pointer).at(key, json.get(key));
        }
    }

    private void fault(Value value, String detail) {
        faults.add(new Fault(value.pointer, detail));
    }

    private Condition condition(Value value, int depth) {
        if (++nodes > MOST_NODES) return refuse(value, "more than " + MOST_NODES + " conditions in one");
        if (depth > DEEPEST) return refuse(value, "nested deeper than " + DEEPEST);
        if (!(value.json instanceof Map<?, ?> object)) return refuse(value, "expected an object with a condition");
        var node = new Node(object, value.pointer, depth);
        var named = kinds.keySet().stream().filter(node::has).toList();
        var later = LATER.stream().filter(node::has).sorted().findFirst();
        if (later.isPresent()) {
            faults.add(new Fault(node.child(later.get()).pointer(), "'" + later.get() + "' comes later", true));
            return null;
        }
        if (named.isEmpty()) {
            object.keySet().forEach(key -> fault(value.at(key, null), "unknown key '" + key + "'"));
            if (object.isEmpty()) fault(value, "empty (expected one of: " + String.join(", ", kinds.keySet()) + ")");
            return null;
        }
        var name = named.getFirst();
        var kind = kinds.get(name);
        onlyKeys(node, name, kind.keys());
        return kind.read().apply(node);
    }

    private Condition refuse(Value value, String detail) {
        fault(value, detail);
        return null;
    }

    private void onlyKeys(Node node, String name, Set<String> keys) {
        for (var key : node.json.keySet()) {
            if (key.equals(name) || keys.contains(key)) continue;
            var beside = kinds.containsKey(key)
                    ? "'" + key + "' cannot stand beside '" + name + "'"
                    : "unknown key '" + key + "'";
            fault(node.child(key.toString()), beside);
        }
    }

    private List<Condition> conditions(Node node, String key) {
        var value = node.child(key);
        if (!(value.json instanceof List<?> list) || list.isEmpty()) {
            fault(value, "expected a list of at least one condition");
            return List.of();
        }
        var conditions = new ArrayList<Condition>();
        for (var i = 0; i < list.size() && nodes <= MOST_NODES; i++) {
            var condition = condition(value.at(i, list.get(i)), node.depth + 1);
            if (condition != null) conditions.add(condition);
        }
        return conditions;
    }

    private Condition happened(Node node) {
        var event = event(node);
        var count = node.has("count")
                ? criterion(node.child("count"), ValueType.QUANTITY, Set.of()).filter(read -> isCount(node, read))
                : Optional.of(Criterion.AT_LEAST_ONE);
        var sum = node.has("sum") ? sum(node.child("sum")) : Optional.<Condition.Sum>empty();
        var within = duration(node, "within", false);
        return event.isEmpty() || count.isEmpty()
                ? null
                : new Condition.Happened(event.get(), count.get(), sum, within);
    }

    private boolean isCount(Node node, Criterion criterion) {
        return allAre(
                node.child("count"),
                criterion,
                number -> number.signum() >= 0 && isWhole(number),
                "expected a whole number, 0 or more");
    }

    private boolean isScore(Value value, Criterion criterion) {
        return allAre(
                value,
                criterion,
                number -> isWhole(number) && number.signum() > 0 && number.compareTo(HIGHEST_SCORE) <= 0,
                "expected a whole number from 1 to 5");
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    /// Whether every number that the criterion compares with is right.
    private boolean allAre(Value value, Criterion criterion, Predicate<BigDecimal> right, String expected) {
        var before = faults.size();
        criterion.comparisons().stream()
                .filter(each -> !isRight(each.operand(), right))
                .forEach(each -> fault(value.at(each.operator().key(), each.operand()), expected));
        return faults.size() == before;
    }

    private static boolean isRight(Object operand, Predicate<BigDecimal> right) {
        return switch (operand) {
            case BigDecimal number -> right.test(number);
            case List<?> several -> several.stream().allMatch(each -> isRight(each, right));
            default -> false;
        };
    }

    private Optional<EventPattern> event(Node node) {
        var where = node.has("where") ? where(node.child("where")) : List.<EventPattern.Where>of();
        return text(node.child("event"))
                .filter(name -> isEventName(name) || isFault(node.child("event"), "unknown event '" + name + "'"))
                .map(name -> new EventPattern(name, where));
    }

    private static boolean isEventName(String name) {
        return EventNames.KNOWN.contains(name)
                || EventNames.CUSTOM.matcher(name).matches();
    }

    private List<EventPattern.Where> where(Value value) {
        if (!(value.json instanceof Map<?, ?> fields) || fields.isEmpty()) {
            fault(value, "expected an object of fields with what they have to be");
            return List.of();
        }
        var where = new ArrayList<EventPattern.Where>();
        fields.forEach((name, criterion) -> {
            var at = value.at(name, criterion);
            Field.named(name.toString())
                    .ifPresentOrElse(
                            field -> criterion(at, field.type(), Set.of())
                                    .ifPresent(read -> where.add(new EventPattern.Where(field, read))),
                            () -> fault(at, "unknown field '" + name + "' (other parameters: params.<name>)"));
        });
        return where;
    }

    private Optional<Condition.Sum> sum(Value value) {
        if (!(value.json instanceof Map<?, ?> object) || !object.containsKey("of")) {
            fault(value, "expected an object with 'of' and a comparison");
            return Optional.empty();
        }
        var of = choice(
                value.at("of", object.get("of")), Arrays.asList(Condition.Summand.values()), Condition.Summand::key);
        var criterion = criterion(value, ValueType.QUANTITY, Set.of("of"));
        return of.flatMap(summand -> criterion.map(read -> new Condition.Sum(summand, read)));
    }

    private Condition sequence(Node node) {
        var value = node.child("sequence");
        var same = !node.has("same")
                ? Optional.<Field>empty()
                : text(node.child("same"))
                        .flatMap(name -> orFault(
                                Field.named(name)
                                        .filter(field ->
                                                field.type() == ValueType.TEXT || field.type() == ValueType.ANY),
                                node.child("same"),
                                "'" + name + "' is no field that steps can share"));
        var within = duration(node, "within", false);
        if (!(value.json instanceof List<?> list) || list.size() < 2 || list.size() > MOST_STEPS) {
            return refuse(value, "expected a list of 2 to " + MOST_STEPS + " steps");
        }
        var steps = new ArrayList<Condition.Step>();
        for (var i = 0; i < list.size(); i++) {
            step(value.at(i, list.get(i)), i == 0).ifPresent(steps::add);
        }
        return new Condition.Sequence(steps, same, within);
    }

    private Optional<Condition.Step> step(Value value, boolean first) {
        if (!(value.json instanceof Map<?, ?> object)) {
            fault(value, "expected a step: {\"event\":…} or {\"not\":{\"event\":…},\"for\":…}");
            return Optional.empty();
        }
        var node = new Node(object, value.pointer, 0);
        if (!node.has("not")) {
            return pattern(node, Set.of("event", "where")).map(Condition.Step.Happens::new);
        }
        if (first) fault(node.child("not"), "the first step has to be an event");
        object.keySet().stream()
                .filter(key -> !Set.of("not", "for").contains(key))
                .forEach(key -> fault(value.at(key, null), "unknown key '" + key + "'"));
        if (!node.has("for")) fault(value, "'for' is missing (how long it has to stay away)");
        var wait = node.has("for") ? duration(node, "for", true) : Optional.<Duration>empty();
        var not = node.child("not");
        if (!(not.json instanceof Map<?, ?> absent)) {
            fault(not, "expected an event: {\"event\":…}");
            return Optional.empty();
        }
        var event = pattern(new Node(absent, not.pointer, 0), Set.of("event", "where"));
        return event.flatMap(read -> wait.map(length -> new Condition.Step.Absent(read, length)));
    }

    private Optional<EventPattern> pattern(Node node, Set<String> keys) {
        node.json.keySet().stream()
                .filter(key -> !keys.contains(key))
                .forEach(key -> fault(node.child(key.toString()), "unknown key '" + key + "'"));
        if (!node.has("event")) {
            faults.add(new Fault(node.pointer, "'event' is missing"));
            return Optional.empty();
        }
        return event(node);
    }

    private Condition trait(Node node) {
        return text(node.child("trait"))
                .flatMap(name -> orFault(TraitName.named(name), node.child("trait"), "unknown trait '" + name + "'"))
                .flatMap(trait -> criterion(new Value(node.json, node.pointer), trait.type(), Set.of("trait"))
                        .map(criterion -> new Condition.Trait(trait, criterion)))
                .orElse(null);
    }

    private Condition rfm(Node node) {
        var value = node.child("rfm");
        if (!(value.json instanceof Map<?, ?> object) || object.isEmpty()) {
            return refuse(value, "expected an object with recency, frequency or monetary");
        }
        object.keySet().stream()
                .filter(key -> !Set.of("recency", "frequency", "monetary").contains(key))
                .forEach(key -> fault(value.at(key, null), "unknown key '" + key + "'"));
        return new Condition.Rfm(
                score(value, object, "recency"), score(value, object, "frequency"), score(value, object, "monetary"));
    }

    private Optional<Criterion> score(Value value, Map<?, ?> object, String key) {
        if (!object.containsKey(key)) return Optional.empty();
        var score = value.at(key, object.get(key));
        return criterion(score, ValueType.QUANTITY, Set.of()).filter(read -> isScore(score, read));
    }

    private Condition lifecycle(Node node) {
        return choice(node.child("lifecycle"), Arrays.asList(Condition.Stage.values()), Condition.Stage::key)
                .map(Condition.Lifecycle::new)
                .orElse(null);
    }

    private Condition affinity(Node node) {
        var value = node.child("affinity");
        if (!(value.json instanceof Map<?, ?> object) || !object.containsKey("category")) {
            return refuse(value, "expected an object with 'category' and a comparison");
        }
        var category = text(value.at("category", object.get("category")));
        var share = criterion(value, ValueType.QUANTITY, Set.of("category"));
        return category.isEmpty() || share.isEmpty() ? null : new Condition.Affinity(category.get(), share.get());
    }

    private Condition consent(Node node) {
        var value = node.child("consent");
        if (!(value.json instanceof Map<?, ?> object) || !object.containsKey("purpose")) {
            return refuse(value, "expected an object with 'purpose'");
        }
        object.keySet().stream()
                .filter(key -> !Set.of("purpose", "channel").contains(key))
                .forEach(key -> fault(value.at(key, null), "unknown key '" + key + "'"));
        var purpose = choice(
                value.at("purpose", object.get("purpose")),
                PURPOSES.keySet().stream().sorted().toList(),
                key -> key);
        if (purpose.isEmpty()) return null;
        var channels = PURPOSES.get(purpose.get());
        if (!object.containsKey("channel")) {
            return channels.isEmpty()
                    ? new Condition.Consent(purpose.get(), Optional.empty())
                    : refuse(value, "'channel' is missing (expected one of: " + String.join(", ", channels) + ")");
        }
        var at = value.at("channel", object.get("channel"));
        if (channels.isEmpty()) return refuse(at, "'" + purpose.get() + "' has no channels");
        return choice(at, channels, key -> key)
                .map(channel -> new Condition.Consent(purpose.get(), Optional.of(channel)))
                .orElse(null);
    }

    private Condition inSegment(Node node) {
        return text(node.child("segment")).map(Condition.InSegment::new).orElse(null);
    }

    private Optional<Criterion> criterion(Value value, ValueType type, Set<String> beside) {
        if (!(value.json instanceof Map<?, ?> object)) {
            fault(value, "expected an object with a comparison such as {\"eq\":…}");
            return Optional.empty();
        }
        var comparisons = new ArrayList<Comparison>();
        var wrong = faults.size();
        object.forEach((key, operand) -> {
            if (!beside.contains(key))
                comparison(value.at(key, operand), key.toString(), type).ifPresent(comparisons::add);
        });
        if (comparisons.isEmpty() && wrong == faults.size()) {
            fault(value, "a comparison is missing (one of: " + String.join(", ", keys(type)) + ")");
        }
        return comparisons.isEmpty() ? Optional.empty() : Optional.of(new Criterion(comparisons));
    }

    private Optional<Comparison> comparison(Value value, String key, ValueType type) {
        var operator = Operator.named(key);
        if (operator.isEmpty()) {
            fault(value, "unknown key '" + key + "'");
            return Optional.empty();
        }
        if (!type.operators().contains(operator.get())) {
            fault(value, "'" + key + "' does not apply here (one of: " + String.join(", ", keys(type)) + ")");
            return Optional.empty();
        }
        var operand = switch (operator.get()) {
            case EXISTS ->
                value.json instanceof Boolean flag ? Optional.<Object>of(flag) : wrong(value, "true or false");
            case CONTAINS -> text(value).map(Object.class::cast);
            case IN -> operands(value, type);
            case GT, GTE, LT, LTE -> operand(value, type == ValueType.ANY ? ValueType.NUMBER : type);
            case EQ, NE -> operand(value, type);
        };
        return operand.map(read -> new Comparison(operator.get(), read));
    }

    private Optional<Object> operands(Value value, ValueType type) {
        if (!(value.json instanceof List<?> list) || list.isEmpty() || list.size() > LONGEST_LIST) {
            return wrong(value, "a list of 1 to " + LONGEST_LIST + " values");
        }
        var operands = new ArrayList<>();
        for (var i = 0; i < list.size(); i++) {
            operand(value.at(i, list.get(i)), type).ifPresent(operands::add);
        }
        return Optional.of(List.copyOf(operands));
    }

    private Optional<Object> operand(Value value, ValueType type) {
        return switch (type) {
            case TEXT, LIST -> text(value).map(Object.class::cast);
            case NUMBER, QUANTITY ->
                value.json instanceof Number number ? number(value, number) : wrong(value, type.expected());
            case TIME -> time(value);
            case ANY ->
                switch (value.json) {
                    case Number number -> number(value, number);
                    case Boolean flag -> Optional.of(flag);
                    case null, default ->
                        value.json instanceof String
                                ? text(value).map(Object.class::cast)
                                : wrong(value, type.expected());
                };
        };
    }

    private Optional<Object> number(Value value, Number number) {
        var decimal = switch (number) {
            case BigDecimal exact -> exact;
            case BigInteger whole -> new BigDecimal(whole);
            case Long whole -> BigDecimal.valueOf(whole);
            case Integer whole -> BigDecimal.valueOf(whole);
            default -> Double.isFinite(number.doubleValue()) ? BigDecimal.valueOf(number.doubleValue()) : null;
        };
        return decimal == null || decimal.precision() > 30 || Math.abs(decimal.scale()) > 30
                ? wrong(value, "a number of at most 30 digits")
                : Optional.of(decimal);
    }

    private Optional<Object> time(Value value) {
        try {
            if (value.json instanceof String text)
                return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            // told below
        }
        return wrong(value, ValueType.TIME.expected());
    }

    private Optional<Duration> duration(Node node, String key, boolean zeroToo) {
        if (!node.has(key)) return Optional.empty();
        var value = node.child(key);
        var duration = value.json instanceof String text ? Durations.parse(text) : Optional.<Duration>empty();
        return orFault(
                duration.filter(length -> length.compareTo(LONGEST) <= 0)
                        .filter(length -> zeroToo ? !length.isNegative() : length.isPositive()),
                value,
                "expected an ISO 8601 duration of weeks, days, hours, minutes or seconds such as P7D or PT1H, "
                        + (zeroToo ? "not negative" : "more than zero") + ", at most P" + LONGEST.toDays()
                        + "D");
    }

    private Optional<String> text(Value value) {
        if (value.json instanceof String text && !text.isBlank() && text.length() <= LONGEST_TEXT)
            return Optional.of(text);
        fault(value, "expected a string of 1 to " + LONGEST_TEXT + " characters");
        return Optional.empty();
    }

    private <T> Optional<T> choice(Value value, List<T> choices, Function<T, String> key) {
        return orFault(
                choices.stream()
                        .filter(each -> key.apply(each).equals(value.json))
                        .findFirst(),
                value,
                "expected one of: "
                        + String.join(", ", choices.stream().map(key).toList()));
    }

    private <T> Optional<T> orFault(Optional<T> read, Value value, String detail) {
        if (read.isEmpty()) fault(value, detail);
        return read;
    }

    private boolean isFault(Value value, String detail) {
        fault(value, detail);
        return false;
    }

    private Optional<Object> wrong(Value value, String expected) {
        fault(value, "expected " + expected);
        return Optional.empty();
    }

    private static Set<String> operatorKeys(ValueType type) {
        return Set.copyOf(keys(type));
    }

    private static List<String> keys(ValueType type) {
        return type.operators().stream().map(Operator::key).toList();
    }
}
