package io.danggol.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.simulators.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A plain HTTP client for one port.
public final class Web {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final String[] headers;

    public Web(int port, String... headers) {
        this.base = "http://localhost:" + port;
        this.headers = headers;
    }

    public HttpResponse<String> call(String method, String path, Object body, String... more)
            throws IOException, InterruptedException {
        var content = body instanceof byte[] bytes ? bytes : body == null ? new byte[0] : Json.bytes(body);
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(content));
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(more));
        if (!all.contains("Content-Type") && body != null) all.addAll(List.of("Content-Type", "application/json"));
        if (!all.isEmpty()) request.headers(all.toArray(String[]::new));
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public JsonNode json(String method, String path, Object body, String... more)
            throws IOException, InterruptedException {
        return Json.MAPPER.readTree(call(method, path, body, more).body());
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return json("GET", path, null);
    }
}
