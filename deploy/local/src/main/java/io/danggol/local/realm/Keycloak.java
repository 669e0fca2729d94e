package io.danggol.local.realm;

import io.danggol.local.process.Child;
import io.danggol.local.process.Folders;
import io.danggol.local.process.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Keycloak with the realm of the local suite: one user a role, one confidential client a service.
public final class Keycloak {
    public static final String VERSION = "26.7.3";

    private static final String BUILT = "danggol-built";
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Path distribution;
    private final Path data;
    private final Path log;
    private final int port;

    /// @param distribution the unpacked distribution
    /// @param data the folder of its database
    public Keycloak(Path distribution, Path data, Path log, int port) {
        this.distribution = distribution;
        this.data = data;
        this.log = log;
        this.port = port;
    }

    /// Whether the one-time build for a quick start has been done.
    public boolean built() {
        return Files.exists(distribution.resolve(BUILT));
    }

    /// Does the one-time build, in about a quarter of a minute.
    public void build() throws IOException {
        Files.createDirectories(log.getParent());
        var command = command();
        command.addAll(List.of("build", "--db=dev-file"));
        try {
            var exit = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
            if (exit != 0) throw new IOException("Keycloak's build failed with " + exit + ", see " + log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while building Keycloak", e);
        }
        Files.createFile(distribution.resolve(BUILT));
    }

    /// Starts it; the realm is imported into an empty database, and anew when its definition has changed.
    public Child start() throws IOException {
        var realm = realm();
        var command = command(
                "keycloak.migration.action=import",
                "keycloak.migration.provider=singleFile",
                "keycloak.migration.file=" + realm,
                "keycloak.migration.strategy=IGNORE_EXISTING");
        command.addAll(List.of(
                "start",
                "--optimized",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname-strict=false",
                "--db-url=jdbc:h2:file:" + data.resolve("h2") + ";NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE"));
        var administrator = Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", "admin", "KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
        return Child.start(Child.Plan.of(command, data, log, administrator));
    }

    /// Whether the realm answers.
    public boolean answers() {
        var uri = URI.create("http://localhost:" + port + "/realms/danggol");
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Puts the realm's definition where Keycloak reads it.
    private Path realm() throws IOException {
        var file = data.resolve("realm.json");
        byte[] wanted;
        try (var in = Keycloak.class.getResourceAsStream("danggol-realm.json")) {
            wanted = in.readAllBytes();
        }
        if (!Files.exists(file) || !Arrays.equals(wanted, Files.readAllBytes(file))) {
            Folders.delete(data);
            Files.createDirectories(data);
            Files.write(file, wanted);
        }
        return file;
    }

    /// What `kc.sh` would start, which puts a shell between it and its parent.
    private List<String> command(String... properties) {
        var command = new ArrayList<>(JavaCommand.light("384m"));
        for (var open : List.of("java.util", "java.util.concurrent", "java.security", "java.lang")) {
            command.addAll(List.of("--add-opens", "java.base/" + open + "=ALL-UNNAMED"));
        }
        for (var property : properties) command.add("-D" + property);
        command.addAll(List.of(
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dkc.home.dir=" + distribution,
                "-cp",
                distribution.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        return command;
    }

    /// A bearer token of the user who has just this role.
    ///
    /// @throws IllegalArgumentException if there is no such role
    /// @throws IOException if Keycloak does not answer
    public static String token(String issuer, String role) throws IOException, InterruptedException {
        var form = "grant_type=password&client_id=danggol-cli&username=%1$s&password=%1$s"
                .formatted(java.net.URLEncoder.encode(role, StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        var token =
                java.util.regex.Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(answer.body());
        if (answer.statusCode() != 200 || !token.find()) {
            throw new IllegalArgumentException("no token for '" + role + "': Keycloak answered " + answer.statusCode());
        }
        return token.group(1);
    }
}
