package io.danggol.segment.condition;

import io.danggol.chassis.duration.Durations;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes a condition as the tree that [ConditionReader] reads.
public final class ConditionWriter {
    private ConditionWriter() {}

    /// The condition as maps, lists, strings, numbers and booleans; keys in the order of API.md.
    public static Map<String, Object> write(Condition condition) {
        return switch (condition) {
            case Condition.All(var of) ->
                Map.of("all", of.stream().map(ConditionWriter::write).toList());
            case Condition.Any(var of) ->
                Map.of("any", of.stream().map(ConditionWriter::write).toList());
            case Condition.Not(var of) -> Map.of("not", write(of));
            case Condition.Happened happened -> write(happened);
            case Condition.Sequence sequence -> write(sequence);
            case Condition.Trait(var trait, var criterion) -> with("trait", trait.key(), write(criterion));
            case Condition.Rfm(var recency, var frequency, var monetary) ->
                Map.of("rfm", scores(recency, frequency, monetary));
            case Condition.Lifecycle(var stage) -> Map.of("lifecycle", stage.key());
            case Condition.Affinity(var category, var share) ->
                Map.of("affinity", with("category", category, write(share)));
            case Condition.Consent(var purpose, var channel) ->
                Map.of(
                        "consent",
                        with(
                                "purpose",
                                purpose,
                                channel.map(name -> Map.<String, Object>of("channel", name))
                                        .orElse(Map.of())));
            case Condition.InSegment(var key) -> Map.of("segment", key);
        };
    }

    private static Map<String, Object> write(Condition.Happened happened) {
        var json = write(happened.event());
        if (!happened.count().equals(Criterion.AT_LEAST_ONE)) json.put("count", write(happened.count()));
        happened.sum().ifPresent(sum -> json.put("sum", with("of", sum.of().key(), write(sum.criterion()))));
        happened.within().ifPresent(within -> json.put("within", Durations.write(within)));
        return json;
    }

    private static Map<String, Object> write(Condition.Sequence sequence) {
        var json = new LinkedHashMap<String, Object>();
        json.put(
                "sequence",
                sequence.steps().stream().map(ConditionWriter::write).toList());
        sequence.same().ifPresent(field -> json.put("same", field.name()));
        sequence.within().ifPresent(within -> json.put("within", Durations.write(within)));
        return json;
    }

    private static Map<String, Object> write(Condition.Step step) {
        return switch (step) {
            case Condition.Step.Happens(var event) -> write(event);
            case Condition.Step.Absent(var event, var wait) -> {
                var json = new LinkedHashMap<String, Object>();
                json.put("not", write(event));
                json.put("for", Durations.write(wait));
                yield json;
            }
        };
    }

    private static Map<String, Object> write(EventPattern event) {
        var json = new LinkedHashMap<String, Object>();
        json.put("event", event.name());
        if (!event.where().isEmpty()) {
            var where = new LinkedHashMap<String, Object>();
            event.where().forEach(each -> where.put(each.field().name(), write(each.criterion())));
            json.put("where", where);
        }
        return json;
    }

    private static Map<String, Object> write(Criterion criterion) {
        var json = new LinkedHashMap<String, Object>();
        criterion
                .comparisons()
                .forEach(comparison -> json.put(comparison.operator().key(), operand(comparison.operand())));
        return json;
    }

    private static Object operand(Object operand) {
        return switch (operand) {
            case Instant time -> time.toString();
            case List<?> list -> list.stream().map(ConditionWriter::operand).toList();
            default -> operand;
        };
    }

    private static Map<String, Object> scores(
            Optional<Criterion> recency, Optional<Criterion> frequency, Optional<Criterion> monetary) {
        var json = new LinkedHashMap<String, Object>();
        recency.ifPresent(criterion -> json.put("recency", write(criterion)));
        frequency.ifPresent(criterion -> json.put("frequency", write(criterion)));
        monetary.ifPresent(criterion -> json.put("monetary", write(criterion)));
        return json;
    }

    private static Map<String, Object> with(String key, String value, Map<String, Object> rest) {
        var json = new LinkedHashMap<String, Object>();
        json.put(key, value);
        json.putAll(rest);
        return json;
    }
}
