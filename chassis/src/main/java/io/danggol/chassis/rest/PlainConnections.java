package io.danggol.chassis.rest;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/// Without TLS services speak HTTP/1.1 alone. An upgrade to HTTP/2, which Java's own client asks for with its first
/// call, now and then leaves a large answer without frames (one call in 1,500 here;
/// <https://github.com/eclipse-vertx/vert.x/issues/3973>). With TLS they offer both.
@Singleton
class PlainConnections implements HttpServerOptionsCustomizer {
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
