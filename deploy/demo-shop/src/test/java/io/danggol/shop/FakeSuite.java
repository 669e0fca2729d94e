package io.danggol.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.danggol.shop.DemoShopConfig.SuiteUrls;
import io.danggol.shop.disk.Documents;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/// Stands where the suite would: takes every call, remembers it, and answers what a test says.
public final class FakeSuite implements AutoCloseable {
    /// A call as it came in.
    public record Heard(String method, String path, Map<String, String> headers, JsonNode body) {}

    /// What a call is answered with.
    public record Said(int status, String body) {}

    private final HttpServer server;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Heard, Said>> answers = new ConcurrentHashMap<>();

    public FakeSuite() throws IOException {
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = exchange.getRequestBody().readAllBytes();
                var headers = new ConcurrentHashMap<String, String>();
                exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
                var path = exchange.getRequestURI().getPath();
                var call = new Heard(exchange.getRequestMethod(), path, headers, Documents.JSON.readTree(body));
                heard.add(call);
                var said = answers.getOrDefault(call.method() + " " + path, _ -> new Said(200, "{}"))
                        .apply(call);
                var answer = said.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(said.status(), answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    public SuiteUrls urls() {
        var origin = URI.create("http://localhost:" + server.getAddress().getPort());
        return new SuiteUrls(origin, origin, origin, origin);
    }

    /// From now on `call`, as in `PUT /v1/x`, is answered like this.
    public void answer(String call, int status, String body) {
        answer(call, _ -> new Said(status, body));
    }

    /// From now on `call` is answered with what `said` makes of it.
    public void answer(String call, Function<Heard, Said> said) {
        answers.put(call, said);
    }

    public List<Heard> heard(String method, String path) {
        return heard.stream()
                .filter(call -> call.method().equals(method) && call.path().startsWith(path))
                .toList();
    }

    /// The server events under `name` that came in.
    public List<JsonNode> events(String name) {
        return heard("POST", "/v1/server/events").stream()
                .flatMap(call -> StreamSupport.stream(call.body().path("events").spliterator(), false))
                .filter(event -> event.path("name").asText().equals(name))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
