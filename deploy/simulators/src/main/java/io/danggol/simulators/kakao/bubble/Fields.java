package io.danggol.simulators.kakao.bubble;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A JSON object of a request, read field by field. A wrong JSON type is refused as unreadable.
///
/// @param values nested maps, lists, strings, numbers, booleans
/// @param path where the object stands in the request, for messages; empty for the request itself
public record Fields(Map<String, Object> values, String path) {

    public static Fields of(Map<String, Object> values) {
        return new Fields(values, "");
    }

    /// The field's full name, as messages give it.
    public String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /// Whether the field says something: neither absent nor null nor empty.
    public boolean has(String key) {
        return switch (values.get(key)) {
            case null -> false;
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> object -> !object.isEmpty();
            default -> true;
        };
    }

    /// A string; null when it is absent, null or empty.
    public String text(String key) {
        return switch (values.get(key)) {
            case null -> null;
            case String text -> text.isEmpty() ? null : text;
            default -> throw Refused.unreadable(name(key) + " is not a string");
        };
    }

    public boolean flag(String key, boolean otherwise) {
        return switch (values.get(key)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            default -> throw Refused.unreadable(name(key) + " is not a boolean");
        };
    }

    /// A whole number; null when it is absent or null.
    public Long number(String key) {
        return switch (values.get(key)) {
            case null -> null;
            case Integer number -> number.longValue();
            case Long number -> number;
            case BigDecimal number
            when number.stripTrailingZeros().scale() <= 0 && number.precision() <= 18 -> number.longValueExact();
            default -> throw Refused.unreadable(name(key) + " is not a whole number");
        };
    }

    /// An object; null when it is absent, null or empty.
    public Fields object(String key) {
        return switch (values.get(key)) {
            case null -> null;
            case Map<?, ?> object -> object.isEmpty() ? null : new Fields(cast(object), name(key));
            default -> throw Refused.unreadable(name(key) + " is not an object");
        };
    }

    /// A list of objects; empty when it is absent or null.
    public List<Fields> list(String key) {
        return switch (values.get(key)) {
            case null -> List.of();
            case List<?> list -> objects(list, name(key));
            default -> throw Refused.unreadable(name(key) + " is not a list");
        };
    }

    private static List<Fields> objects(List<?> list, String path) {
        var objects = new ArrayList<Fields>();
        for (var element : list) {
            var at = path + "[" + objects.size() + "]";
            if (!(element instanceof Map<?, ?> object)) throw Refused.unreadable(at + " is not an object");
            objects.add(new Fields(cast(object), at));
        }
        return objects;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }
}
