package io.danggol.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.danggol.simulators.http.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A shop's webhook address: keeps what it is told.
public final class Hooks implements AutoCloseable {
    public record Told(String signature, JsonNode body) {
        public JsonNode hook() {
            return body.get("hooks").get(0);
        }
    }

    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();

    public Hooks() throws IOException {
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", exchange -> {
            var body = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
            told.add(new Told(exchange.getRequestHeaders().getFirst("X-Toast-Webhook-Signature"), body));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/webhooks/nhn");
    }

    public List<Told> told() {
        return told;
    }

    public List<Told> about(String number) {
        return told.stream()
                .filter(one -> one.hook().path("recipientNo").asText().equals(number))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
