package io.danggol.tracking.event;

import java.util.List;
import java.util.Map;

/// The longest string that an event may hold anywhere, documented or not.
final class Strings {
    static final int LONGEST = 1024;

    private Strings() {}

    /// The first string, or name of a field, over 1,024 characters; null if there is none.
    static Fault tooLong(Object json) {
        return tooLong(json, "");
    }

    private static Fault tooLong(Object json, String pointer) {
        return switch (json) {
            case String text when text.length() > LONGEST -> fault(pointer);
            case Map<?, ?> object -> {
                for (var field : object.entrySet()) {
                    var name = (String) field.getKey();
                    if (name.length() > LONGEST) yield fault(pointer);
                    var fault = tooLong(field.getValue(), pointer + "/" + escaped(name));
                    if (fault != null) yield fault;
                }
                yield null;
            }
            case List<?> list -> {
                for (var index = 0; index < list.size(); index++) {
                    var fault = tooLong(list.get(index), pointer + "/" + index);
                    if (fault != null) yield fault;
                }
                yield null;
            }
            case null, default -> null;
        };
    }

    private static Fault fault(String pointer) {
        return new Fault(Reason.TOO_LONG, pointer, "expected: at most " + LONGEST + " characters");
    }

    /// RFC 6901.
    private static String escaped(String name) {
        return name.indexOf('~') < 0 && name.indexOf('/') < 0
                ? name
                : name.replace("~", "~0").replace("/", "~1");
    }
}
