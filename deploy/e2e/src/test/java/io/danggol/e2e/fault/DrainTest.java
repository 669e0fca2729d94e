package io.danggol.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.WithSuite;
import io.danggol.local.suite.Addresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One of two replicas of each service is told to end while events come in, as an upgrade or the drain of a node does:
/// calls in hand are answered, what was confirmed is folded once, and nobody sees an error but a closed door.
@Tag("fault")
@WithSuite
class DrainTest {
    private static final int SENDERS = 6;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @Test
    void aReplicaThatIsToldToEndLosesNothing(RunningSuite suite) throws Exception {
        var run = "drain-" + UUID.randomUUID().toString().substring(0, 8);
        var confirmed = ConcurrentHashMap.<String>newKeySet();
        var refused = ConcurrentHashMap.<String>newKeySet();
        var closed = ConcurrentHashMap.<Integer>newKeySet();
        var on = new AtomicBoolean(true);
        var numbers = new AtomicInteger();
        var begun = new CountDownLatch(SENDERS);

        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < SENDERS; i++) {
                var replica = 1 + i % 2;
                var _ = senders.submit(() -> {
                    while (on.get()) {
                        send(suite, replica, run + "-" + numbers.incrementAndGet(), closed, confirmed, refused);
                        begun.countDown();
                        Thread.sleep(PAUSE);
                    }
                    return null;
                });
            }
            begun.await();
            for (var service : Addresses.services()) {
                var name = service + "-2";
                var before = suite.starts(name);
                terminate(suite, name);
                await().atMost(PATIENCE).until(() -> suite.starts(name) > before);
            }
            on.set(false);
        }

        assertThat(refused).isEmpty();
        assertThat(confirmed).hasSizeGreaterThan(100);
        suite.awaitQuiet();
        for (var visitor : Set.of(run + "-v1", run + "-v2")) {
            var own = confirmed.stream()
                    .filter(id -> visitorOf(run, id).equals(visitor))
                    .count();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(events(suite, visitor)).isEqualTo(own));
        }
    }

    /// Sends one event until it is confirmed: to its replica, and from when that one's door is found closed until it
    /// says
    /// that it is ready, as a Service does, to the other.
    private static void send(
            RunningSuite suite, int replica, String id, Set<Integer> closed, Set<String> confirmed, Set<String> refused)
            throws InterruptedException {
        for (var at = replica; ; at = 3 - at) {
            try {
                if (closed.contains(at) && status(suite, at, "/q/health/ready", null) != 200) continue;
                closed.remove(at);
                var status = status(suite, at, "/v1/events", event(id));
                if (status == 202) confirmed.add(id);
                else refused.add(id + " " + status);
                return;
            } catch (IOException e) {
                closed.add(at);
                Thread.sleep(20);
            }
        }
    }

    private static Object event(String id) {
        var run = id.substring(0, id.lastIndexOf('-'));
        return Map.of(
                "events",
                Set.of(Map.of(
                        "id", id,
                        "name", "view_item",
                        "visitorId", visitorOf(run, id),
                        "consent", Map.of("analytics", true, "personalization", true),
                        "items", Set.of(Map.of("item_id", "P1205")))));
    }

    private static int status(RunningSuite suite, int replica, String path, Object body)
            throws IOException, InterruptedException {
        var origin = Addresses.url(suite.addresses().service("tracking", replica));
        var request = HttpRequest.newBuilder(URI.create(origin + path)).timeout(Duration.ofSeconds(30));
        if (body != null) {
            request.header("X-Danggol-Key", "demo-key")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(SuiteClient.JSON.writeValueAsBytes(body)));
        }
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static String visitorOf(String run, String id) {
        return run + "-v" + (1 + Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)) % 2);
    }

    private static void terminate(RunningSuite suite, String name) throws IOException {
        suite.table().rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .flatMap(row -> row.process())
                .orElseThrow()
                .destroy();
    }

    /// How many events the archive holds of a browser.
    private static long events(RunningSuite suite, String visitor) throws IOException, InterruptedException {
        var key = new Caller.Page();
        var client = suite.client();
        var request = client.post(
                        key,
                        "profile",
                        "/v1/privacy-requests",
                        Map.of("type", "access", "subject", Map.of("visitorId", visitor)))
                .orFail("privacy-requests")
                .body()
                .path("id")
                .asText();
        return client.get(key, "profile", "/v1/privacy-requests/" + request + "/export?visitorId=" + visitor)
                .orFail("export")
                .body()
                .path("events")
                .size();
    }
}
