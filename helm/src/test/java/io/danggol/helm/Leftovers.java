package io.danggol.helm;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What a typed object could not place: the model takes unknown fields without a word and keeps them aside.
final class Leftovers {
    private static final String MODEL = "io.fabric8.kubernetes.api.model";

    private Leftovers() {}

    /// Paths of the fields that no type knows, anywhere below.
    static List<String> of(Object typed) {
        var found = new ArrayList<String>();
        look(typed, "", found);
        return found;
    }

    private static void look(Object at, String path, List<String> found) {
        switch (at) {
            case null -> {}
            case Collection<?> list -> {
                var index = 0;
                for (var each : list) look(each, path + "/" + index++, found);
            }
            case Map<?, ?> map -> map.forEach((key, each) -> look(each, path + "/" + key, found));
            case Object model when model.getClass().getName().startsWith(MODEL) -> members(model, path, found);
            default -> {}
        }
    }

    private static void members(Object model, String path, List<String> found) {
        for (var getter : model.getClass().getMethods()) {
            if (getter.getParameterCount() > 0 || !getter.getName().startsWith("get")) continue;
            if (getter.getReturnType().isEnum()) continue;
            var name = getter.getName().substring(3);
            try {
                var value = getter.invoke(model);
                if (name.equals("AdditionalProperties")) {
                    ((Map<?, ?>) value).keySet().forEach(key -> found.add(path + "/" + key));
                } else {
                    look(value, path + "/" + Character.toLowerCase(name.charAt(0)) + name.substring(1), found);
                }
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
