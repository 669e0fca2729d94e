package io.danggol.bench;

import io.danggol.bench.footprint.FootprintBench;
import io.danggol.bench.pipeline.Pipeline;
import io.danggol.bench.replay.Replay;
import io.danggol.bench.suite.SuiteClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

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
                case "pipeline" -> {
                    new Pipeline(SuiteClient.ofEnvironment(), System.out).run();
                    yield 0;
                }
                case "intake" -> {
                    new Pipeline(SuiteClient.ofEnvironment(), System.out).intake();
                    yield 0;
                }
                case "footprint" -> {
                    new FootprintBench(SuiteClient.ofEnvironment(), System.out).run();
                    yield 0;
                }
                case "freshness" -> {
                    new Pipeline(SuiteClient.ofEnvironment(), System.out).freshness(rate(arguments));
                    yield 0;
                }
                case String unknown ->
                    throw new IllegalArgumentException("bench " + unknown
                            + " (expected: pipeline, intake, freshness EVENTS_PER_SECOND or footprint)");
            };
        } catch (IllegalArgumentException e) {
            System.err.println("danggol: " + e.getMessage());
            return 2;
        } catch (IOException | IllegalStateException | ExecutionException | TimeoutException e) {
            System.err.println("danggol: " + e.getMessage());
            return 1;
        }
    }

    private static double rate(List<String> arguments) {
        if (arguments.size() == 2 && arguments.get(1).matches("[1-9][0-9]{0,5}"))
            return Integer.parseInt(arguments.get(1));
        throw new IllegalArgumentException("bench freshness: expected a rate in events a second, 1 to 999999");
    }
}
