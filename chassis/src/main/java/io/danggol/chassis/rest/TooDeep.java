package io.danggol.chassis.rest;

import com.fasterxml.jackson.core.StreamReadConstraints;
import io.danggol.chassis.problem.Refusal;

/// A body that is JSON, but beyond what is read of it.
public final class TooDeep extends Refusal {
    public TooDeep() {
        super(
                422,
                "invalid-body",
                "The body is not as expected",
                "expected: at most " + StreamReadConstraints.DEFAULT_MAX_DEPTH + " levels, numbers of at most "
                        + StreamReadConstraints.DEFAULT_MAX_NUM_LEN + " digits");
    }
}
