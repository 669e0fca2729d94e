package io.danggol.bench.footprint;

import io.danggol.bench.pipeline.EventBatches;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.local.build.Modules;
import io.danggol.local.process.Child;
import io.danggol.local.suite.Addresses;
import io.danggol.local.suite.ServiceSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Size, start and memory of each service, packaged in each way: a third replica beside those of the running suite,
/// with their settings.
public final class FootprintBench {
    private static final int REPLICA = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(5);
    private static final int CALLS = 5_000;
    private static final int CONNECTIONS = 16;
    private static final long MIB = 1L << 20;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final SuiteClient suite;
    private final PrintStream console;
    private final ServiceSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    public FootprintBench(SuiteClient suite, PrintStream console) throws IOException {
        this.suite = suite;
        this.console = console;
        this.settings = ServiceSettings.ofSuite(suite.home(), suite.addresses());
    }

    /// What is measured now; null in between.
    private volatile Child running;

    private record Figures(long size, Duration start, long idle, long load) {}

    public void run() throws IOException, InterruptedException {
        new Modules(suite.home(), console).aot(Addresses.services());
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        console.printf(
                "%-16s %-15s %9s %12s %9s %9s%n", "service", "packaging", "size", "first answer", "idle", "loaded");
        for (var service : Addresses.services()) {
            for (var packaging : Packaging.values()) {
                if (!packaging.isBuilt(suite.home(), service)) continue;
                if (packaging == Packaging.JVM_AOT) train(service);
                var figures = measure(service, packaging);
                console.printf(
                        Locale.ROOT,
                        "%-16s %-15s %5d MiB %10.2f s %5d MiB %5d MiB%n",
                        service,
                        packaging.label(),
                        figures.size() / MIB,
                        figures.start().toMillis() / 1000.0,
                        figures.idle() / MIB,
                        figures.load() / MIB);
            }
        }
        if (!Packaging.NATIVE.isBuilt(suite.home(), "tracking")) {
            console.println("native: not built here (GRAALVM_HOME=… ./danggol mvn package -Dnative builds it)");
        }
    }

    /// A run whose end leaves the cache.
    private void train(String service) throws IOException, InterruptedException {
        var cache = Packaging.cache(suite.home(), service);
        Files.deleteIfExists(cache);
        var child = start(service, Packaging.JVM_AOT, List.of("-XX:AOTCacheOutput=" + cache));
        try {
            awaitAnswer(service, child);
            load(service);
        } finally {
            end();
        }
        if (!Files.exists(cache)) throw new IOException("no AOT cache was made of " + service);
    }

    private Figures measure(String service, Packaging packaging) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var child = start(service, packaging, List.of());
        try {
            awaitAnswer(service, child);
            var started = Duration.ofNanos(System.nanoTime() - begin);
            Thread.sleep(IDLE);
            var idle = resident(child);
            load(service);
            return new Figures(packaging.size(suite.home(), service), started, idle, resident(child));
        } finally {
            end();
        }
    }

    private Child start(String service, Packaging packaging, List<String> options) throws IOException {
        var home = suite.home();
        var name = service + "-footprint";
        running = Child.start(Child.Plan.of(
                packaging.command(home, service, options),
                home.of(name),
                home.log(name),
                settings.of(service, REPLICA)));
        return running;
    }

    private void end() {
        var child = running;
        if (child != null) child.end("TERM", PATIENCE);
        running = null;
    }

    private void awaitAnswer(String service, Child child) throws IOException, InterruptedException {
        var calls = calls(service);
        for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(STEP)) {
            if (!child.alive()) throw new IOException(service + " ended, see " + log(service));
            if (answers(calls.get())) return;
        }
        throw new IOException(service + " gave no answer within " + PATIENCE);
    }

    private boolean answers(HttpRequest call) throws InterruptedException {
        try {
            return isGood(status(call));
        } catch (IOException e) {
            return false;
        }
    }

    private int status(HttpRequest call) throws IOException, InterruptedException {
        return http.send(call, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static boolean isGood(int status) {
        return status / 100 == 2;
    }

    /// Calls as its users make them. To tracking each brings an event of its own, as the shop's server does: no browser
    /// may send as many.
    private Supplier<HttpRequest> calls(String service) throws IOException, InterruptedException {
        var origin = Addresses.url(suite.addresses().service(service, REPLICA));
        return switch (service) {
            case "tracking" -> {
                var call = staff(origin + "/v1/server/events", "ingest").header("Content-Type", "application/json");
                var events = new EventBatches("footprint-" + UUID.randomUUID(), 1);
                yield () -> call.copy()
                        .POST(HttpRequest.BodyPublishers.ofByteArray(events.next(Instant.now())))
                        .build();
            }
            case "profile" -> always(storefront(origin + "/v1/consents?visitorId=v_footprint"));
            case "segment" -> always(staff(origin + "/v1/segments", "marketer"));
            case "recommendation" -> always(storefront(origin + "/v1/recommendations?placement=home"));
            case "campaign" -> always(storefront(origin + "/v1/onsite-messages?visitorId=v_footprint&page=%2F"));
            default -> throw new IllegalArgumentException(service);
        };
    }

    private static Supplier<HttpRequest> always(HttpRequest.Builder builder) {
        var call = builder.build();
        return () -> call;
    }

    private static HttpRequest.Builder storefront(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("X-Danggol-Key", "demo-key");
    }

    private HttpRequest.Builder staff(String address, String role) throws IOException, InterruptedException {
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + suite.token(role));
    }

    /// Fails with the first answer that is not a good one: memory of refusals would say nothing.
    private void load(String service) throws IOException, InterruptedException {
        var calls = calls(service);
        try (var senders = Executors.newFixedThreadPool(CONNECTIONS)) {
            var answers = new ArrayList<Future<Integer>>();
            for (var i = 0; i < CALLS; i++) answers.add(senders.submit(() -> status(calls.get())));
            try {
                for (var answer : answers) {
                    if (!isGood(answer.get()))
                        throw new IOException(service + " answered " + answer.get()
                                + " under load (expected: 2xx), see " + log(service));
                }
            } catch (ExecutionException e) {
                throw new IOException(service + " gave no answer under load, see " + log(service), e.getCause());
            } finally {
                senders.shutdownNow();
            }
        }
    }

    private Path log(String service) {
        return suite.home().log(service + "-footprint");
    }

    private static long resident(Child child) throws IOException {
        var status = Path.of("/proc/" + child.handle().pid() + "/status");
        var matcher = RESIDENT.matcher(Files.readString(status));
        if (!matcher.find()) throw new IOException("no memory in " + status);
        return Long.parseLong(matcher.group(1)) * 1024;
    }
}
