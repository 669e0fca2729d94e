package io.danggol.local.suite;

import io.danggol.local.process.Child;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts parts in stages and keeps them running: a part that dies is started again, at the sixth death within ten
/// minutes all ends.
public final class Supervisor {
    private static final int RESTARTS = 5;
    private static final Duration END_PATIENCE = Duration.ofSeconds(20);

    /// A part with its present process.
    private record Running(Part part, Child child) {}

    private final ProcessTable table;
    private final PrintStream console;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Part>> stages = new ArrayList<>();
    private final Map<String, Running> running = new HashMap<>();
    private final Map<String, Deaths> deaths = new HashMap<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private boolean ending;

    public Supervisor(ProcessTable table, PrintStream console) {
        this.table = table;
        this.console = console;
    }

    /// Starts all parts of a stage at once and returns when each is ready.
    ///
    /// @throws IllegalStateException if one is not, with its log's name
    public void start(List<Part> stage) throws IOException {
        synchronized (this) {
            stages.add(stage);
        }
        var ready = new ArrayList<CompletableFuture<Void>>();
        for (var part : stage) {
            var begin = System.nanoTime();
            var child = launch(part);
            ready.add(CompletableFuture.runAsync(() -> awaitReady(part, child, begin), threads));
        }
        var all = CompletableFuture.allOf(ready.toArray(CompletableFuture[]::new));
        for (var one : ready) {
            var _ = one.exceptionally(failed -> {
                all.completeExceptionally(failed);
                return null;
            });
        }
        try {
            all.join();
        } catch (CompletionException e) {
            // Told to end while starting: what fails now is no failure, and the JVM is about to end.
            if (ending()) failure.join();
            var cause = e.getCause() instanceof CompletionException inner ? inner.getCause() : e.getCause();
            throw new IllegalStateException(cause.getMessage(), cause);
        }
        stage.forEach(this::watch);
    }

    /// Returns why the suite had to end, when it has to.
    public String awaitFailure() {
        return failure.join();
    }

    /// Has the suite end, for this reason.
    public void fail(String reason) {
        failure.complete(reason);
    }

    /// Ends all parts, the last started first; nothing is started again.
    public void end() {
        List<List<Part>> reversed;
        synchronized (this) {
            if (ending) return;
            ending = true;
            reversed = stages.reversed();
        }
        for (var stage : reversed) {
            var ends = stage.stream()
                    .map(part -> CompletableFuture.runAsync(() -> end(part), threads))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(ends).join();
        }
    }

    private synchronized boolean ending() {
        return ending;
    }

    private void end(Part part) {
        Running last;
        synchronized (this) {
            last = running.remove(part.name());
        }
        if (last != null) last.child().end(part.endSignal(), END_PATIENCE);
    }

    private synchronized Child launch(Part part) throws IOException {
        if (ending) throw new IllegalStateException("the suite ends");
        var child = part.starter().start();
        running.put(part.name(), new Running(part, child));
        table.write(stages.stream()
                .flatMap(List::stream)
                .map(it -> running.get(it.name()))
                .filter(it -> it != null)
                .map(it -> ProcessTable.Row.of(
                        it.part().name(), it.child().handle(), it.part().port()))
                .toList());
        return child;
    }

    private void awaitReady(Part part, Child child, long begin) {
        child.awaitReady(part.name(), part.patience(), part.ready());
        var seconds = (System.nanoTime() - begin) / 1e9;
        console.printf("  %-18s ready after %.1f s%n", part.name(), seconds);
    }

    private void watch(Part part) {
        Child child;
        synchronized (this) {
            if (ending) return;
            child = running.get(part.name()).child();
        }
        var _ = child.handle().onExit().thenRunAsync(() -> died(part), threads);
    }

    private void died(Part part) {
        int count;
        synchronized (this) {
            if (ending) return;
            count = deaths.computeIfAbsent(part.name(), _ -> new Deaths()).add(System.nanoTime());
        }
        if (count > RESTARTS) {
            fail(part.name() + " died " + count + " times within ten minutes, see its log");
            return;
        }
        console.printf("%s died; starting it again (%d of %d)%n", part.name(), count, RESTARTS);
        try {
            startAgain(part);
            watch(part);
        } catch (IOException | IllegalStateException e) {
            // Dead before it was ready: that counts as well.
            threads.execute(() -> died(part));
        }
    }

    /// @throws IllegalStateException if it does not become ready in time; it is ended then, as its port is needed
    private void startAgain(Part part) throws IOException {
        var begin = System.nanoTime();
        var child = launch(part);
        try {
            awaitReady(part, child, begin);
        } catch (IllegalStateException e) {
            if (child.alive()) child.end("KILL", END_PATIENCE);
            throw e;
        }
    }
}
