package io.danggol.tracking.intake;

import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.problem.Refusal;
import io.danggol.tracking.CallLimits;
import java.util.List;

/// Why a call with events is turned away as a whole.
abstract sealed class IntakeRefusal extends Refusal {
    private final int retryAfter;

    private IntakeRefusal(
            int retryAfter, int status, String slug, String title, String detail, Problem.Error... errors) {
        this(retryAfter, status, slug, title, detail, List.of(errors));
    }

    private IntakeRefusal(
            int retryAfter, int status, String slug, String title, String detail, List<Problem.Error> errors) {
        super(status, slug, title, detail, errors);
        this.retryAfter = retryAfter;
    }

    @Override
    public int retryAfter() {
        return retryAfter;
    }

    static final class Malformed extends IntakeRefusal {
        Malformed(String where) {
            super(0, 400, "malformed-body", "The body is not JSON", where);
        }
    }

    static final class NoEvents extends IntakeRefusal {
        NoEvents() {
            super(0, 422, "invalid-body", "The body is not as expected", "see errors", expected("an array of events"));
        }
    }

    static final class TooManyEvents extends IntakeRefusal {
        TooManyEvents(int events) {
            super(
                    0,
                    422,
                    "too-many-events",
                    "Too many events in one call",
                    events + " events (expected: at most " + CallLimits.EVENTS + ")",
                    expected("at most " + CallLimits.EVENTS + " events"));
        }
    }

    static final class LogAway extends IntakeRefusal {
        LogAway() {
            super(
                    1,
                    503,
                    "log-unavailable",
                    "Events cannot be taken now",
                    "nothing is confirmed; send the same ids again");
        }
    }

    static final class NoSuchRejected extends IntakeRefusal {
        /// @param missing the indexes of the ids that are none
        NoSuchRejected(List<Integer> missing) {
            super(
                    0,
                    422,
                    "invalid-body",
                    "The body is not as expected",
                    "see errors",
                    missing.stream()
                            .map(index -> new Problem.Error("/ids/" + index, "expected: a refused event's id"))
                            .toList());
        }
    }

    static final class BadCursor extends IntakeRefusal {
        BadCursor() {
            super(0, 400, "invalid-parameter", "A parameter is not as expected", "cursor: expected: a nextCursor");
        }
    }

    private static Problem.Error expected(String what) {
        return new Problem.Error("/events", "expected: " + what);
    }
}
