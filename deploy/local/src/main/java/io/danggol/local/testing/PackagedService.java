package io.danggol.local.testing;

import io.danggol.local.process.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What every packaged service has to answer, whether it is a jar or an executable.
public final class PackagedService {
    private static final String READY = "/q/health/ready";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private PackagedService() {}

    /// What is wrong with the service at this port of this machine, once it is ready; empty if it is as it should be.
    public static List<String> flaws(int port) {
        var flaws = new ArrayList<String>();
        Wait.until(
                "ready", PATIENCE, () -> get("http://localhost:" + port + READY).statusCode() == 200);
        expect(flaws, port, "/q/metrics", 200, "danggol_");
        expect(flaws, port, "/q/openapi?format=json", 200, "\"openapi\"");
        expect(flaws, port, "/v1/nowhere", 404, "\"type\":\"https://danggol.io/problems/");
        return flaws;
    }

    private static void expect(List<String> flaws, int port, String path, int status, String text) {
        var answer = get("http://localhost:" + port + path);
        if (answer.statusCode() != status || !answer.body().contains(text)) {
            flaws.add(path + ": " + answer.statusCode() + " " + answer.body() + " (expected: " + status + ", " + text
                    + ")");
        }
    }

    private static HttpResponse<String> get(String address) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
