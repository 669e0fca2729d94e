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
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/// Events a second that tracking-service accepts, in turns with the [BareEndpoint].
final class IntakeBench {
    private static final String TOPIC = "bench-bare";

    /// They stand still meanwhile: what they fold is measured later.
    private static final Set<String> READERS = Set.of("profile", "segment", "recommendation", "campaign");

    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration ROUND = Duration.ofSeconds(8);

    /// About what an event of [EventBatches] has on the log.
    private static final int RECORD_BYTES = 820;

    private final SuiteClient suite;
    private final PrintStream console;

    IntakeBench(SuiteClient suite, PrintStream console) {
        this.suite = suite;
        this.console = console;
    }

    /// @return events a second at most, by the median of the rounds
    double run(String run) throws IOException, InterruptedException, ExecutionException {
        var batches = new EventBatches(run);
        var port = suite.addresses().service("tracking", 1) + 900;
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, suite.addresses().bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 12, (short) 1)))
                    .all()
                    .get();
            var bare = bare(port);
            try (var load = new Load(CONNECTIONS);
                    var _ = Frozen.of(suite.home(), READERS::contains)) {
                return rounds(load, batches, "http://localhost:" + port);
            } finally {
                bare.destroy();
                bare.waitFor();
                admin.deleteTopics(List.of(TOPIC)).all().get();
            }
        }
    }

    private double rounds(Load load, EventBatches batches, String bareUrl) throws IOException, InterruptedException {
        var trackingUrl = suite.addresses().serviceUrl("tracking") + "/v1/server/events";
        var headers = Map.of("Authorization", "Bearer " + suite.token("ingest"), "Content-Type", "application/json");
        Supplier<byte[]> bodies = () -> batches.next(Instant.now());
        load.run(trackingUrl, headers, bodies, WARM_UP, Duration.ZERO);
        load.run(bareUrl, headers, bodies, WARM_UP, Duration.ZERO);
        var ratios = new ArrayList<Double>();
        var rates = new ArrayList<Double>();
        for (var i = 0; i < ROUNDS; i++) {
            var ours = load.run(trackingUrl, headers, bodies, ROUND, Duration.ZERO);
            var bare = load.run(bareUrl, headers, bodies, ROUND, Duration.ZERO);
            if (ours.refused() > 0) console.printf("  %d requests were refused%n", ours.refused());
            rates.add(ours.perSecond() * EventBatches.EVENTS);
            ratios.add(ours.perSecond() / bare.perSecond());
            console.printf(
                    "  tracking %,.0f events/s, bare endpoint %,.0f events/s, ratio %.2f%n",
                    rates.getLast(), bare.perSecond() * EventBatches.EVENTS, ratios.getLast());
        }
        console.printf("  median ratio %.2f (goal: at least 0.70)%n", median(ratios));
        return median(rates);
    }

    private Process bare(int port) throws IOException {
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
                        Integer.toString(RECORD_BYTES),
                        Integer.toString(EventBatches.EVENTS))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
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
