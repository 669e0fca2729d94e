package io.danggol.segment.condition;

import static io.danggol.segment.condition.Operator.CONTAINS;
import static io.danggol.segment.condition.Operator.EQ;
import static io.danggol.segment.condition.Operator.EXISTS;
import static io.danggol.segment.condition.Operator.GT;
import static io.danggol.segment.condition.Operator.GTE;
import static io.danggol.segment.condition.Operator.IN;
import static io.danggol.segment.condition.Operator.LT;
import static io.danggol.segment.condition.Operator.LTE;
import static io.danggol.segment.condition.Operator.NE;

import java.util.EnumSet;
import java.util.Set;

/// What kind of values a field or trait has, and so which operators make sense.
public enum ValueType {
    TEXT("a string", EnumSet.of(EQ, NE, IN, CONTAINS, EXISTS)),
    NUMBER("a number", EnumSet.of(EQ, NE, IN, GT, GTE, LT, LTE, EXISTS)),
    /// A number that is always there, such as a count: `exists` makes no sense.
    QUANTITY("a number", EnumSet.of(EQ, NE, IN, GT, GTE, LT, LTE)),
    TIME("an RFC 3339 time with offset", EnumSet.of(EQ, NE, GT, GTE, LT, LTE, EXISTS)),
    /// Several texts; `contains` asks for one of them as a whole.
    LIST("a string", EnumSet.of(CONTAINS, EXISTS)),
    /// Whatever the sender put there.
    ANY("a string, number or boolean", EnumSet.allOf(Operator.class));

    private final String expected;
    private final Set<Operator> operators;

    ValueType(String expected, Set<Operator> operators) {
        this.expected = expected;
        this.operators = operators;
    }

    String expected() {
        return expected;
    }

    Set<Operator> operators() {
        return operators;
    }
}
