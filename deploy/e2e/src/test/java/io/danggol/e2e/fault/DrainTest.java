package io.danggol.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Staff;
import io.danggol.e2e.suite.WithSuite;
import io.danggol.local.suite.Addresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One of two replicas of each service is told to end while events come in, as an upgrade or the drain of a node does:
/// it gets no new calls, and a moment later SIGTERM. Nobody sees an error, a call in hand is answered, and what was
/// confirmed is folded once. Thirty events a second come in until it has ended, six while it starts again.
@Tag("fault")
@WithSuite
class DrainTest {
    private static final int SENDERS = 6;
    private static final int VISITORS = 12;
    private static final Duration PAUSE = Duration.ofMillis(200);

    /// Between a sender's calls while a replica starts again, which takes its time on a busy machine.
    private static final Duration REST = Duration.ofSeconds(1);

    /// Until all senders are at it again.
    private static final Duration WAKE = REST.plus(PAUSE);

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /// How long a replica goes on that gets no new calls: what the chart calls `preStopSeconds`.
    private static final Duration PRE_STOP = Duration.ofSeconds(1);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @Test
    void aReplicaThatIsToldToEndLosesNothing(RunningSuite suite) throws Exception {
        var run = "drain-" + UUID.randomUUID().toString().substring(0, 8);
        var confirmed = ConcurrentHashMap.<String>newKeySet();
        var refused = ConcurrentHashMap.<String>newKeySet();
        var open = ConcurrentHashMap.<Integer>newKeySet();
        open.addAll(Set.of(1, 2));
        var on = new AtomicBoolean(true);
        var busy = new AtomicBoolean(true);
        var numbers = new AtomicInteger();
        var begun = new CountDownLatch(SENDERS);

        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < SENDERS; i++) {
                var replica = 1 + i % 2;
                var _ = senders.submit(() -> {
                    while (on.get()) {
                        var id = run + "-" + numbers.incrementAndGet();
                        var answer = send(suite, open.contains(replica) ? replica : 1, event(id));
                        if (answer.equals("202")) confirmed.add(id);
                        else refused.add(id + " " + answer);
                        begun.countDown();
                        Thread.sleep(busy.get() ? PAUSE : REST);
                    }
                    return null;
                });
            }
            try {
                assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                for (var service : Addresses.services()) {
                    var name = service + "-2";
                    var before = suite.starts(name);
                    var replica = process(suite, name);
                    busy.set(true);
                    Thread.sleep(WAKE);
                    if (service.equals("tracking")) {
                        open.remove(2);
                        Thread.sleep(PRE_STOP);
                        var id = run + "-" + numbers.incrementAndGet();
                        try (var inHand = SlowCall.begin(suite.addresses().service(service, 2), event(id))) {
                            // Until the replica has read its head, on a busy machine too.
                            Thread.sleep(REST);
                            replica.destroy();
                            Thread.sleep(PAUSE);
                            assertThat(inHand.finish()).startsWith("HTTP/1.1 202");
                            confirmed.add(id);
                        }
                    } else {
                        replica.destroy();
                    }
                    await().atMost(PATIENCE).until(() -> !replica.isAlive());
                    busy.set(false);
                    await().atMost(PATIENCE).until(() -> suite.starts(name) > before);
                    open.add(2);
                }
            } finally {
                // Nobody waits for senders that go on.
                on.set(false);
            }
        }

        assertThat(refused).isEmpty();
        assertThat(confirmed).hasSizeGreaterThan(100);
        suite.awaitQuiet();
        var staff = new Staff(suite.client());
        var own = confirmed.stream().collect(Collectors.groupingBy(DrainTest::visitorOf, Collectors.counting()));
        assertThat(own).hasSize(VISITORS);
        for (var visitor : own.keySet()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(events(suite, visitor)).isEqualTo(own.get(visitor)));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(staff.isActive(visitor)).isTrue());
        }
    }

    /// The status of the answer, or what went wrong on the way.
    private static String send(RunningSuite suite, int replica, Object event) throws InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create(Addresses.url(suite.addresses().service("tracking", replica)) + "/v1/events"))
                .timeout(Duration.ofSeconds(30))
                .header("X-Danggol-Key", "demo-key")
                .header("Content-Type", "application/json");
        try {
            return Integer.toString(HTTP.send(
                            request.POST(BodyPublishers.ofByteArray(SuiteClient.JSON.writeValueAsBytes(event)))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Object event(String id) {
        return Map.of(
                "events",
                Set.of(Map.of(
                        "id", id,
                        "name", "view_item",
                        "visitorId", visitorOf(id),
                        "consent", Map.of("analytics", true, "personalization", true),
                        "items", Set.of(Map.of("item_id", "P1205")))));
    }

    private static String visitorOf(String id) {
        var dash = id.lastIndexOf('-') + 1;
        return id.substring(0, dash) + "v" + Integer.parseInt(id.substring(dash)) % VISITORS;
    }

    private static ProcessHandle process(RunningSuite suite, String name) throws IOException {
        return suite.table().rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .flatMap(row -> row.process())
                .orElseThrow();
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
