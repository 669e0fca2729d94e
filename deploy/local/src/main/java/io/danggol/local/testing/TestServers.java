package io.danggol.local.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.danggol.local.process.Child;
import io.danggol.local.process.Folders;
import io.danggol.local.process.Ports;
import io.danggol.local.server.Binaries;
import io.danggol.local.server.KafkaBroker;
import io.danggol.local.server.KafkaTopics;
import io.danggol.local.server.PostgresServer;
import io.danggol.local.server.RedisServer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// The servers behind the tests of one Maven run: PostgreSQL and Redis as children, Kafka in this JVM.
///
/// Ends, and removes its data, when the process that holds the lease ends. Answers on a port of its own:
/// `GET /` that it is ready; `POST /<module>` with settings, as properties, that no other test run shares.
public final class TestServers {
    private static final int REDIS_DATABASES = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final int postgresPort = Ports.free();
    private final int redisPort = Ports.free();
    private final int kafkaPort = Ports.free();
    private final AtomicInteger runs = new AtomicInteger();
    private final PostgresServer postgres;
    private final RedisServer redis;

    private TestServers(Path folder, Path tools) {
        this.folder = folder;
        var binaries = new Binaries(tools);
        postgres = new PostgresServer(
                binaries, folder.resolve("postgresql"), folder.resolve("postgresql.log"), postgresPort, false);
        redis = new RedisServer(
                binaries, folder.resolve("redis"), folder.resolve("redis.log"), redisPort, false, REDIS_DATABASES);
    }

    /// @param arguments the folder for all data, the folder of unpacked server programs, the process id of the lease
    public static void main(String[] arguments) throws IOException {
        var lease = ProcessHandle.of(Long.parseLong(arguments[2]));
        if (lease.isPresent()) new TestServers(Path.of(arguments[0]), Path.of(arguments[1])).run(lease.get());
    }

    private void run(ProcessHandle lease) throws IOException {
        var postgresChild = CompletableFuture.supplyAsync(this::startPostgres);
        var redisChild = redis.start();
        KafkaBroker.start(folder.resolve("kafka"), kafkaPort, Ports.free(), new Properties());
        var children = List.of(postgresChild.join(), redisChild);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(children)));
        children.getFirst().awaitReady("PostgreSQL", PATIENCE, postgres::answers);
        children.getLast().awaitReady("Redis", PATIENCE, redis::answers);
        announce(serve());
        lease.onExit().join();
        end(children);
        // Kafka's data is gone: there is nothing that it could write out in good order.
        Runtime.getRuntime().halt(0);
    }

    private Child startPostgres() {
        try {
            return postgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end(List<Child> children) {
        children.forEach(child -> child.end("QUIT", Duration.ofSeconds(5)));
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder + " (" + e + ")");
        }
    }

    private int serve() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var module = exchange.getRequestURI().getPath().substring(1);
            if (module.isEmpty()) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            var text = new StringWriter();
            try {
                settingsFor(module).store(text, null);
                exchange.sendResponseHeaders(200, 0);
            } catch (SQLException | RuntimeException e) {
                text.write(e.toString());
                exchange.sendResponseHeaders(500, 0);
            }
            exchange.getResponseBody().write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /// A database, a Redis number and a set of topics of its own.
    private Properties settingsFor(String module) throws SQLException {
        var run = runs.incrementAndGet();
        var database = "t" + run + "_" + module.replace('-', '_');
        var prefix = module + "." + run + ".";
        var bootstrap = "localhost:" + kafkaPort;
        postgres.createDatabase(database);
        KafkaTopics.create(bootstrap, prefix);
        var settings = new Properties();
        settings.setProperty("kafka.bootstrap.servers", bootstrap);
        settings.setProperty("danggol.topic-prefix", prefix);
        settings.setProperty(
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:" + postgresPort + "/" + database);
        settings.setProperty(
                "quarkus.datasource.reactive.url", "postgresql://localhost:" + postgresPort + "/" + database);
        settings.setProperty("quarkus.datasource.username", database);
        settings.setProperty("quarkus.datasource.password", database);
        settings.setProperty("quarkus.redis.hosts", "redis://localhost:" + redisPort + "/" + run % REDIS_DATABASES);
        return settings;
    }

    /// Written beside and moved, so that nobody reads half of it.
    private void announce(int port) throws IOException {
        var beside = Files.writeString(
                folder.resolve("ready.part"), ProcessHandle.current().pid() + " " + port);
        Files.move(beside, folder.resolve("ready"), StandardCopyOption.ATOMIC_MOVE);
    }
}
