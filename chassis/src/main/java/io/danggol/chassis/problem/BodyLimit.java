package io.danggol.chassis.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Refuses a body over the limit by its announced length, before a byte of it is read; Quarkus cuts off one that
/// announced none. The paths of imports have a limit of their own.
@ApplicationScoped
class BodyLimit {
    private final ObjectMapper json;
    private final long bodyBytes;
    private final long importBytes;
    private final Set<String> importPaths;

    BodyLimit(
            ObjectMapper json,
            @ConfigProperty(name = "danggol.http.max-body-bytes") long bodyBytes,
            @ConfigProperty(name = "danggol.http.max-import-bytes") long importBytes,
            @ConfigProperty(name = "danggol.http.import-paths") Optional<Set<String>> importPaths) {
        this.json = json;
        this.bodyBytes = bodyBytes;
        this.importBytes = importBytes;
        this.importPaths = importPaths.orElse(Set.of());
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, 900);
    }

    private void check(RoutingContext context) {
        var bytes = importPaths.contains(context.normalizedPath()) ? importBytes : bodyBytes;
        var announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced == null || Long.parseLong(announced) <= bytes) {
            context.next();
            return;
        }
        var problem = Problem.of(413, "body-too-large", "The body is too large", "at most " + bytes + " bytes")
                .at(context.request().path());
        context.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(write(problem));
    }

    private String write(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
