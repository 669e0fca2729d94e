package io.danggol.local.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waiting for something outside this JVM to become true.
public final class Wait {
    private static final Duration STEP = Duration.ofMillis(50);

    private Wait() {}

    /// Looks every 50 ms until `condition` holds.
    ///
    /// @param what what is waited for, for the message
    /// @throws IllegalStateException if it does not within `patience`, or the thread is interrupted
    public static void until(String what, Duration patience, BooleanSupplier condition) {
        var end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + " did not happen within " + patience.toSeconds() + " s");
            }
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting: " + what, e);
            }
        }
    }
}
