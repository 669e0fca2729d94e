package io.danggol.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.e2e.suite.RunningSuite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// A client that knows the public interface and nothing else, and says exactly what it is told to.
record Outside(RunningSuite suite) {
    static final String KEY = "demo-key";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// An answer.
    ///
    /// @param body a missing node when it is not JSON
    record Said(int status, JsonNode body, String text, HttpHeaders headers) {
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /// This answer, which has to be a problem as RFC 9457 has it.
        Said isProblem(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            assertThat(body.path("status").asInt()).isEqualTo(expected);
            assertThat(body.path("type").asText()).isNotBlank();
            assertThat(body.path("title").asText()).isNotBlank();
            return this;
        }

        /// This problem, which has to name these places of the body.
        Said pointsTo(String... pointers) {
            assertThat(body.path("errors"))
                    .as(text)
                    .extracting(error -> error.path("pointer").asText())
                    .contains(pointers);
            assertThat(body.path("errors"))
                    .allSatisfy(
                            error -> assertThat(error.path("detail").asText()).isNotBlank());
            return this;
        }

        Said is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }
    }

    /// A call in the making.
    final class Ask {
        private final HttpRequest.Builder request;
        private final String method;

        private Ask(String method, String service, String path) {
            this.method = method;
            request = HttpRequest.newBuilder(URI.create(suite.addresses().serviceUrl(service) + path));
        }

        Ask with(String header, String value) {
            request.setHeader(header, value);
            return this;
        }

        Ask as(String role) throws IOException, InterruptedException {
            return with("Authorization", "Bearer " + suite.client().token(role));
        }

        Ask fromPage() {
            return with("X-Danggol-Key", KEY);
        }

        Ask of(String customerId) throws IOException {
            return fromPage().with("X-Danggol-Customer", suite.client().customerToken(customerId));
        }

        Said send() throws IOException, InterruptedException {
            return send("");
        }

        /// With a JSON body; none if it is empty.
        Said send(String body) throws IOException, InterruptedException {
            if (!body.isEmpty()) request.header("Content-Type", "application/json");
            return sendAs(body);
        }

        Said send(String contentType, String body) throws IOException, InterruptedException {
            request.header("Content-Type", contentType);
            return sendAs(body);
        }

        private Said sendAs(String body) throws IOException, InterruptedException {
            request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            var answer = HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            var json = answer.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            return new Said(
                    answer.statusCode(),
                    json && !answer.body().isEmpty()
                            ? SuiteClient.JSON.readTree(answer.body())
                            : MissingNode.getInstance(),
                    answer.body(),
                    answer.headers());
        }
    }

    Ask get(String service, String path) {
        return new Ask("GET", service, path);
    }

    Ask post(String service, String path) {
        return new Ask("POST", service, path);
    }

    Ask put(String service, String path) {
        return new Ask("PUT", service, path);
    }

    Ask delete(String service, String path) {
        return new Ask("DELETE", service, path);
    }

    Ask call(String method, String service, String path) {
        return new Ask(method, service, path);
    }

    /// A short name that nobody had before.
    static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    static List<String> services() {
        return List.of("tracking", "profile", "segment", "recommendation", "campaign");
    }
}
