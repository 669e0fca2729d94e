package io.danggol.bench.pipeline;

import io.danggol.bench.suite.Frozen;
import io.danggol.bench.suite.SuiteClient;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/// Events a second that tracking-service accepts, in turns with the [BareEndpoint].
final class IntakeBench {
    private static final String TOPIC = "bench-bare";

    /// They stand still meanwhile: what they fold is measured later.
    static final Set<String> READERS = Set.of("profile", "segment", "recommendation", "campaign");

    private static final int CONNECTIONS = 256;
    private static final int ROUNDS = 3;
    private static final Duration ROUND = Duration.ofSeconds(6);

    /// Rounds before those that count, at most: fewer when the rate has stopped to rise.
    private static final int WARM_UPS = 8;
    private static final double RISING = 1.05;

    private final SuiteClient suite;
    private final PrintStream console;

    IntakeBench(SuiteClient suite, PrintStream console) {
        this.suite = suite;
        this.console = console;
    }

    /// @param run goes before every id
    /// @param events of each call
    void run(String run, int events) throws IOException, InterruptedException, ExecutionException {
        var batches = new EventBatches(run, events);
        var port = suite.addresses().service("tracking", 1) + 900;
        try (var admin = Admin.create(Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        suite.addresses().bootstrap()));
                var load = new Load(CONNECTIONS);
                var _ = Frozen.of(suite.home(), name -> READERS.stream().anyMatch(name::startsWith))) {
            var tracking = endpoint(load, batches, Target.intake(suite));
            warmUp(tracking);
            admin.createTopics(List.of(new NewTopic(TOPIC, 12, (short) 1)))
                    .all()
                    .get();
            var process = bare(port, events);
            try {
                var bare = endpoint(load, batches, new Target("http://localhost:" + port, Map.of()));
                warmUp(bare);
                rounds(tracking, bare);
            } finally {
                process.destroy();
                process.waitFor();
                admin.deleteTopics(List.of(TOPIC)).all().get();
            }
        }
    }

    /// Loads an endpoint for a round and tells how many events a second it took.
    private interface Endpoint {
        double round() throws InterruptedException;
    }

    private Endpoint endpoint(Load load, EventBatches batches, Target target) {
        return () -> {
            var outcome = load.run(target, () -> batches.next(Instant.now()), ROUND, Duration.ZERO);
            if (outcome.refused() > 0) console.printf("  %d requests were refused%n", outcome.refused());
            return outcome.perSecond() * batches.events();
        };
    }

    private void warmUp(Endpoint endpoint) throws InterruptedException {
        var best = endpoint.round();
        for (var i = 1; i < WARM_UPS; i++) {
            var rate = Math.max(endpoint.round(), endpoint.round());
            if (rate < best * RISING) return;
            best = rate;
        }
    }

    private void rounds(Endpoint tracking, Endpoint bare) throws InterruptedException {
        var ratios = new ArrayList<Double>();
        for (var i = 0; i < ROUNDS; i++) {
            var ours = tracking.round();
            var most = bare.round();
            ratios.add(ours / most);
            console.printf(
                    "  tracking %,.0f events/s, bare endpoint %,.0f events/s, ratio %.2f%n",
                    ours, most, ratios.getLast());
        }
        console.printf("  median ratio %.2f (goal: at least 0.70)%n", median(ratios));
    }

    private Process bare(int port, int events) throws IOException {
        var java = ProcessHandle.current().info().command().orElse("java");
        var process = new ProcessBuilder(
                        java,
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareEndpoint.class.getName(),
                        Integer.toString(port),
                        suite.addresses().bootstrap(),
                        TOPIC,
                        "danggol.storefront-events",
                        Integer.toString(events))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        while (true) {
            var line = process.inputReader().readLine();
            if (line == null) throw new IOException("the bare endpoint did not start");
            if (line.equals("listening")) return process;
        }
    }

    private static double median(List<Double> numbers) {
        var sorted = new ArrayList<>(numbers);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
