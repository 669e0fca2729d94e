package io.danggol.segment.condition;

import java.math.BigDecimal;
import java.util.List;

/// What a value has to be: every comparison holds. At least one.
public record Criterion(List<Comparison> comparisons) {

    /// "At least once": what a `count` is when none is given.
    public static final Criterion AT_LEAST_ONE = new Criterion(List.of(new Comparison(Operator.GTE, BigDecimal.ONE)));

    public Criterion {
        if (comparisons.isEmpty()) throw new IllegalArgumentException("comparisons: none (expected: at least one)");
        comparisons = List.copyOf(comparisons);
    }

    /// Whether something with these values meets it; a field may have none or several.
    public boolean holds(List<?> values) {
        for (var comparison : comparisons) {
            if (!comparison.holds(values)) return false;
        }
        return true;
    }

    /// Whether a number meets it.
    public boolean holds(BigDecimal number) {
        return holds(List.of(number));
    }
}
