package io.danggol.local.suite;

import io.danggol.local.realm.Keycloak;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Builds what the suite runs, where it is missing or older than its sources.
final class Build {
    private static final List<String> SHARED = List.of("contracts", "chassis");

    private final Home home;
    private final Maven maven;
    private final PrintStream console;

    Build(Home home, PrintStream console) {
        this.home = home;
        this.maven = new Maven(home, console);
        this.console = console;
    }

    /// A module and the file that stands for its finished build.
    private record Module(String folder, Path artifact) {}

    void modules() throws IOException {
        var stale = modulesOf(home).filter(this::stale).map(Module::folder).toList();
        if (stale.isEmpty()) return;
        console.println("Building what is missing or older than its sources (a minute or three the first time)");
        maven.run(Map.of(), List.of("package", "-DskipTests", "-am", "-pl", String.join(",", stale)));
    }

    /// The Keycloak distribution, fetched by its coordinates and built for a quick start.
    Path keycloak() throws IOException {
        var distribution = home.tools().resolve("keycloak-" + Keycloak.VERSION);
        if (!Files.exists(distribution.resolve("lib/quarkus-run.jar"))) {
            console.println("Fetching Keycloak " + Keycloak.VERSION);
            maven.run(
                    Map.of(),
                    List.of(
                            "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:unpack",
                            "-N",
                            "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + Keycloak.VERSION + ":zip",
                            "-DoutputDirectory=" + home.tools()));
        }
        return distribution;
    }

    private static Stream<Module> modulesOf(Home home) {
        var services = Addresses.services().stream()
                .map(name -> name + "-service")
                .map(folder -> new Module(folder, serviceJar(home, folder)));
        return services;
    }

    /// The runnable jar of a service.
    static Path serviceJar(Home home, String folder) {
        return home.checkout().resolve(folder).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private boolean stale(Module module) {
        try {
            if (!Files.exists(module.artifact())) return true;
            var built = Files.getLastModifiedTime(module.artifact());
            for (var folder : Stream.concat(Stream.of(module.folder()), SHARED.stream()).toList()) {
                if (newer(home.checkout().resolve(folder).resolve("src/main"), built)) return true;
                if (newer(home.checkout().resolve(folder).resolve("pom.xml"), built)) return true;
            }
            return newer(home.checkout().resolve("pom.xml"), built);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean newer(Path sources, FileTime than) throws IOException {
        if (!Files.exists(sources)) return false;
        try (var files = Files.walk(sources)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).compareTo(than) > 0) return true;
            }
        }
        return false;
    }
}
