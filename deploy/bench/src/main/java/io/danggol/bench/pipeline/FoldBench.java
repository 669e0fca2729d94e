package io.danggol.bench.pipeline;

import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.ConsumerLag;
import io.danggol.bench.suite.Frozen;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.bench.suite.Waiting;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// How fast profile-service and segment-service fold what intake has left them, each by itself, and the whole suite.
final class FoldBench {
    private static final Caller MARKETER = new Caller.Role("marketer");
    private static final int DEFINITIONS = 30;
    private static final int CONNECTIONS = 16;
    private static final int BACKLOG = 60_000;
    private static final Duration STEP = Duration.ofMillis(500);

    /// So few are the clock, which never ends.
    private static final long TICKS = 100;

    private final SuiteClient suite;
    private final Waiting waiting;
    private final PrintStream console;

    FoldBench(SuiteClient suite, Waiting waiting, PrintStream console) {
        this.suite = suite;
        this.waiting = waiting;
        this.console = console;
    }

    /// Adds definitions until there are 30: counts of views of one product each.
    void define() throws IOException, InterruptedException {
        var present = suite.get(MARKETER, "segment", "/v1/segments?limit=500")
                .orFail("segments")
                .body()
                .path("items")
                .size();
        for (var i = present; i < DEFINITIONS; i++) {
            var condition = Map.of(
                    "event",
                    "view_item",
                    "where",
                    Map.of("item_id", Map.of("eq", "B" + i)),
                    "count",
                    Map.of("gte", 2 + i % 3),
                    "within",
                    "P7D");
            suite.post(
                    MARKETER,
                    "segment",
                    "/v1/segments",
                    Map.of("key", "bench-" + i, "name", "bench " + i, "condition", condition, "state", "active"));
        }
    }

    /// Leaves profile-service and segment-service a backlog and lets them fold it, one after the other; then
    /// sends to the whole suite at once.
    ///
    /// @param run goes before every id
    /// @return events a second that the whole suite takes in and folds
    double run(String run) throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var batches = new EventBatches(run, 10);
        try (var load = new Load(CONNECTIONS);
                var lag = new ConsumerLag(suite.addresses().bootstrap())) {
            try (var _ = frozen(name -> !name.startsWith("segment") && !name.startsWith("profile"))) {
                try (var _ = frozen(name -> name.startsWith("segment"))) {
                    try (var _ = frozen(name -> name.startsWith("profile"))) {
                        fill(load, batches);
                    }
                    drain(lag, "profile");
                }
                drain(lag, "segment");
            }
            waiting.untilCaughtUp();
            var begin = System.nanoTime();
            var sent = fill(load, batches);
            while (left(lag, "") > TICKS) Thread.sleep(STEP);
            var rate = sent / ((System.nanoTime() - begin) / 1e9);
            console.printf("  the whole suite took in and folded %,d events, %,.0f/s%n", sent, rate);
            return rate;
        }
    }

    private Frozen frozen(Predicate<String> names) throws IOException {
        return Frozen.of(
                suite.home(), name -> IntakeBench.READERS.stream().anyMatch(name::startsWith) && names.test(name));
    }

    private long fill(Load load, EventBatches batches) throws IOException, InterruptedException {
        var intake = Target.intake(suite);
        var sent = 0L;
        while (sent < BACKLOG) {
            var outcome = load.run(intake, () -> batches.next(Instant.now()), STEP, Duration.ZERO);
            sent += outcome.accepted() * batches.events();
        }
        return sent;
    }

    /// Waits until the backlog of a service is folded, and prints how many records a second that were.
    private void drain(ConsumerLag lag, String service) throws InterruptedException, ExecutionException {
        var whole = left(lag, service);
        var first = whole;
        while (first == whole) {
            Thread.sleep(STEP);
            first = left(lag, service);
        }
        var begin = System.nanoTime();
        while (left(lag, service) > TICKS) Thread.sleep(STEP);
        var rate = first / ((System.nanoTime() - begin) / 1e9);
        console.printf("  %s folded %,d records, %,.0f/s%n", service, first, rate);
    }

    /// The longest backlog of a group of a service, or of any for an empty name.
    private static long left(ConsumerLag lag, String service) throws InterruptedException, ExecutionException {
        return lag.byGroup().entrySet().stream()
                .filter(group -> group.getKey().startsWith(service))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }
}
