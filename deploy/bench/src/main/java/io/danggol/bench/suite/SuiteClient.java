package io.danggol.bench.suite;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.danggol.local.realm.Keycloak;
import io.danggol.local.suite.Addresses;
import io.danggol.local.suite.CustomerToken;
import io.danggol.local.suite.Home;
import io.danggol.local.suite.Secrets;
import io.danggol.local.suite.SuiteClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The running local suite as an outside client sees it.
public final class SuiteClient {
    /// Reads and writes JSON exactly: decimals stay decimals.
    public static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(20);
    private static final String WRITE_KEY = "demo-key";
    private static final int CONFLICT = 409;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Addresses addresses;
    private final Home home;
    private final Duration patience;
    private final Optional<String> traceparent;

    private record Token(String text, Instant goodUntil) {}

    /// An answer. `body` is a missing node when it is not JSON.
    public record Answer(int status, JsonNode body, Map<String, List<String>> headers) {
        public boolean ok() {
            return status / 100 == 2;
        }

        /// This answer, if it is a good one.
        ///
        /// @throws IllegalStateException with the problem, if it is none
        public Answer orFail(String call) {
            if (!ok()) throw new IllegalStateException(call + " → " + status + " " + body);
            return this;
        }
    }

    public SuiteClient(Addresses addresses, Home home) {
        this(addresses, home, Duration.ZERO, Optional.empty());
    }

    private SuiteClient(Addresses addresses, Home home, Duration patience, Optional<String> traceparent) {
        this.addresses = addresses;
        this.home = home;
        this.patience = patience;
        this.traceparent = traceparent;
    }

    /// A client that makes a call again for so long while nobody answers it, or the answer is a 5xx or 429: for calls
    /// that may be made twice. [#postUnless] makes those that may not.
    public SuiteClient patient(Duration patience) {
        return new SuiteClient(addresses, home, patience, traceparent);
    }

    /// A client all of whose calls are part of a trace, named as W3C Trace Context does.
    public SuiteClient in(String trace) {
        return new SuiteClient(addresses, home, patience, Optional.of(trace));
    }

    /// The suite of this checkout, by `DANGGOL_ROOT`, `DANGGOL_HOME` and `DANGGOL_PORT_OFFSET`.
    public static SuiteClient ofEnvironment() {
        return new SuiteClient(Addresses.ofEnvironment(), Home.ofEnvironment());
    }

    public Addresses addresses() {
        return addresses;
    }

    public Home home() {
        return home;
    }

    /// What the suite's clocks read.
    public Instant now() throws IOException {
        return new SuiteClock(home.clock(), Clock.systemUTC()).now();
    }

    public Answer get(Caller caller, String service, String path) throws IOException, InterruptedException {
        return call(caller, "GET", service, path, "application/json", null);
    }

    public Answer post(Caller caller, String service, String path, Object body)
            throws IOException, InterruptedException {
        return call(caller, "POST", service, path, "application/json", JSON.writeValueAsBytes(body));
    }

    public Answer put(Caller caller, String service, String path, Object body)
            throws IOException, InterruptedException {
        return call(caller, "PUT", service, path, "application/json", JSON.writeValueAsBytes(body));
    }

    /// Makes a call of which a repeat would be refused, or do more: only while what it is for is not so. It is made
    /// again, by a [#patient] client, where nobody answered. A conflict is no failure when it is so by then.
    ///
    /// @param so whether what the call is for has come true, by this call or another
    /// @throws IllegalStateException with the problem, if it was refused
    public void postUnless(Waiting.Condition so, Caller caller, String service, String path, Object body)
            throws IOException, InterruptedException {
        var bytes = JSON.writeValueAsBytes(body);
        for (var deadline = deadline(); !so.holds(); Thread.sleep(PAUSE)) {
            var over = System.nanoTime() >= deadline;
            try {
                var answer = callOnce(caller, "POST", service, path, "application/json", bytes);
                if (!over && mayPass(answer)) continue;
                if (answer.status() != CONFLICT || !so.holds()) answer.orFail(path);
                return;
            } catch (IOException e) {
                if (over) throw e;
            }
        }
    }

    /// Any call.
    ///
    /// @param service such as `tracking`
    /// @param body null for none
    public Answer call(Caller caller, String method, String service, String path, String contentType, byte[] body)
            throws IOException, InterruptedException {
        for (var deadline = deadline(); ; Thread.sleep(PAUSE)) {
            var over = System.nanoTime() >= deadline;
            try {
                var answer = callOnce(caller, method, service, path, contentType, body);
                if (over || !mayPass(answer)) return answer;
            } catch (IOException e) {
                if (over) throw e;
            }
        }
    }

    private long deadline() {
        return System.nanoTime() + patience.toNanos();
    }

    private static boolean mayPass(Answer answer) {
        return answer.status() >= 500 || answer.status() == 429;
    }

    private Answer callOnce(Caller caller, String method, String service, String path, String contentType, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(addresses.serviceUrl(service) + path))
                .timeout(ANSWER)
                .header("Content-Type", contentType)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        sign(request, caller);
        traceparent.ifPresent(trace -> request.header("traceparent", trace));
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(), read(response.body()), response.headers().map());
    }

    private void sign(HttpRequest.Builder request, Caller caller) throws IOException, InterruptedException {
        switch (caller) {
            case Caller.Role(var name) -> request.header("Authorization", "Bearer " + token(name));
            case Caller.Page() -> request.header("X-Danggol-Key", WRITE_KEY);
            case Caller.Customer(var customerId) -> {
                request.header("X-Danggol-Key", WRITE_KEY);
                request.header("X-Danggol-Customer", customerToken(customerId));
            }
        }
    }

    /// A customer token as the shop's server would sign it.
    public String customerToken(String customerId) throws IOException {
        return CustomerToken.sign(customerId, Secrets.of(home).shop(), now());
    }

    /// A bearer token of the user with this role.
    public String token(String role) throws IOException, InterruptedException {
        var token = tokens.get(role);
        if (token == null || token.goodUntil().isBefore(Instant.now())) {
            token = new Token(
                    Keycloak.token(addresses.issuer(), role), Instant.now().plus(TOKEN_LIFE));
            tokens.put(role, token);
        }
        return token.text();
    }

    private static JsonNode read(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException e) {
            return JSON.getNodeFactory().textNode(new String(body, StandardCharsets.UTF_8));
        }
    }
}
