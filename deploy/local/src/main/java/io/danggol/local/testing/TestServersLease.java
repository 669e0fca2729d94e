package io.danggol.local.testing;

import io.danggol.local.process.Folders;
import io.danggol.local.process.JavaCommand;
import io.danggol.local.process.Ports;
import io.danggol.local.process.Wait;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/// Finds the test servers of this Maven run, or starts them on first use.
///
/// The lease is on the topmost Java process above this one: Maven itself. (The direct parent of a test JVM is a shell
/// that ends with each module.) So one set of servers serves the whole run, and runs side by side share nothing.
final class TestServersLease {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Path base;
    private final ProcessHandle holder;

    TestServersLease() {
        // deploy/local/target
        var checkout = JavaCommand.buildFolder().resolve("../../..").normalize();
        base = checkout.resolve(".danggol/test");
        holder = topmostJava();
    }

    /// Settings for one test run of `module`, shared with no other.
    Map<String, String> settingsFor(String module) {
        try {
            var uri = URI.create("http://localhost:" + servers() + "/" + module);
            var request = HttpRequest.newBuilder(uri)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) throw new IllegalStateException("test servers: " + answer.body());
            var properties = new Properties();
            properties.load(new StringReader(answer.body()));
            var settings = new TreeMap<String, String>();
            properties.forEach((key, value) -> settings.put((String) key, (String) value));
            return settings;
        } catch (IOException e) {
            throw new IllegalStateException("test servers in " + base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the test servers", e);
        }
    }

    /// The port on which the running servers answer.
    int servers() throws IOException {
        Files.createDirectories(base);
        try (var channel = FileChannel.open(base.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            var folder = base.resolve(name(holder));
            var running = running(folder);
            if (running.isEmpty() && lock.isValid()) {
                removeLeftBehind();
                start(folder);
                running = running(folder);
            }
            return running.orElseThrow(() -> new IllegalStateException("the test servers ended at once, see " + base));
        }
    }

    private void start(Path folder) throws IOException {
        Files.createDirectories(folder);
        var log = base.resolve(name(holder) + ".log");
        var command = JavaCommand.ofThisModule(
                "320m",
                TestServers.class,
                folder.toString(),
                base.resolveSibling("tools").toString(),
                Long.toString(holder.pid()));
        // A session of its own: Ctrl-C in the terminal reaches Maven, and the servers end when Maven has ended.
        command.addFirst("setsid");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Wait.until("the test servers' start (see " + log + ")", PATIENCE, () -> {
            if (!process.isAlive())
                throw new IllegalStateException("the test servers ended while starting, see " + log);
            return running(folder).isPresent();
        });
    }

    private static Optional<Integer> running(Path folder) {
        try {
            var ready = Files.readString(folder.resolve("ready")).split(" ");
            var alive = ProcessHandle.of(Long.parseLong(ready[0])).isPresent();
            var port = Integer.parseInt(ready[1]);
            return alive && Ports.open(port) ? Optional.of(port) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Data of runs whose Maven is gone and whose servers were killed before they could remove it.
    private void removeLeftBehind() throws IOException {
        try (var entries = Files.list(base)) {
            for (var entry : entries.toList()) {
                var owner = entry.getFileName().toString().replace(".log", "");
                if (!owner.equals("lock") && !held(owner)) Folders.delete(entry);
            }
        }
    }

    private static boolean held(String owner) {
        var pid = Long.parseLong(owner.substring(0, owner.indexOf('-')));
        return ProcessHandle.of(pid)
                .map(TestServersLease::name)
                .filter(owner::equals)
                .isPresent();
    }

    /// Process ids come again; together with the start they do not.
    private static String name(ProcessHandle process) {
        var started = process.info().startInstant().orElse(Instant.EPOCH);
        return process.pid() + "-" + started.getEpochSecond();
    }

    private static ProcessHandle topmostJava() {
        var topmost = ProcessHandle.current();
        for (var above = topmost.parent();
                above.isPresent();
                above = above.get().parent()) {
            if (above.get().info().command().filter(it -> it.endsWith("/java")).isPresent()) topmost = above.get();
        }
        return topmost;
    }
}
