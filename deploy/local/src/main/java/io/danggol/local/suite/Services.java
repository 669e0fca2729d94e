package io.danggol.local.suite;

import io.danggol.local.build.Modules;
import io.danggol.local.process.Child;
import io.danggol.local.process.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The five services as packaged, each replica a process.
final class Services {
    /// `DANGGOL_JIT=full` lets the services use both compilers: they start slower and work faster.
    private static final boolean FULL = "full".equals(System.getenv("DANGGOL_JIT"));

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /// For a migration to end when another has failed.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Home home;
    private final Addresses addresses;
    private final ServiceSettings settings;

    Services(Home home, Addresses addresses, ServiceSettings settings) {
        this.home = home;
        this.addresses = addresses;
        this.settings = settings;
    }

    /// The modules that they are.
    static List<String> modules() {
        return Addresses.services().stream().map(name -> name + "-service").toList();
    }

    /// All replicas of all services; the first of each carries its plain name, the second `profile-2`.
    List<Part> parts(int replicas) {
        var parts = new ArrayList<Part>();
        for (var replica = 1; replica <= replicas; replica++) {
            for (var service : Addresses.services()) parts.add(part(service, replica));
        }
        return parts;
    }

    private Part part(String service, int replica) {
        var name = replica == 1 ? service : service + "-" + replica;
        var port = addresses.service(service, replica);
        return Part.of(name, port, () -> launch(name, service, settings.of(service, replica)), () -> ready(port));
    }

    /// As init containers do, where services do not migrate by themselves: the code of each migrates its database and
    /// ends, once for all replicas.
    void migrate() throws IOException {
        var migrating = new LinkedHashMap<String, Child>();
        try {
            for (var service : Addresses.services()) {
                if (!settings.migratesFirst(service)) continue;
                var environment = settings.of(service, 1);
                environment.put("QUARKUS_INIT_AND_EXIT", "true");
                environment.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "true");
                migrating.put(service, launch(service, service, environment));
            }
            for (var service : migrating.keySet()) {
                if (migrating.get(service).awaitEnd() != 0)
                    throw new IOException("cannot migrate the database of " + service + ", see " + home.log(service));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while migrating", e);
        } finally {
            migrating.values().forEach(child -> child.end("TERM", PATIENCE));
        }
    }

    private Child launch(String name, String service, Map<String, String> environment) throws IOException {
        var command = FULL ? JavaCommand.serving("512m") : JavaCommand.light("512m");
        command.addAll(
                List.of("-jar", Modules.serviceJar(home, service + "-service").toString()));
        var plan = Child.Plan.of(command, home.of(name), home.log(name), environment);
        return Child.start(settings.areGiven() ? plan.withoutOurs() : plan);
    }

    private static boolean ready(int port) {
        var uri = URI.create(Addresses.url(port) + "/q/health/ready");
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
}
