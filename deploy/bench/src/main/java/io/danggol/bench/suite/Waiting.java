package io.danggol.bench.suite;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/// Waits for the suite to have dealt with everything that it was given.
public final class Waiting {
    private static final Duration STEP = Duration.ofMillis(500);

    /// How many times in a row nothing must be left: what one reader owes to the log, the next has to read.
    private static final int QUIET = 4;

    private final SuiteClient suite;
    private final PrintStream console;

    public Waiting(SuiteClient suite, PrintStream console) {
        this.suite = suite;
        this.console = console;
    }

    /// Something that is so, or not yet.
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /// Until every consumer group has folded all of the log.
    public void untilCaughtUp() throws InterruptedException {
        try (var lag = new ConsumerLag(suite.addresses().bootstrap())) {
            for (var quiet = 0; quiet < QUIET; ) {
                quiet = behind(lag) == 0 ? quiet + 1 : 0;
                Thread.sleep(STEP);
            }
        }
        console.println("\rEvery consumer has caught up.                    ");
    }

    private long behind(ConsumerLag lag) throws InterruptedException {
        try {
            var records =
                    lag.byGroup().values().stream().mapToLong(Long::longValue).sum();
            if (records > 0) console.printf("\rWaiting for the consumers: %,d records left   ", records);
            return records;
        } catch (ExecutionException e) {
            // The brokers are away for a moment, in a drill: not caught up.
            return -1;
        }
    }

    /// Until `condition` holds; a call that fails meanwhile counts as "not yet".
    ///
    /// @throws IllegalStateException when it does not in time
    public void until(String what, Duration patience, Condition condition) throws InterruptedException {
        console.printf("\rWaiting: %s                    ", what);
        var deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (condition.holds()) return;
            } catch (IOException e) {
                console.printf("\rWaiting: %s (%s)   ", what, e.getMessage());
            }
            Thread.sleep(STEP);
        }
        throw new IllegalStateException("not within " + patience + ": " + what);
    }
}
