package io.danggol.bench.suite;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/// Waits for the suite to have dealt with everything that it was given.
public final class Waiting {
    private static final Duration STEP = Duration.ofMillis(500);

    /// How many times in a row nothing must be left: what one reader owes to the log, the next has to read.
    private static final int QUIET = 4;

    private static final Duration STUCK = Duration.ofMinutes(10);

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
    ///
    /// @throws IllegalStateException when there is no progress for ten minutes, with the groups that are behind
    public void untilCaughtUp() throws InterruptedException {
        try (var lag = new ConsumerLag(suite.addresses().bootstrap())) {
            var least = Long.MAX_VALUE;
            var progress = System.nanoTime();
            for (var quiet = 0; quiet < QUIET; ) {
                var behind = behind(lag);
                var records = behind.map(Waiting::sum).orElse(Long.MAX_VALUE);
                if (records < least) {
                    least = records;
                    progress = System.nanoTime();
                } else if (System.nanoTime() - progress > STUCK.toNanos()) {
                    throw new IllegalStateException("no progress for " + STUCK + ", records left: "
                            + behind.map(Map::toString).orElse("the brokers do not say"));
                }
                quiet = records == 0 ? quiet + 1 : 0;
                Thread.sleep(STEP);
            }
        }
        console.println("\rEvery consumer has caught up.                    ");
    }

    /// What each group has left; nothing while the brokers are away for a moment, in a drill.
    private Optional<Map<String, Long>> behind(ConsumerLag lag) throws InterruptedException {
        try {
            var groups = lag.byGroup();
            if (!groups.isEmpty()) console.printf("\rWaiting for the consumers: %,d records left   ", sum(groups));
            return Optional.of(groups);
        } catch (ExecutionException e) {
            return Optional.empty();
        }
    }

    private static long sum(Map<String, Long> records) {
        return records.values().stream().mapToLong(Long::longValue).sum();
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
