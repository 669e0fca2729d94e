package io.danggol.simulators.kakao.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The variables that stand for a template's absent prices; a template cannot name its own there.
public final class FixedPrices {
    private static final Map<String, String> VARIABLES = Map.of(
            "regularPrice", "#{정상가격}",
            "discountPrice", "#{할인가격}",
            "discountRate", "#{할인율}",
            "discountFixed", "#{정액할인가격}");

    static final Set<String> KEYS = VARIABLES.keySet();

    private FixedPrices() {}

    /// The same fields, with the fixed variables in every commerce object where a price is absent.
    public static Map<String, Object> in(Map<String, Object> fields) {
        var priced = new LinkedHashMap<String, Object>();
        fields.forEach((key, value) -> priced.put(key, in(key, value)));
        return priced;
    }

    private static Object in(String key, Object value) {
        return switch (value) {
            case Map<?, ?> object -> {
                var inner = in(cast(object));
                if (key.equals("commerce")) VARIABLES.forEach(inner::putIfAbsent);
                yield inner;
            }
            case List<?> list -> list.stream().map(element -> in("", element)).toList();
            case null -> null;
            default -> value;
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }
}
