package io.danggol.tracking.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/// profile-service and the issuer of tokens, as far as this service asks them. Knows one customer, by
/// [#EMAIL] and [#PHONE]; falls silent for [#OUTAGE]. Tells under [#ASKED_IN] in which trace it was asked last.
public final class PretendedProfiles implements QuarkusTestResourceLifecycleManager {
    public static final String EMAIL = "kim@example.invalid";
    public static final String PHONE = "010-1234-5678";
    public static final String OUTAGE = "outage@example.invalid";
    public static final String ASKED_IN = "/asked-in";
    public static final String CUSTOMER = "c0".repeat(32);

    private HttpServer server;
    private volatile String askedIn = "";

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/protocol/openid-connect/token", call -> {
            answer(call, 200, "{\"access_token\":\"for-tests\",\"token_type\":\"Bearer\",\"expires_in\":300}");
        });
        server.createContext(ASKED_IN, call -> answer(call, 200, askedIn));
        server.createContext("/v1/contacts/resolve", call -> {
            askedIn = String.valueOf(call.getRequestHeaders().getFirst("traceparent"));
            var asked = new String(call.getRequestBody().readAllBytes(), UTF_8);
            var known = asked.contains("[\"" + EMAIL + "\"]") || asked.contains("[\"" + PHONE + "\"]");
            if (!"Bearer for-tests".equals(call.getRequestHeaders().getFirst("Authorization"))) answer(call, 401, "{}");
            else if (asked.contains(OUTAGE)) answer(call, 503, "{}");
            else answer(call, 200, known ? "{\"customers\":{\"0\":\"" + CUSTOMER + "\"}}" : "{\"customers\":{}}");
        });
        server.start();
        var url = "http://localhost:" + server.getAddress().getPort();
        return Map.of("quarkus.rest-client.profile-service.url", url, "quarkus.oidc-client.auth-server-url", url);
    }

    @Override
    public void stop() {
        if (server != null) server.stop(0);
    }

    private static void answer(HttpExchange call, int status, String body) throws IOException {
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, body.getBytes(UTF_8).length);
        try (var out = call.getResponseBody()) {
            out.write(body.getBytes(UTF_8));
        }
    }
}
