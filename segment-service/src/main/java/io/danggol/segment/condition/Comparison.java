package io.danggol.segment.condition;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// One operator with what it compares to.
///
/// @param operand a `String`, `BigDecimal`, `Boolean` or `Instant`; for [Operator#IN] a list of these
public record Comparison(Operator operator, Object operand) {

    /// Whether any of `values` compares so. `ne` is exactly "not `eq`", so it also holds where there is no
    /// value; values of another type than the operand's are unequal and in no order.
    public boolean holds(List<?> values) {
        return switch (operator) {
            case EQ -> anySame(values, operand);
            case NE -> !anySame(values, operand);
            case IN -> ((List<?>) operand).stream().anyMatch(wanted -> anySame(values, wanted));
            case GT -> values.stream().anyMatch(value -> comparable(value) && order(value) > 0);
            case GTE -> values.stream().anyMatch(value -> comparable(value) && order(value) >= 0);
            case LT -> values.stream().anyMatch(value -> comparable(value) && order(value) < 0);
            case LTE -> values.stream().anyMatch(value -> comparable(value) && order(value) <= 0);
            case CONTAINS ->
                values.stream().anyMatch(value -> value instanceof String text && text.contains((String) operand));
            case EXISTS -> values.isEmpty() != (Boolean) operand;
        };
    }

    private static boolean anySame(List<?> values, Object wanted) {
        for (var value : values) {
            if (value instanceof BigDecimal a && wanted instanceof BigDecimal b
                    ? a.compareTo(b) == 0
                    : value.equals(wanted)) return true;
        }
        return false;
    }

    private boolean comparable(Object value) {
        return value instanceof BigDecimal && operand instanceof BigDecimal
                || value instanceof Instant && operand instanceof Instant;
    }

    private int order(Object value) {
        return value instanceof BigDecimal number
                ? number.compareTo((BigDecimal) operand)
                : ((Instant) value).compareTo((Instant) operand);
    }
}
