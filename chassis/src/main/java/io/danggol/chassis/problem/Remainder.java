package io.danggol.chassis.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/// The rest of a body that was refused. A client that still sends sees the answer only if somebody takes the rest: it
/// is thrown away as it comes, and the connection is closed under whoever does not stop.
final class Remainder {
    private static final long MOST_BYTES = 32 << 20;

    private final HttpServerRequest request;
    private long bytes;

    private Remainder(HttpServerRequest request) {
        this.request = request;
    }

    static void discard(HttpServerRequest request) {
        if (!request.isEnded()) request.handler(new Remainder(request)::take).resume();
    }

    private void take(Buffer part) {
        bytes += part.length();
        if (bytes > MOST_BYTES) request.connection().close();
    }
}
