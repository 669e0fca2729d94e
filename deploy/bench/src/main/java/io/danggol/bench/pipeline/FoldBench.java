package io.danggol.bench.pipeline;

import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.ConsumerLag;
import io.danggol.bench.suite.SuiteClient;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// How fast profile-service and segment-service fold what intake has left them.
final class FoldBench {
    private static final Caller MARKETER = new Caller.Role("marketer");
    private static final int DEFINITIONS = 30;
    private static final Duration STEP = Duration.ofMillis(250);

    private final SuiteClient suite;
    private final PrintStream console;

    FoldBench(SuiteClient suite, PrintStream console) {
        this.suite = suite;
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

    /// Waits until the backlog is folded and tells how fast that went.
    ///
    /// @return events a second of the slower of the two
    double drain() throws InterruptedException, ExecutionException {
        try (var lag = new ConsumerLag(suite.addresses().bootstrap())) {
            var first = groups(lag);
            var begin = System.nanoTime();
            var rates = new HashMap<String, Double>();
            while (rates.size() < first.size()) {
                Thread.sleep(STEP);
                var left = groups(lag);
                var seconds = (System.nanoTime() - begin) / 1e9;
                first.forEach((service, records) -> {
                    if (left.getOrDefault(service, 0L) == 0) rates.putIfAbsent(service, records / seconds);
                });
            }
            rates.forEach((service, rate) -> console.printf(
                    "  %s folded a backlog of %,d records, %,.0f/s%n", service, first.get(service), rate));
            return rates.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .min()
                    .orElse(0);
        }
    }

    private static Map<String, Long> groups(ConsumerLag lag) throws InterruptedException, ExecutionException {
        var services = new HashMap<String, Long>();
        lag.byGroup().forEach((group, records) -> {
            var service = group.substring(0, group.indexOf('-'));
            if (service.equals("profile") || service.equals("segment")) services.merge(service, records, Long::sum);
        });
        return services;
    }
}
