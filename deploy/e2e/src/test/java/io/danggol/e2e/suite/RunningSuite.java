package io.danggol.e2e.suite;

import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Frozen;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.bench.suite.Waiting;
import io.danggol.local.build.Modules;
import io.danggol.local.process.JavaCommand;
import io.danggol.local.suite.Addresses;
import io.danggol.local.suite.Home;
import io.danggol.local.suite.ProcessTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The whole suite as `./danggol up --replicas 2` starts it, on ports and data of its own, driven by the launcher's
/// commands; its services are told what the chart would tell them, and nothing else.
public final class RunningSuite implements AutoCloseable {
    private static final int PORT_OFFSET = 7_000;
    private static final Duration START_PATIENCE = Duration.ofMinutes(25);
    private static final Duration END_PATIENCE = Duration.ofMinutes(1);
    private static final String STARTED = "data and logs";

    private final Path checkout;
    private final Home home;
    private final Path environment;
    private final Process process;
    private final List<String> console = Collections.synchronizedList(new ArrayList<>());
    private final SuiteClient client;

    private RunningSuite(Path checkout, String at) throws IOException {
        this.checkout = checkout;
        this.home = new Home(checkout, checkout.resolve(".danggol/e2e"));
        this.client = new SuiteClient(new Addresses(PORT_OFFSET), home);
        run("reset");
        environment = ChartEnvironment.write(checkout, home, client.addresses());
        process = launch("up", "--replicas", "2", "--at", at);
    }

    /// Starts a suite that knows nothing of the runs before it: all it has is the demo shop's past, unless
    /// `DANGGOL_DEMO_DATA=false` leaves that out. Returns when that is folded.
    ///
    /// @param at what its clocks shall read, RFC 3339
    static RunningSuite start(String at) {
        try {
            var suite = new RunningSuite(findCheckout(), at);
            suite.awaitStart();
            return suite;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The top folder of the sources: Maven starts tests in their module's folder.
    private static Path findCheckout() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("danggol"))) folder = folder.getParent();
        return folder;
    }

    private void awaitStart() throws IOException {
        var started = new CompletableFuture<Void>();
        Thread.ofVirtual().start(() -> {
            try (var lines = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
                new BufferedReader(lines).lines().forEach(line -> {
                    console.add(line);
                    if (line.contains(STARTED)) started.complete(null);
                });
            } catch (IOException | UncheckedIOException e) {
                console.add(e.toString());
            }
            started.completeExceptionally(new IllegalStateException("ended: " + String.join("\n", console)));
        });
        try {
            started.get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            awaitQuiet();
        } catch (InterruptedException | ExecutionException | TimeoutException | IllegalStateException e) {
            close();
            throw new IllegalStateException("the suite did not start:\n" + String.join("\n", console), e);
        }
    }

    /// The top folder of the sources.
    public Path checkout() {
        return checkout;
    }

    /// Where the processes of a service have left what they reached by reflection.
    public Path reached(String service) {
        return ChartEnvironment.reached(home, service);
    }

    public SuiteClient client() {
        return client;
    }

    public Addresses addresses() {
        return client.addresses();
    }

    /// The folder with a log of each process.
    public Path logs() {
        return home.folder().resolve("logs");
    }

    /// What `up` has printed so far.
    public List<String> console() {
        return List.copyOf(console);
    }

    /// How many times a process has become ready since the suite was started.
    public long starts(String name) {
        return console().stream()
                .filter(line -> line.matches("\\s+" + name + "\\s+ready after .*"))
                .count();
    }

    /// Returns when every reader has folded all that is on the log.
    public void awaitQuiet() throws InterruptedException {
        new Waiting(client, new PrintStream(OutputStream.nullOutputStream())).untilCaughtUp();
    }

    /// Moves all clocks of the suite ahead.
    public void advance(Duration step) throws IOException {
        run("clock", "+" + step);
    }

    /// Ends one process with SIGKILL; `up` starts it again.
    public void kill(String name) throws IOException {
        run("kill", name);
    }

    /// Ends one process with SIGKILL and returns when it is ready again.
    public void killAndAwait(String name, Duration patience) throws IOException {
        var before = starts(name);
        kill(name);
        await().atMost(patience).until(() -> starts(name) > before);
    }

    /// Stops one process where it stands, until the answer is closed.
    public Frozen freeze(String name) throws IOException {
        return Frozen.of(home, name::equals);
    }

    /// The processes that run now.
    public ProcessTable table() {
        return new ProcessTable(home);
    }

    /// Starts one more process of a service, by the chart's environment and what is said here, and does not look after
    /// it.
    public Process service(String service, Map<String, String> more) throws IOException {
        var command = JavaCommand.light("256m");
        command.addAll(
                List.of("-jar", Modules.serviceJar(home, service + "-service").toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        for (var line : Files.readAllLines(environment.resolve(service + ".env"))) {
            var equals = line.indexOf('=');
            builder.environment().put(line.substring(0, equals), line.substring(equals + 1));
        }
        builder.environment().putAll(more);
        return builder.start();
    }

    /// Runs a command of the launcher to its end and tells what it printed.
    ///
    /// @throws IllegalStateException with what it printed, if it failed
    public String run(String... command) throws IOException {
        var ran = launch(command);
        var printed = new String(ran.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (ran.waitFor() != 0) throw new IllegalStateException(String.join(" ", command) + ":\n" + printed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return printed;
    }

    /// Starts a command of the launcher; its two outputs are one.
    public Process launch(String... command) throws IOException {
        var words = new ArrayList<>(List.of("sh", checkout.resolve("danggol").toString()));
        words.addAll(List.of(command));
        var builder = new ProcessBuilder(words).directory(checkout.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "DANGGOL_SERVICE_ENVIRONMENT",
                        String.valueOf(environment),
                        "DANGGOL_HOME",
                        home.folder().toString(),
                        "DANGGOL_PORT_OFFSET",
                        Integer.toString(PORT_OFFSET)));
        return builder.start();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_PATIENCE.toSeconds(), TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
