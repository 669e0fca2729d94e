package io.danggol.chassis.problem;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// What JSON a value of ours is read from, in words for who sends it.
final class Expected {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, long.class, Integer.class, Long.class);

    private Expected() {}

    static String of(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) return "a string";
        if (type == boolean.class || type == Boolean.class) return "true or false";
        if (WHOLE.contains(type)) return "a whole number";
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) return "a number";
        if (type.isArray() || Collection.class.isAssignableFrom(type)) return "an array";
        if (type == UUID.class) return "a UUID";
        if (type == Instant.class || type == OffsetDateTime.class) return "a time such as 2026-11-22T09:00:00+09:00";
        if (type == LocalDate.class) return "a date such as 2026-11-22";
        if (type == Duration.class) return "a duration such as P7D";
        if (type.isEnum())
            return Arrays.stream(type.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "one of ", ""));
        return "an object";
    }
}
