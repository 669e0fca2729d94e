package io.danggol.bench.pipeline;

import io.danggol.bench.suite.SuiteClient;
import io.danggol.bench.suite.Waiting;
import java.io.IOException;
import java.io.PrintStream;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Measures the running suite from the storefront to the answer, on whatever machine it runs. Prints figures and
/// goals; fails on none.
public final class Pipeline {
    private final SuiteClient suite;
    private final PrintStream console;

    public Pipeline(SuiteClient suite, PrintStream console) {
        this.suite = suite;
        this.console = console;
    }

    public void run() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var run = "b" + UUID.randomUUID().toString().substring(0, 8);
        var waiting = new Waiting(suite, console);
        var folds = new FoldBench(suite, console);
        console.println("Memory and start of each process, before load");
        new Footprint(suite).print(console);
        folds.define();
        waiting.untilCaughtUp();
        console.println("Intake, batches of 10 events, 32 connections");
        var intake = new IntakeBench(suite, console).run(run);
        console.println("Folding the backlog, with 30 segment definitions");
        var folding = folds.drain();
        waiting.untilCaughtUp();
        console.println("Freshness at half of what the slowest part can do");
        new FreshnessBench(suite, console).run(run, Math.min(intake, folding) / 2);
        waiting.untilCaughtUp();
        console.println("Answers by the size of the index, in this process, one thread");
        new AnswerBench(console).run(100_000, 1_000_000);
        console.println("Memory of each process, after load");
        new Footprint(suite).print(console);
    }
}
