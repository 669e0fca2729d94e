package io.danggol.chassis.problem;

import java.io.IOException;

/// A body is longer than its path allows. An answer to the caller, not a fault, though it comes out of a stream.
final class BodyTooLarge extends IOException {
    private final long limit;

    /// @param limit in bytes
    BodyTooLarge(long limit) {
        super("at most " + limit + " bytes");
        this.limit = limit;
    }

    Problem problem() {
        return problem(limit);
    }

    static Problem problem(long limit) {
        return Problem.of(413, "body-too-large", "The body is too large", "at most " + limit + " bytes");
    }

    /// The one that caused `failure`, or null: readers and resources wrap what a stream throws.
    static BodyTooLarge in(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLarge found) return found;
        }
        return null;
    }
}
