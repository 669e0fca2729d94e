package io.danggol.local.cli;

import io.danggol.local.build.Modules;
import io.danggol.local.process.JavaCommand;
import io.danggol.local.suite.Home;
import java.io.IOException;
import java.util.List;

/// `replay FILE …` and `bench NAME`: hands over to `deploy/bench`, in a JVM of its own.
final class Bench {
    private static final String MODULE = "deploy/bench";

    private final Home home;

    Bench(Home home) {
        this.home = home;
    }

    /// @param arguments `replay FILE …` or `bench NAME …`
    int run(List<String> arguments) throws IOException, InterruptedException {
        if (arguments.size() < 2) throw new UsageException(arguments.getFirst() + ": too few arguments");
        Modules.preload(home);
        new Modules(home, System.err).ready(List.of(MODULE));
        var command = JavaCommand.serving("4g");
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
        command.addAll(List.of("-cp", Modules.classPath(home, MODULE), "io.danggol.bench.Main"));
        // bench pipeline → pipeline; replay FILE → replay FILE
        command.addAll(arguments.getFirst().equals("bench") ? arguments.subList(1, arguments.size()) : arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
