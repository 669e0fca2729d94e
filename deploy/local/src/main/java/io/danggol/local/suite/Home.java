package io.danggol.local.suite;

import java.nio.file.Path;
import java.util.List;

/// Where the local suite keeps things.
///
/// @param checkout the top folder of the sources
/// @param folder what one suite writes: data, logs, secrets, the clock; by default `.danggol` in the checkout
public record Home(Path checkout, Path folder) {
    public static final String SETTING = "DANGGOL_HOME";

    private static final String FOOTPRINT = "footprint";
    private static final List<String> CONTENTS =
            List.of("data", "logs", "run", "clock", "secrets.properties", FOOTPRINT);

    /// Of `DANGGOL_ROOT`, which the launcher sets, and `DANGGOL_HOME`.
    public static Home ofEnvironment() {
        var root = System.getenv("DANGGOL_ROOT");
        if (root == null) throw new IllegalStateException("DANGGOL_ROOT is not set: use ./danggol");
        var checkout = Path.of(root).toAbsolutePath().normalize();
        var folder = System.getenv(SETTING);
        return new Home(
                checkout,
                folder == null
                        ? checkout.resolve(".danggol")
                        : Path.of(folder).toAbsolutePath().normalize());
    }

    /// That of the suite which `bench footprint` starts when none runs here.
    public Home footprint() {
        return new Home(checkout, folder.resolve(FOOTPRINT));
    }

    /// What is fetched and unpacked once and survives a `reset`: Maven, Keycloak, server programs.
    public Path tools() {
        return checkout.resolve(".danggol/tools");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /// The folder that belongs to one server.
    public Path of(String server) {
        return folder.resolve("data").resolve(server);
    }

    /// What is known of the running suite.
    public Path run() {
        return folder.resolve("run");
    }

    public Path secrets() {
        return folder.resolve("secrets.properties");
    }

    /// All that `reset` removes.
    public List<Path> contents() {
        return CONTENTS.stream().map(folder::resolve).toList();
    }

    public Path clock() {
        return folder.resolve("clock");
    }
}
