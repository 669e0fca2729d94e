package io.danggol.chassis.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Refuses a body over the limit by its announced length, before a byte of it is read; [BodyCount] counts one that
/// announced none.
@ApplicationScoped
class BodyLimit {
    private final BodyLimits limits;
    private final EarlyProblems problems;

    BodyLimit(BodyLimits limits, EarlyProblems problems) {
        this.limits = limits;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, 900);
    }

    private void check(RoutingContext context) {
        var bytes = limits.of(context.normalizedPath());
        var announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced == null || Long.parseLong(announced) <= bytes) {
            context.next();
            return;
        }
        problems.end(context, BodyTooLarge.problem(bytes));
        Remainder.discard(context.request());
    }
}
