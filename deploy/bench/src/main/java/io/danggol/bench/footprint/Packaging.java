package io.danggol.bench.footprint;

import io.danggol.local.build.Modules;
import io.danggol.local.process.JavaCommand;
import io.danggol.local.suite.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A way to package and start a service.
enum Packaging {
    /// As the JVM image has it.
    JVM,
    /// With what an earlier run has loaded and linked beside it, in the JDK's AOT cache.
    JVM_AOT,
    NATIVE;

    /// How the table calls it.
    String label() {
        return switch (this) {
            case JVM -> "JVM";
            case JVM_AOT -> "JVM, AOT cache";
            case NATIVE -> "native";
        };
    }

    /// What is shipped, but for the JDK.
    Path folder(Home home, String service) {
        var target = home.checkout().resolve(service + "-service/target");
        return switch (this) {
            case JVM -> Modules.serviceJar(home, service + "-service").getParent();
            case JVM_AOT -> target.resolve(Modules.AOT);
            case NATIVE -> runner(target).orElseThrow();
        };
    }

    /// Whether it is there to be started.
    boolean isBuilt(Home home, String service) {
        return this != NATIVE
                || runner(home.checkout().resolve(service + "-service/target")).isPresent();
    }

    /// @param more options of the JVM
    List<String> command(Home home, String service, List<String> more) {
        var folder = folder(home, service);
        if (this == NATIVE) return List.of(folder.toString());
        var command = new ArrayList<>(JavaCommand.serving("512m"));
        command.addAll(more);
        if (this == JVM_AOT && more.isEmpty()) command.add("-XX:AOTCache=" + cache(home, service));
        command.addAll(List.of("-jar", folder.resolve("quarkus-run.jar").toString()));
        return command;
    }

    static Path cache(Home home, String service) {
        return JVM_AOT.folder(home, service).resolve("app.aot");
    }

    private static Optional<Path> runner(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-runner")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In bytes.
    long size(Home home, String service) {
        try (Stream<Path> files = Files.walk(folder(home, service))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
