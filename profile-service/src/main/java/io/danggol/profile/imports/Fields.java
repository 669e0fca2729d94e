package io.danggol.profile.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.chassis.problem.Problem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The fields of a row, read one by one; what is wrong with them is gathered, and never their values.
final class Fields {
    private static final BigDecimal LARGEST = new BigDecimal("1e15");

    private final JsonNode row;
    private final String pointer;
    private final boolean text;
    private final List<Problem.Error> errors;
    private final Set<String> read = new HashSet<>();

    /// @param text whether everything is text, as in CSV, where an empty field is none
    Fields(JsonNode row, boolean text) {
        this(row, "", text, new ArrayList<>());
    }

    private Fields(JsonNode row, String pointer, boolean text, List<Problem.Error> errors) {
        this.row = row;
        this.pointer = pointer;
        this.text = text;
        this.errors = errors;
        if (!row.isObject()) error(null, text ? "expected: as many fields as the header" : "expected: an object");
    }

    List<Problem.Error> errors() {
        return errors;
    }

    /// Whether nothing is wrong; a field that nobody has read is.
    boolean allRead() {
        row.fieldNames().forEachRemaining(name -> {
            if (!read.contains(name)) error(name, "unknown key");
        });
        return errors.isEmpty();
    }

    void error(String name, String detail) {
        errors.add(new Problem.Error(
                pointer + (name == null ? "" : "/" + name.replace("~", "~0").replace("/", "~1")), detail));
    }

    private Optional<JsonNode> value(String name) {
        read.add(name);
        return Optional.ofNullable(row.get(name))
                .filter(it -> !it.isNull() && !(text && it.textValue().isBlank()));
    }

    /// Null, and an error, if it is missing.
    <T> T required(String name, Function<String, T> read) {
        if (value(name).isEmpty() && row.isObject()) error(name, "expected: given");
        return read.apply(name);
    }

    /// Null if there is none.
    String text(String name, int longest) {
        return value(name)
                .map(it -> wrong(name, "text of 1 to " + longest + " characters", it, value -> {
                    if (!value.isTextual()) return null;
                    var string = value.textValue().strip();
                    var fits = !string.isEmpty() && string.length() <= longest && string.indexOf('\0') < 0;
                    return fits ? string : null;
                }))
                .orElse(null);
    }

    Instant time(String name) {
        return value(name)
                .map(it -> wrong(
                        name,
                        "a time with offset, RFC 3339",
                        it,
                        value -> value.isTextual()
                                ? OffsetDateTime.parse(value.textValue().strip())
                                        .toInstant()
                                : null))
                .orElse(null);
    }

    LocalDate date(String name) {
        return value(name)
                .map(it -> wrong(
                        name,
                        "a date such as 2026-11-21",
                        it,
                        value -> value.isTextual()
                                ? LocalDate.parse(value.textValue().strip())
                                : null))
                .orElse(null);
    }

    /// Not negative.
    BigDecimal amount(String name) {
        return value(name)
                .map(it -> wrong(name, "a number from 0 to 10^15", it, value -> {
                    var number = number(value);
                    var fits = number != null
                            && number.signum() >= 0
                            && number.compareTo(LARGEST) <= 0
                            && number.scale() <= 30;
                    return fits ? number : null;
                }))
                .orElse(null);
    }

    /// A whole number, 1 or more.
    Integer number(String name, int largest) {
        return value(name)
                .map(it -> wrong(name, "a whole number from 1 to " + largest, it, value -> {
                    var number = number(value);
                    if (number == null) return null;
                    var whole = number.intValueExact();
                    return whole >= 1 && whole <= largest ? (Integer) whole : null;
                }))
                .orElse(null);
    }

    private BigDecimal number(JsonNode value) {
        if (value.isNumber()) return value.decimalValue();
        return text ? new BigDecimal(value.textValue().strip()) : null;
    }

    Boolean flag(String name) {
        return value(name)
                .map(it -> wrong(name, "true or false", it, value -> {
                    if (value.isBoolean()) return (Boolean) value.booleanValue();
                    return text
                            ? switch (value.textValue().strip()) {
                                case "true" -> Boolean.TRUE;
                                case "false" -> Boolean.FALSE;
                                default -> null;
                            }
                            : null;
                }))
                .orElse(null);
    }

    /// The objects of a list; none if there is no list.
    List<Fields> objects(String name, int most) {
        var list = value(name);
        if (list.isEmpty()) return List.of();
        if (!list.get().isArray() || list.get().size() > most) {
            error(name, "expected: a list of at most " + most);
            return List.of();
        }
        var objects = new ArrayList<Fields>();
        for (var i = 0; i < list.get().size(); i++) {
            objects.add(new Fields(list.get().get(i), pointer + "/" + name + "/" + i, false, errors));
        }
        return objects;
    }

    /// An object as it is; null if there is none.
    JsonNode object(String name, int most) {
        return value(name)
                .map(it -> wrong(
                        name,
                        "an object of at most " + most + " values",
                        it,
                        value -> value.isObject() && value.size() <= most ? value : null))
                .orElse(null);
    }

    /// The names of those columns of CSV that begin so.
    List<String> names(String prefix) {
        var names = new ArrayList<String>();
        row.fieldNames().forEachRemaining(name -> {
            if (text && name.startsWith(prefix)) names.add(name);
        });
        return names;
    }

    private <T> T wrong(String name, String expected, JsonNode value, Function<JsonNode, T> read) {
        try {
            var good = read.apply(value);
            if (good != null) return good;
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            // told below
        }
        error(name, "expected: " + expected);
        return null;
    }
}
