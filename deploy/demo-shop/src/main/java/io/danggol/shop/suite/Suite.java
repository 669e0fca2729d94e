package io.danggol.shop.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.danggol.shop.DemoShopConfig;
import io.danggol.shop.customer.CustomerToken;
import io.danggol.shop.disk.Documents;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// The suite, as the shop's server reaches it by its public interface.
public final class Suite implements AutoCloseable {
    /// What a service answered.
    ///
    /// @param status 0 when it could not be reached
    /// @param body the JSON answer; a missing node for none
    /// @param detail what to write into a log: never what was sent
    public record Answer(int status, JsonNode body, String detail) {
        public boolean accepted() {
            return status >= 200 && status < 300;
        }

        /// Whether the same call may be accepted later.
        public boolean worthAnotherTry() {
            return status == 0 || status == 401 || status == 403 || status == 408 || status == 429 || status >= 500;
        }
    }

    private final DemoShopConfig config;
    private final CustomerToken tokens;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    public Suite(DemoShopConfig config) {
        this.config = config;
        this.tokens = new CustomerToken(config.shopSecret());
    }

    /// Makes the call and waits for its answer, 10 s at most. A service that is away is an answer, too.
    public Answer send(Call call) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(origin(call.service()) + call.path()))
                    .timeout(Duration.ofSeconds(10))
                    .method(
                            call.method(),
                            call.body() == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(Documents.JSON.writeValueAsBytes(call.body())));
            if (call.body() != null) request.header("Content-Type", "application/json");
            if (call.onBehalfOf() == null) {
                request.header("Authorization", "Bearer " + config.ingestToken().get());
            } else {
                request.header("X-Danggol-Key", config.storefrontKey())
                        .header(
                                "X-Danggol-Customer",
                                tokens.sign(call.onBehalfOf(), config.clock().instant()));
            }
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), json(answer.body()), "status " + answer.statusCode());
        } catch (IOException | RuntimeException e) {
            return new Answer(0, MissingNode.getInstance(), e.toString());
        }
    }

    private URI origin(Call.Service service) {
        return switch (service) {
            case TRACKING -> config.suite().tracking();
            case PROFILE -> config.suite().profile();
            case RECOMMENDATION -> config.suite().recommendation();
        };
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : Documents.JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
