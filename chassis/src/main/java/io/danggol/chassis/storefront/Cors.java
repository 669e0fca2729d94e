package io.danggol.chassis.storefront;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Lets browsers call from the origins that some write key allows; which key goes with which origin is checked
/// with the call itself. Cookies are never used, so credentials are not allowed.
@ApplicationScoped
class Cors {
    private static final String ONE_DAY = "86400";

    private final StorefrontKeys keys;

    Cors(StorefrontKeys keys) {
        this.keys = keys;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, 1000);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        var response = context.response();
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            context.next();
            return;
        }
        response.headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        var allowed = keys.anyAllows(origin);
        if (allowed) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Date, Location, Retry-After");
        }
        var preflight = request.method().equals(HttpMethod.OPTIONS)
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
        if (!preflight) {
            context.next();
            return;
        }
        if (allowed) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, DELETE");
            response.putHeader(
                    HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                    "content-type, x-danggol-key, x-danggol-customer, authorization, traceparent");
            response.putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, ONE_DAY);
        }
        response.setStatusCode(allowed ? 204 : 403).end();
    }
}
