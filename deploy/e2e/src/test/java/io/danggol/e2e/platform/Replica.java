package io.danggol.e2e.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.helm.Release;
import io.danggol.local.process.Ports;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// One more replica of a service of the suite.
final class Replica implements AutoCloseable {
    private final String url;
    private final Process process;
    private final StringBuffer printed = new StringBuffer();
    private final HttpClient http = HttpClient.newHttpClient();

    private Replica(String url, Process process) {
        this.url = url;
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /// Starts one that is as the suite's are.
    static Replica start(RunningSuite suite, String service, Map<String, String> more) throws IOException {
        var port = Ports.free();
        var variables = new HashMap<>(more);
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return new Replica("http://localhost:" + port, suite.service(service, variables));
    }

    /// Starts one that speaks to its stores as these values of the chart say.
    ///
    /// @param values of the chart
    /// @param stores the beginnings of those variables that are taken from what the chart renders of them
    /// @param mounts the files that the chart mounts, and where they are here
    /// @param more variables on top
    static Replica start(
            RunningSuite suite,
            String service,
            JsonNode values,
            String stores,
            Map<String, Path> mounts,
            Map<String, String> more)
            throws IOException {
        var variables = new HashMap<String, String>();
        Release.of(suite.checkout().resolve("helm/danggol"), values)
                .object("ConfigMap", service)
                .path("data")
                .properties()
                .forEach(each -> {
                    if (!each.getKey().matches("(" + stores + ").*")) return;
                    var value = each.getValue().asText();
                    for (var mount : mounts.entrySet())
                        value = value.replace(mount.getKey(), mount.getValue().toString());
                    variables.put(each.getKey(), value);
                });
        variables.putAll(more);
        return start(suite, service, variables);
    }

    private void read() {
        try (var output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            var buffer = new char[8192];
            for (var count = output.read(buffer); count >= 0; count = output.read(buffer))
                printed.append(buffer, 0, count);
        } catch (IOException e) {
            printed.append(e);
        }
    }

    String printed() {
        return printed.toString();
    }

    /// Where it is called.
    URI at(String path) {
        return URI.create(url + path);
    }

    /// Its answer to a page of the shop.
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    boolean isReady() throws InterruptedException {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
