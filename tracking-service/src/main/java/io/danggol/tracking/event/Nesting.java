package io.danggol.tracking.event;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// How deep objects and lists of an event may lie in each other, documented or not.
final class Nesting {
    private static final int DEEPEST = 16;

    static final Fault FAULT = new Fault(Reason.INVALID, "", "expected: at most " + DEEPEST + " levels");

    private Nesting() {}

    static boolean isOver(Map<?, ?> event) {
        return isOver(event.values(), DEEPEST - 1);
    }

    private static boolean isOver(Collection<?> members, int levels) {
        for (var member : members) {
            var below =
                    member instanceof Map<?, ?> object ? object.values() : member instanceof List<?> list ? list : null;
            if (below != null && (levels == 0 || isOver(below, levels - 1))) return true;
        }
        return false;
    }
}
