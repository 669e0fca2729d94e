package io.danggol.chassis.rest;

import io.micrometer.core.instrument.Tags;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import jakarta.inject.Singleton;

/// Keeps out of metrics the address of a call that was answered before it had found its resource (a wrong method, a
/// body over the limit, a preflight): it may name a person or hold a link's token, and whoever calls could make as many
/// series as they like, until Quarkus takes no new one (`quarkus.micrometer.binder.http-server.max-uri-tags`). Any
/// other
/// is measured under its template.
@Singleton
class NamelessCalls implements HttpServerMetricsTagsContributor {
    /// Where Quarkus keeps the template of the resource that was found.
    private static final String TEMPLATE = "UrlPathTemplate";

    private static final Tags NAMELESS = Tags.of("uri", "UNKNOWN");

    @Override
    public Tags contribute(Context call) {
        return call.requestContextLocalData(TEMPLATE) == null ? NAMELESS : Tags.empty();
    }
}
