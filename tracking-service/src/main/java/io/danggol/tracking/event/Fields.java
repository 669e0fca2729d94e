package io.danggol.tracking.event;

import io.danggol.tracking.text.CleanText;
import io.danggol.tracking.text.Mask;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads the fields of a JSON object that a stranger sent; what is not as expected becomes a [Fault]. JSON comes as
/// maps, lists, strings, numbers, booleans and nulls; an absent field, null and an empty string are the same.
final class Fields {
    static final int ID_LENGTH = 64;
    private static final int DECIMALS = 6;
    private static final BigDecimal LARGEST = new BigDecimal("1e15");
    private static final BigDecimal SMALLEST = new BigDecimal("1e-20");

    private final Map<?, ?> object;
    private final String pointer;
    private final List<Fault> faults;
    private final Reason reason;

    private Fields(Map<?, ?> object, String pointer, List<Fault> faults, Reason reason) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
        this.reason = reason;
    }

    /// @param faults where what is wrong is noted
    static Fields of(Map<?, ?> object, List<Fault> faults) {
        return new Fields(object, "", faults, Reason.INVALID);
    }

    /// The same fields, but what is wrong has this reason.
    Fields or(Reason reason) {
        return new Fields(object, pointer, faults, reason);
    }

    List<String> names() {
        return object.keySet().stream().map(String.class::cast).toList();
    }

    /// An identifier, kept as it came; numbers count as their digits.
    String id(String name) {
        return switch (object.get(name)) {
            case null -> null;
            case String text when text.isBlank() -> null;
            case String text when !CleanText.isClean(text) -> fault(name, "no control characters or half characters");
            case String text
            when Mask.isPersonal(text) -> or(Reason.PERSONAL_DATA).fault(name, "no e-mail address or phone number");
            case String text -> text;
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case BigInteger number -> number.toString();
            default -> fault(name, "a string");
        };
    }

    /// An identifier of at most 64 characters.
    String shortId(String name) {
        var id = id(name);
        return id != null && Strings.isOver(id, ID_LENGTH) ? fault(name, "at most 64 characters") : id;
    }

    /// Whether the field is there.
    boolean has(String name) {
        return object.get(name) instanceof Object value && !(value instanceof String text && text.isBlank());
    }

    /// Free text, cleaned and masked.
    String text(String name) {
        return switch (object.get(name)) {
            case null -> null;
            case String text when text.isBlank() -> null;
            case String text -> Mask.of(CleanText.of(text));
            case Number number -> number.toString();
            default -> fault(name, "a string");
        };
    }

    /// Free text as it came, but clean; not to be kept.
    String unmasked(String name) {
        return switch (object.get(name)) {
            case null -> null;
            case String text when text.isBlank() -> null;
            case String text -> CleanText.of(text);
            default -> fault(name, "a string");
        };
    }

    Boolean flag(String name) {
        return switch (object.get(name)) {
            case null -> null;
            case Boolean flag -> flag;
            default -> fault(name, "true or false");
        };
    }

    Integer integer(String name) {
        return switch (object.get(name)) {
            case null -> null;
            case Integer number -> number;
            default -> fault(name, "an integer");
        };
    }

    /// A number with at most 6 decimals (more are rounded), between -10^15 and 10^15.
    BigDecimal number(String name) {
        return switch (object.get(name)) {
            case null -> null;
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> bounded(name, BigDecimal.valueOf(number));
            case BigInteger number -> bounded(name, new BigDecimal(number));
            case BigDecimal number -> bounded(name, number);
            case Double number when Double.isFinite(number) -> bounded(name, BigDecimal.valueOf(number));
            default -> fault(name, "a number");
        };
    }

    private BigDecimal bounded(String name, BigDecimal number) {
        // By magnitude first: rounding 1e-999999999 would take all memory.
        if (number.abs().compareTo(LARGEST) > 0) return fault(name, "at most 10^15");
        if (number.abs().compareTo(SMALLEST) < 0) return BigDecimal.ZERO;
        var rounded = number.scale() > DECIMALS ? number.setScale(DECIMALS, RoundingMode.HALF_EVEN) : number;
        var shortest = rounded.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    Instant time(String name) {
        var text = unmasked(name);
        if (text == null) return null;
        try {
            var time = OffsetDateTime.parse(text);
            return time.getYear() < 0 || time.getYear() > 9999
                    ? fault(name, "a year of four digits")
                    : time.toInstant();
        } catch (DateTimeException e) {
            return fault(name, "an RFC 3339 time with offset");
        }
    }

    /// An object without fields where there is none.
    Fields object(String name) {
        var below = pointer + "/" + name;
        return switch (object.get(name)) {
            case null -> new Fields(Map.of(), below, faults, reason);
            case Map<?, ?> map -> new Fields(map, below, faults, reason);
            default -> {
                fault(name, "an object");
                yield new Fields(Map.of(), below, faults, reason);
            }
        };
    }

    /// An empty list where there is none.
    List<Fields> objects(String name) {
        return switch (object.get(name)) {
            case null -> List.of();
            case List<?> list -> {
                var objects = new ArrayList<Fields>(list.size());
                for (var index = 0; index < list.size(); index++) {
                    objects.add(element(list.get(index), pointer + "/" + name + "/" + index));
                }
                yield objects;
            }
            default -> {
                fault(name, "an array");
                yield List.of();
            }
        };
    }

    private Fields element(Object element, String below) {
        if (element instanceof Map<?, ?> map) return new Fields(map, below, faults, reason);
        faults.add(new Fault(reason, below, "expected: an object"));
        return new Fields(Map.of(), below, faults, reason);
    }

    /// Notes a fault and gives null, so that reading goes on.
    <T> T fault(String name, String expected) {
        faults.add(new Fault(reason, pointer + "/" + name, "expected: " + expected));
        return null;
    }
}
