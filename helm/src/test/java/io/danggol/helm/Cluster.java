package io.danggol.helm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// As much of a cluster as Helm's `lookup` asks for: Secrets by their names.
final class Cluster {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Map<String, String>> SECRETS = new ConcurrentHashMap<>();
    private static HttpServer server;

    private Cluster() {}

    /// Starts it, once, and tells Helm where it is.
    static synchronized void start() throws IOException {
        if (server != null) return;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Cluster::answer);
        server.start();
        Files.writeString(Path.of(System.getenv("KUBECONFIG")), """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
                contexts: [{name: test, context: {cluster: test, user: test}}]
                users: [{name: test, user: {}}]
                current-context: test
                """.formatted(
                        server.getAddress().getPort()));
    }

    /// @param data in base64, as the cluster keeps it
    static void hold(String secret, Map<String, String> data) {
        SECRETS.put(secret, data);
    }

    static void empty() {
        SECRETS.clear();
    }

    private static void answer(HttpExchange call) throws IOException {
        var path = call.getRequestURI().getPath();
        if (path.equals("/api/v1")) {
            answer(
                    call,
                    200,
                    Map.of(
                            "kind", "APIResourceList",
                            "groupVersion", "v1",
                            "resources",
                                    List.of(Map.of(
                                            "name",
                                            "secrets",
                                            "namespaced",
                                            true,
                                            "kind",
                                            "Secret",
                                            "verbs",
                                            List.of("get")))));
            return;
        }
        var name = path.substring(path.lastIndexOf('/') + 1);
        var data = SECRETS.get(name);
        if (data == null) {
            answer(
                    call,
                    404,
                    Map.of(
                            "kind",
                            "Status",
                            "apiVersion",
                            "v1",
                            "status",
                            "Failure",
                            "reason",
                            "NotFound",
                            "code",
                            404));
        } else {
            answer(
                    call,
                    200,
                    Map.of("kind", "Secret", "apiVersion", "v1", "metadata", Map.of("name", name), "data", data));
        }
    }

    private static void answer(HttpExchange call, int status, Map<String, Object> body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }
}
