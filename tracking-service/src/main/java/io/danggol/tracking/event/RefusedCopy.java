package io.danggol.tracking.event;

import io.danggol.tracking.text.CleanText;
import io.danggol.tracking.text.Mask;
import io.danggol.tracking.text.PageUrl;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What may be kept of a refused event: its documented fields as they came, strings masked and cut, nothing of whom it
/// names.
public final class RefusedCopy {
    private static final int MOST_ELEMENTS = 200;
    private static final int MOST_DIGITS = 30;

    private static final Set<String> EVENT = Set.of(
            "id",
            "name",
            "visitorId",
            "sessionId",
            "sessionNumber",
            "occurredAt",
            "sentAt",
            "consent",
            "context",
            "currency",
            "value",
            "items",
            "params");
    private static final Map<String, Set<String>> BELOW = Map.of(
            "consent", Set.of("analytics", "personalization"),
            "context", Set.of("pageUrl", "pageTitle", "referrer", "locale", "utm"),
            "utm", Set.of("source", "medium", "campaign", "term", "content"),
            "items",
                    Set.of(
                            "item_id",
                            "item_name",
                            "item_brand",
                            "item_variant",
                            "item_category",
                            "item_category2",
                            "item_category3",
                            "item_category4",
                            "item_category5",
                            "price",
                            "quantity",
                            "discount",
                            "coupon",
                            "index"));

    private RefusedCopy() {}

    /// An empty copy of what is no object.
    public static Map<String, Object> of(Object json) {
        return json instanceof Map<?, ?> event ? fields(event, EVENT) : Map.of();
    }

    /// The key under which the copy goes to the log: visitor, else what it says of its id, else nothing.
    public static String keyOf(Map<String, Object> copy) {
        return copy.get("visitorId") instanceof String visitorId
                ? visitorId
                : String.valueOf(copy.getOrDefault("id", ""));
    }

    private static Map<String, Object> fields(Map<?, ?> object, Set<String> kept) {
        var copy = new LinkedHashMap<String, Object>();
        object.forEach((name, value) -> {
            if (!kept.contains(name) || value == null) return;
            var field = (String) name;
            var copied =
                    field.equals("params") && value instanceof Map<?, ?> params ? params(params) : value(field, value);
            if (copied != null) copy.put(field, copied);
        });
        return copy;
    }

    private static Map<String, Object> params(Map<?, ?> given) {
        var copy = new LinkedHashMap<String, Object>();
        given.forEach((name, value) -> {
            var listed = name instanceof String text && Params.kindOf(text) != Params.Kind.UNLISTED;
            if (listed && scalar(value) instanceof Object scalar) copy.put((String) name, scalar);
        });
        return copy;
    }

    private static Object value(String field, Object value) {
        return switch (value) {
            case String url
            when field.equals("pageUrl") || field.equals("referrer") ->
                cut(CleanText.of(PageUrl.of(url).toString()));
            case Map<?, ?> object -> fields(object, BELOW.getOrDefault(field, Set.of()));
            case List<?> list ->
                list.stream()
                        .limit(MOST_ELEMENTS)
                        .filter(Map.class::isInstance)
                        .map(element -> value(field, element))
                        .toList();
            default -> scalar(value);
        };
    }

    /// Null for what is none.
    private static Object scalar(Object value) {
        return switch (value) {
            case String text -> cut(Mask.of(CleanText.of(text.length() > Strings.LONGEST ? cut(text) : text)));
            case Boolean flag -> flag;
            case Integer number -> number;
            case Long number -> number;
            case BigInteger number -> number.bitLength() > 3 * MOST_DIGITS ? "a long number" : number;
            case BigDecimal number ->
                Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS
                        ? "a long number"
                        : number;
            case null, default -> null;
        };
    }

    private static String cut(String text) {
        return text.length() > Strings.LONGEST ? CleanText.of(text.substring(0, Strings.LONGEST)) : text;
    }
}
