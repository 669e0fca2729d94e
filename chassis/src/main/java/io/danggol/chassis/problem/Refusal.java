package io.danggol.chassis.problem;

import java.util.List;

/// What a service refuses on purpose: an answer to the caller, not a fault, so it carries no stack trace.
/// Each service names its refusals as subclasses.
public abstract class Refusal extends RuntimeException {
    private final transient Problem problem;

    protected Refusal(int status, String slug, String title, String detail) {
        this(Problem.of(status, slug, title, detail));
    }

    protected Refusal(int status, String slug, String title, String detail, List<Problem.Error> errors) {
        this(Problem.of(status, slug, title, detail).withErrors(errors));
    }

    private Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public final Problem problem() {
        return problem;
    }

    /// Seconds after which a repeat makes sense, for the header `Retry-After`; 0 for none.
    public int retryAfter() {
        return 0;
    }
}
