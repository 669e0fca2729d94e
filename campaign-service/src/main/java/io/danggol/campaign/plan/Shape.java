package io.danggol.campaign.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.campaign.content.Template;
import io.danggol.chassis.duration.Durations;
import io.danggol.chassis.problem.Problem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads one JSON object strictly: every fault is noted with its pointer, and what was not asked for is a fault.
final class Shape {
    private static final Duration LONGEST = Duration.ofDays(3_660);

    private final JsonNode node;
    private final String pointer;
    private final Faults faults;
    private final Set<String> asked = new LinkedHashSet<>();

    /// What is wrong with a body, and what it asks for that this version does not do yet.
    record Faults(List<Problem.Error> wrong, List<Problem.Error> later) {
        Faults() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    Shape(JsonNode node, String pointer, Faults faults) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
        if (!node.isObject()) faults.wrong().add(new Problem.Error(pointer, "expected: an object"));
    }

    /// A text that has to be there.
    String text(String name, int most) {
        return optionalText(name, most).orElseGet(() -> missing(name, ""));
    }

    /// A text that may be absent; blank text is refused.
    Optional<String> optionalText(String name, int most) {
        return value(name).flatMap(value -> {
            if (!value.isTextual()) return fault(name, "expected: a text");
            var text = value.textValue();
            if (text.isBlank()) return fault(name, "must not be blank");
            if (text.codePointCount(0, text.length()) > most)
                return fault(name, "expected: at most " + most + " characters");
            return Optional.of(text);
        });
    }

    /// A template that has to be there.
    String template(String name, int most) {
        return optionalTemplate(name, most).orElseGet(() -> missing(name, ""));
    }

    /// A template that may be absent.
    Optional<String> optionalTemplate(String name, int most) {
        var source = optionalText(name, most);
        try {
            source.ifPresent(Template::parse);
        } catch (Template.UnknownField e) {
            error(name, e.getMessage());
        }
        return source;
    }

    /// One of an enumeration, by its name in lower case or, where that is how others write it, as it is.
    <E extends Enum<E>> Optional<E> optionalOneOf(String name, Class<E> type, boolean lowerCase) {
        var constants = type.getEnumConstants();
        return optionalText(name, 64).flatMap(text -> {
            var found = Arrays.stream(constants)
                    .filter(constant -> wire(constant, lowerCase).equals(text))
                    .findFirst();
            if (found.isEmpty())
                error(
                        name,
                        "expected: one of "
                                + Arrays.stream(constants)
                                        .map(constant -> wire(constant, lowerCase))
                                        .collect(Collectors.joining(", ")));
            return found;
        });
    }

    /// A whole number within its range.
    int integer(String name, int otherwise, int least, int most) {
        return optionalInteger(name, least, most).orElse(otherwise);
    }

    /// A whole number within its range that has to be there.
    int requiredInteger(String name, int least, int most) {
        return optionalInteger(name, least, most).orElseGet(() -> missing(name, least));
    }

    /// A whole number within its range, which may be absent.
    Optional<Integer> optionalInteger(String name, int least, int most) {
        return value(name)
                .flatMap(value -> value.isIntegralNumber()
                                && value.canConvertToInt()
                                && value.intValue() >= least
                                && value.intValue() <= most
                        ? Optional.of(value.intValue())
                        : fault(name, "expected: a whole number from " + least + " to " + most));
    }

    /// A share, 0 to 1.
    double share(String name) {
        return value(name)
                .flatMap(value -> value.isNumber()
                                && value.decimalValue().signum() >= 0
                                && value.decimalValue().compareTo(BigDecimal.ONE) <= 0
                        ? Optional.of(value.doubleValue())
                        : fault(name, "expected: a number from 0 to 1"))
                .orElse(0.0);
    }

    /// An ISO 8601 duration that is not negative; days, weeks and hours, no months.
    Optional<Duration> duration(String name, boolean positive) {
        return optionalText(name, 32)
                .flatMap(text -> Durations.parse(text)
                        .map(duration -> within(name, duration, positive))
                        .orElseGet(() -> fault(name, "expected: an ISO 8601 duration such as P7D or PT1H")));
    }

    private Optional<Duration> within(String name, Duration duration, boolean positive) {
        return duration.isNegative() || (positive && duration.isZero()) || duration.compareTo(LONGEST) > 0
                ? fault(name, "expected: a span " + (positive ? "above 0" : "of 0 or more") + ", at most ten years")
                : Optional.of(duration);
    }

    /// An RFC 3339 time with offset.
    Optional<Instant> instant(String name) {
        return optionalText(name, 40).flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException _) {
                return fault(name, "expected: an RFC 3339 time with offset");
            }
        });
    }

    /// An object within this one.
    <T> Optional<T> object(String name, Function<Shape, T> read) {
        return value(name).flatMap(value -> {
            var inner = new Shape(value, pointer + "/" + name, faults);
            if (!value.isObject()) return Optional.empty();
            var result = read.apply(inner);
            inner.close();
            return Optional.of(result);
        });
    }

    /// An object that has to be there; `otherwise` stands for a missing one.
    <T> T object(String name, T otherwise, Function<Shape, T> read) {
        return object(name, read).orElseGet(() -> missing(name, otherwise));
    }

    /// A list of objects; empty when absent.
    <T> List<T> objects(String name, int most, Function<Shape, T> read) {
        var items = new ArrayList<T>();
        var values = array(name, most);
        for (var i = 0; i < values.size(); i++) {
            var inner = new Shape(values.get(i), pointer + "/" + name + "/" + i, faults);
            if (!values.get(i).isObject()) continue;
            items.add(read.apply(inner));
            inner.close();
        }
        return items;
    }

    /// A list of texts that stand for something; empty when absent.
    <T> List<T> texts(String name, int most, String expected, Function<String, Optional<T>> read) {
        var items = new ArrayList<T>();
        var values = array(name, most);
        for (var i = 0; i < values.size(); i++) {
            var item = values.get(i).isTextual() ? read.apply(values.get(i).textValue()) : Optional.<T>empty();
            if (item.isEmpty())
                faults.wrong().add(new Problem.Error(pointer + "/" + name + "/" + i, "expected: " + expected));
            item.ifPresent(items::add);
        }
        return items;
    }

    private List<JsonNode> array(String name, int most) {
        return value(name)
                .flatMap(value -> {
                    if (!value.isArray()) return fault(name, "expected: a list");
                    if (value.size() > most) return fault(name, "expected: at most " + most + " entries");
                    var values = new ArrayList<JsonNode>();
                    value.forEach(values::add);
                    return Optional.<List<JsonNode>>of(values);
                })
                .orElse(List.of());
    }

    /// Notes a fault of a field.
    void error(String name, String detail) {
        faults.wrong().add(new Problem.Error(pointer + "/" + name, detail));
    }

    /// Notes a fault at a place within this object.
    void errorAt(String place, String detail) {
        faults.wrong().add(new Problem.Error(pointer + place, detail));
    }

    /// Whether no fault was found in this object so far.
    boolean sound() {
        return faults.wrong().stream().noneMatch(fault -> fault.pointer().startsWith(pointer + "/"));
    }

    /// Notes that a field asks for something that this version does not do yet.
    void later(String name, String detail) {
        asked.add(name);
        faults.later().add(new Problem.Error(pointer + "/" + name, detail));
    }

    /// Whether a field is there.
    boolean has(String name) {
        return node.hasNonNull(name);
    }

    /// What a field says, if it is a text at all; finds no fault.
    Optional<String> textOf(String name) {
        return Optional.ofNullable(node.path(name).textValue());
    }

    /// Whether a field is there and holds an object.
    boolean isObject(String name) {
        return node.path(name).isObject();
    }

    /// Says that a field may be there; its value is of no interest.
    void ignore(String name) {
        asked.add(name);
    }

    /// Notes what is there and was not asked for.
    void close() {
        node.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name))
                faults.wrong()
                        .add(new Problem.Error(
                                pointer + "/" + name.replace("~", "~0").replace("/", "~1"), "unknown field"));
        });
    }

    private Optional<JsonNode> value(String name) {
        asked.add(name);
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    private <T> T missing(String name, T otherwise) {
        if (node.get(name) == null || node.get(name).isNull()) error(name, "is required");
        return otherwise;
    }

    private <T> Optional<T> fault(String name, String detail) {
        error(name, detail);
        return Optional.empty();
    }

    private static String wire(Enum<?> constant, boolean lowerCase) {
        return lowerCase ? constant.name().toLowerCase(Locale.ROOT) : constant.name();
    }
}
