package io.danggol.bench;

import io.danggol.bench.replay.Replay;
import io.danggol.bench.suite.SuiteClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// What `./danggol replay` and `./danggol bench` start.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(Arrays.asList(arguments)));
    }

    private static int run(List<String> arguments) throws InterruptedException {
        try {
            return switch (arguments.getFirst()) {
                case "replay" ->
                    new Replay(SuiteClient.ofEnvironment(), System.out).run(arguments.subList(1, arguments.size()));
                case String unknown ->
                    throw new IllegalArgumentException("bench: unknown: " + unknown + " (expected: replay)");
            };
        } catch (IllegalArgumentException e) {
            System.err.println("danggol: " + e.getMessage());
            return 2;
        } catch (IOException | IllegalStateException e) {
            System.err.println("danggol: " + e.getMessage());
            return 1;
        }
    }
}
