package io.danggol.local.build;

import io.danggol.local.suite.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The build's Maven, run through the launcher.
final class Maven {
    private static final String BUILDING = "Building Danggol :: ";

    private final Home home;
    private final PrintStream console;

    Maven(Home home, PrintStream console) {
        this.home = home;
        this.console = console;
    }

    /// Runs it and names each module as it is built; what it says goes to `build.log`.
    ///
    /// @throws IllegalStateException if it fails, with its first errors
    void run(List<String> arguments) throws IOException {
        Files.createDirectories(home.logs());
        var log = home.log("build");
        var command = new ArrayList<String>();
        command.add(home.checkout().resolve("danggol").toString());
        command.add("mvn");
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(home.checkout().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true);
        var process = builder.start();
        // Ctrl-C ends Maven with us.
        var end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        var errors = new ArrayList<String>();
        try (var lines = process.inputReader(StandardCharsets.UTF_8);
                var copy = Files.newBufferedWriter(log)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line);
                copy.newLine();
                show(line);
                if (line.startsWith("[ERROR]") && errors.size() < 5) errors.add(line);
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the build failed, see " + log + "\n" + String.join("\n", errors));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while building", e);
        } finally {
            forget(end);
        }
    }

    private void show(String line) {
        var at = line.indexOf(BUILDING);
        if (at >= 0)
            console.println(
                    "  building " + line.substring(at + BUILDING.length()).split(" 0\\.", 2)[0]);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM already ends, and has run the hook.
        }
    }
}
