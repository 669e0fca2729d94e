package io.danggol.local.cli;

import io.danggol.local.build.Modules;
import io.danggol.local.process.JavaCommand;
import io.danggol.local.suite.Addresses;
import io.danggol.local.suite.Home;
import io.danggol.local.suite.LocalSuite;
import io.danggol.local.suite.ProcessTable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `replay FILE …` and `bench NAME`: hands over to `deploy/bench`, in a JVM of its own. `bench footprint` has a suite
/// of its own where none runs.
final class Bench {
    private static final String MODULE = "deploy/bench";
    private static final List<String> NEEDS_NO_SUITE = List.of("bench", "footprint");

    /// Starts a suite that ends with this JVM.
    @FunctionalInterface
    interface Starter {
        /// What waits until it has to end earlier, and tells why.
        Supplier<String> start(Home home) throws IOException, SQLException, InterruptedException;
    }

    /// How `deploy/bench` is run.
    @FunctionalInterface
    interface Tool {
        /// @param arguments `replay FILE …` or `bench NAME …`
        ProcessBuilder command(List<String> arguments) throws IOException;
    }

    private final Home home;
    private final Starter starter;
    private final Tool tool;

    Bench(Home home, Addresses addresses) {
        this(home, own -> start(own, addresses), arguments -> command(home, arguments));
    }

    Bench(Home home, Starter starter, Tool tool) {
        this.home = home;
        this.starter = starter;
        this.tool = tool;
    }

    /// @param arguments `replay FILE …` or `bench NAME …`
    int run(List<String> arguments) throws IOException, SQLException, InterruptedException {
        if (arguments.size() < 2) throw new UsageException(arguments.getFirst() + ": too few arguments");
        var command = tool.command(arguments);
        if (!arguments.equals(NEEDS_NO_SUITE) || new ProcessTable(home).claimed())
            return run(command).waitFor();
        var own = home.footprint();
        System.out.println("No suite runs: this one is for the measurement, with data and logs in " + own.folder());
        Reset.empty(own);
        var failure = starter.start(own);
        command.environment().put(Home.SETTING, own.folder().toString());
        var process = run(command);
        Thread.ofVirtual().start(() -> {
            System.err.println("danggol: " + failure.get());
            process.destroy();
        });
        return process.waitFor();
    }

    private static Supplier<String> start(Home own, Addresses addresses)
            throws IOException, SQLException, InterruptedException {
        var suite = new LocalSuite(own, addresses, System.out, false);
        suite.start(1, Optional.empty());
        return suite::awaitFailure;
    }

    private static ProcessBuilder command(Home home, List<String> arguments) throws IOException {
        Modules.preload(home);
        new Modules(home, System.err).ready(List.of(MODULE));
        var command = JavaCommand.serving("4g");
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
        command.addAll(List.of("-cp", Modules.classPath(home, MODULE), "io.danggol.bench.Main"));
        // bench pipeline → pipeline; replay FILE → replay FILE
        command.addAll(arguments.getFirst().equals("bench") ? arguments.subList(1, arguments.size()) : arguments);
        return new ProcessBuilder(command);
    }

    /// What is run ends with us, and before us.
    private static Process run(ProcessBuilder command) throws IOException {
        var process = command.inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.destroy();
            process.onExit().join();
        }));
        return process;
    }
}
