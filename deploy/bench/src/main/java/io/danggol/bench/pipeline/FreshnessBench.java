package io.danggol.bench.pipeline;

import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.bench.suite.SuiteClient.Answer;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// How long it takes from the 202 of an event until a membership is visible and until the recommendation answer
/// has changed, while the suite is under load.
final class FreshnessBench {
    private static final Caller SHOP = new Caller.Role("ingest");
    private static final Caller ANALYST = new Caller.Role("analyst");
    private static final Caller PAGE = new Caller.Page();
    private static final int PROBES = 200;
    private static final int CONNECTIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(20);

    /// Load before the first probe: compilers are done with the way of an event after about that long.
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final SuiteClient suite;
    private final PrintStream console;

    FreshnessBench(SuiteClient suite, PrintStream console) {
        this.suite = suite;
        this.console = console;
    }

    /// @param run goes before every id
    /// @param rate events a second of the load beside the probes
    void run(String run, double rate) throws IOException, InterruptedException, TimeoutException {
        var segment = segment();
        var batches = new EventBatches(run + "load", 10);
        var pause = Duration.ofNanos((long) (1e9 * CONNECTIONS * batches.events() / rate));
        var intake = Target.intake(suite);
        try (var load = new Load(CONNECTIONS)) {
            var background = Thread.ofVirtual().start(() -> {
                try {
                    load.run(intake, () -> batches.next(Instant.now()), LONGEST, pause);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            try {
                Thread.sleep(WARM_UP);
                probe(run, segment, rate);
            } finally {
                background.interrupt();
                background.join();
            }
        }
    }

    private void probe(String run, String segment, double rate)
            throws IOException, InterruptedException, TimeoutException {
        var memberships = new long[PROBES];
        var answers = new long[PROBES];
        for (var i = 0; i < PROBES; i++) {
            var visitor = run + "-probe-" + i;
            var accepted = view(visitor, run + "-e-" + i);
            var answered = until(
                    accepted,
                    () -> suite.get(
                                            PAGE,
                                            "recommendation",
                                            "/v1/recommendations?placement=recently_viewed&visitorId=" + visitor)
                                    .body()
                                    .path("items")
                                    .size()
                            > 0);
            answers[i] = answered;
            memberships[i] = until(accepted, () -> isMember(visitor, segment));
        }
        console.printf("  with %,.0f events/s beside it, %d probes%n", rate, PROBES);
        console.printf("  202 → recommendation changed: %s%n", new Quantiles(answers));
        console.printf("  202 → membership visible:     %s (goal: p99 under 1500 ms)%n", new Quantiles(memberships));
    }

    /// A segment that a single view of one product enters.
    private String segment() throws IOException, InterruptedException {
        var key = "bench-probe";
        suite.put(
                        SHOP,
                        "recommendation",
                        "/v1/products/BENCH-PROBE",
                        Map.of(
                                "item_id",
                                "BENCH-PROBE",
                                "item_name",
                                "측정용 상품",
                                "item_category",
                                "측정",
                                "price",
                                1000,
                                "currency",
                                "KRW",
                                "stock",
                                10,
                                "url",
                                "https://shop.example/p/bench"))
                .orFail("products");
        var condition = Map.of("event", "view_item", "where", Map.of("item_id", Map.of("eq", "BENCH-PROBE")));
        suite.post(
                new Caller.Role("marketer"),
                "segment",
                "/v1/segments",
                Map.of("key", key, "name", "측정", "condition", condition, "state", "active"));
        while (!backfill(key).equals("done")) Thread.sleep(STEP);
        return key;
    }

    private String backfill(String segment) throws IOException, InterruptedException {
        var segments = suite.get(new Caller.Role("marketer"), "segment", "/v1/segments?limit=500")
                .orFail("segments")
                .body()
                .path("items");
        for (var each : segments) {
            if (each.path("key").asText().equals(segment))
                return each.path("backfill").path("state").asText();
        }
        return "";
    }

    private long view(String visitor, String id) throws IOException, InterruptedException {
        var event = Map.of(
                "id",
                id,
                "name",
                "view_item",
                "visitorId",
                visitor,
                "sessionId",
                visitor,
                "occurredAt",
                suite.now().toString(),
                "consent",
                Map.of("analytics", true, "personalization", true),
                "items",
                List.of(Map.of("item_id", "BENCH-PROBE")));
        suite.post(SHOP, "tracking", "/v1/server/events", Map.of("events", List.of(event)))
                .orFail("server/events");
        return System.nanoTime();
    }

    private boolean isMember(String visitor, String segment) throws IOException, InterruptedException {
        Answer profile = suite.get(ANALYST, "profile", "/v1/profiles?visitorId=" + visitor);
        if (!profile.ok()) return false;
        var id = profile.body().path("id").asText();
        return suite.get(ANALYST, "segment", "/v1/segments/" + segment + "/members/" + id)
                .body()
                .path("member")
                .asBoolean();
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static long until(long begin, Condition condition)
            throws IOException, InterruptedException, TimeoutException {
        while (!condition.holds()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) throw new TimeoutException("no change in " + PATIENCE);
            Thread.sleep(STEP);
        }
        return System.nanoTime() - begin;
    }
}
