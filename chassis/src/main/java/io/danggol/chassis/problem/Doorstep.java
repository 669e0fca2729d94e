package io.danggol.chassis.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// What holds for every address: none holds U+0000, which no text of the database can, and no cache keeps what one
/// below `/v1/` answers, unless the answer says so.
@ApplicationScoped
class Doorstep {
    private static final Problem UNSTORABLE =
            Problem.of(400, "invalid-parameter", "A parameter is not as expected", "the address holds U+0000");

    private final EarlyProblems problems;

    Doorstep(EarlyProblems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, 950);
    }

    private void check(RoutingContext context) {
        var uri = context.request().uri();
        if (uri.startsWith("/v1/")) context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (uri.contains("%00")) problems.end(context, UNSTORABLE);
        else context.next();
    }
}
