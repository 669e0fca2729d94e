package io.danggol.simulators.kakao.template;

import io.danggol.simulators.kakao.bubble.Refused;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Replaces a template's images by those of one recipient, in the order in which they stand in the bubble.
final class TemplateImages {
    private static final List<String> ORDER = List.of("image", "item", "carousel", "head", "list");

    private TemplateImages() {}

    /// @param images one object each, with `imageUrl` and `imageLink`; an empty one keeps the template's
    /// @throws Refused if they are not as many as the template has
    static Map<String, Object> replace(Map<String, Object> fields, List<Map<String, Object>> images) {
        var rest = images.iterator();
        var replaced = object(fields, rest);
        if (rest.hasNext()) throw Refused.templateParameter();
        return replaced;
    }

    private static Map<String, Object> object(Map<String, Object> object, Iterator<Map<String, Object>> images) {
        var replaced = new LinkedHashMap<>(object);
        if (object.containsKey("imageUrl")) {
            if (!images.hasNext()) throw Refused.templateParameter();
            replaced.putAll(images.next());
        }
        for (var key : ORDER) {
            if (object.containsKey(key)) replaced.put(key, value(object.get(key), images));
        }
        return replaced;
    }

    @SuppressWarnings("unchecked")
    private static Object value(Object value, Iterator<Map<String, Object>> images) {
        return switch (value) {
            case Map<?, ?> object -> object((Map<String, Object>) object, images);
            case List<?> list ->
                list.stream().map(element -> value(element, images)).toList();
            case null -> null;
            default -> value;
        };
    }
}
