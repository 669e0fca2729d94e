package io.danggol.local.build;

import io.danggol.local.process.Preload;
import io.danggol.local.suite.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// The modules of the checkout, built where they are missing or older than their sources.
public final class Modules {
    /// What a module's classes come from besides its own folder; a service's are the two that all services share.
    private static final Map<String, List<String>> UPSTREAM = Map.of(
            "deploy/playground",
            List.of("deploy/demo-shop", "deploy/simulators"),
            "deploy/bench",
            List.of("contracts"));

    /// The folder of services that are packaged for the JDK's AOT cache.
    public static final String AOT = "aot";

    private static final List<String> SHARED = List.of("contracts", "chassis");

    private final Home home;
    private final PrintStream console;

    public Modules(Home home, PrintStream console) {
        this.home = home;
        this.console = console;
    }

    /// Loads our own classes now, as Maven may replace the files that they come from.
    public static void preload(Home home) throws IOException {
        Preload.classes(home.checkout().resolve("deploy/local/target/classes"));
        Preload.classes(home.checkout().resolve("contracts/target/classes"));
    }

    /// Builds those of `modules` that are not ready to run.
    ///
    /// @param modules folders below the checkout
    /// @throws IllegalStateException if the build fails
    public void ready(List<String> modules) throws IOException {
        var stale = modules.stream().filter(this::stale).toList();
        if (stale.isEmpty()) return;
        console.println("Building what is missing or older than its sources (a minute or three the first time)");
        new Maven(home, console)
                .run(List.of(
                        "package",
                        "-Dmaven.test.skip",
                        "-Dspotless.check.skip",
                        "-am",
                        "-pl",
                        String.join(",", stale)));
    }

    /// Packages services for the JDK's AOT cache, in [#AOT] below their build folders, beside what is there.
    ///
    /// @param services such as `tracking`
    public void aot(List<String> services) throws IOException {
        var modules = services.stream().map(service -> service + "-service").toList();
        ready(modules);
        var missing = modules.stream().filter(this::aotStale).toList();
        if (missing.isEmpty()) return;
        console.println("Packaging for the AOT cache");
        new Maven(home, console)
                .run(List.of(
                        "package",
                        "-Dmaven.test.skip",
                        "-Dspotless.check.skip",
                        "-Dquarkus.package.jar.type=aot-jar",
                        "-Dquarkus.package.output-directory=" + AOT,
                        "-am",
                        "-pl",
                        String.join(",", missing)));
    }

    private boolean aotStale(String module) {
        var aot = home.checkout().resolve(module).resolve("target").resolve(AOT).resolve("quarkus-run.jar");
        try {
            return !Files.exists(aot)
                    || Files.getLastModifiedTime(aot).compareTo(Files.getLastModifiedTime(artifact(module))) < 0;
        } catch (IOException e) {
            throw new IllegalStateException("cannot look at " + aot, e);
        }
    }

    /// The runnable jar of a service.
    public static Path serviceJar(Home home, String module) {
        return home.checkout().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /// The class path of a built module, itself included.
    public static String classPath(Home home, String module) throws IOException {
        var target = home.checkout().resolve(module).resolve("target");
        return target.resolve("classes") + ":" + Files.readString(target.resolve("class-path"));
    }

    /// The file that each build of the module writes anew.
    private Path artifact(String module) {
        return module.endsWith("-service")
                ? serviceJar(home, module)
                : home.checkout().resolve(module).resolve("target/class-path");
    }

    private boolean stale(String module) {
        try {
            var built = Files.getLastModifiedTime(artifact(module));
            if (newer(home.checkout().resolve("pom.xml"), built)) return true;
            if (changedSince(module, built)) return true;
            for (var upstream : UPSTREAM.getOrDefault(module, SHARED)) {
                if (changedSince(upstream, built)) return true;
            }
            return false;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("cannot look through " + module, e);
        }
    }

    /// Whether any file of a module, but for its tests and what Maven made, is newer than `built`.
    private boolean changedSince(String module, FileTime built) throws IOException {
        var found = new AtomicBoolean();
        Files.walkFileTree(home.checkout().resolve(module), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.endsWith("target") || folder.endsWith("src/test")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.set(attributes.lastModifiedTime().compareTo(built) > 0);
                return found.get() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
        return found.get();
    }

    private static boolean newer(Path file, FileTime than) throws IOException {
        return Files.getLastModifiedTime(file).compareTo(than) > 0;
    }
}
