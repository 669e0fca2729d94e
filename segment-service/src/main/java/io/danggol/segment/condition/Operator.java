package io.danggol.segment.condition;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How a value is compared.
public enum Operator {
    EQ,
    NE,
    IN,
    GT,
    GTE,
    LT,
    LTE,
    CONTAINS,
    EXISTS;

    /// The name in JSON.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Operator> named(String key) {
        return Stream.of(values())
                .filter(operator -> operator.key().equals(key))
                .findFirst();
    }
}
