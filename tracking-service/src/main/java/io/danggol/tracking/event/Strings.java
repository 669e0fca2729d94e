package io.danggol.tracking.event;

import java.util.List;
import java.util.Map;

/// The longest string that an event may hold anywhere, documented or not.
final class Strings {
    static final int LONGEST = 1024;

    private Strings() {}

    /// The first string, or name of a field, over 1,024 characters; null if there is none.
    static Fault tooLong(Object json) {
        var pointer = pointerOfTooLong(json);
        return pointer == null
                ? null
                : new Fault(Reason.TOO_LONG, pointer, "expected: at most " + LONGEST + " characters");
    }

    /// Whether a text has more characters than that: an emoji is one.
    static boolean isOver(String text, int characters) {
        return text.length() > characters && text.codePointCount(0, text.length()) > characters;
    }

    /// The pointer grows on the way back only: nearly always there is none.
    private static String pointerOfTooLong(Object json) {
        return switch (json) {
            case String text when isOver(text, LONGEST) -> "";
            case Map<?, ?> object -> {
                for (var field : object.entrySet()) {
                    var name = (String) field.getKey();
                    if (isOver(name, LONGEST)) yield "";
                    var below = pointerOfTooLong(field.getValue());
                    if (below != null) yield "/" + escaped(name) + below;
                }
                yield null;
            }
            case List<?> list -> {
                for (var index = 0; index < list.size(); index++) {
                    var below = pointerOfTooLong(list.get(index));
                    if (below != null) yield "/" + index + below;
                }
                yield null;
            }
            case null, default -> null;
        };
    }

    /// RFC 6901.
    private static String escaped(String name) {
        return name.indexOf('~') < 0 && name.indexOf('/') < 0
                ? name
                : name.replace("~", "~0").replace("/", "~1");
    }
}
