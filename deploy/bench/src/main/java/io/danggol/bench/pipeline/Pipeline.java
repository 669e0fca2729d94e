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
        var run = newRun();
        var waiting = new Waiting(suite, console);
        var folds = new FoldBench(suite, waiting, console);
        console.println("Memory and start of each process, before load");
        new Footprint(suite).print(console);
        folds.define();
        waiting.untilCaughtUp();
        console.println("Folding a backlog, with 30 segment definitions");
        var most = folds.run(run + "f");
        waiting.untilCaughtUp();
        console.println("Freshness at half of what the whole suite takes in and folds");
        new FreshnessBench(suite, console).run(run, most / 2);
        waiting.untilCaughtUp();
        console.println("Answers by the size of the index, in this process, one thread");
        new AnswerBench(console).run(100_000, 1_000_000);
        console.println("Memory of each process, after load");
        new Footprint(suite).print(console);
        intake();
    }

    /// Measures freshness alone.
    ///
    /// @param rate events a second of the load beside it
    public void freshness(double rate) throws IOException, InterruptedException, TimeoutException {
        var waiting = new Waiting(suite, console);
        new FoldBench(suite, waiting, console).define();
        waiting.untilCaughtUp();
        console.println("Freshness, with 30 segment definitions");
        new FreshnessBench(suite, console).run(newRun(), rate);
    }

    /// Measures intake alone, last of all, as it leaves the readers a long backlog.
    public void intake() throws IOException, InterruptedException, ExecutionException {
        var run = newRun();
        var intake = new IntakeBench(suite, console);
        console.println("Intake, one event a call");
        intake.run(run + "a", 1);
        console.println("Intake, ten events a call");
        intake.run(run + "b", 10);
        console.println("The suite now folds what intake has left it; ./danggol reset is quicker.");
    }

    private static String newRun() {
        return "b" + UUID.randomUUID().toString().substring(0, 8);
    }
}
