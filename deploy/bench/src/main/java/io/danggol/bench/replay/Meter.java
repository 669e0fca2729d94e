package io.danggol.bench.replay;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Shows how far a long work is, once a second: done, rate and time left.
final class Meter implements AutoCloseable {
    private final String what;
    private final long total;
    private final LongSupplier done;
    private final PrintStream console;
    private final long begin = System.nanoTime();
    private final Thread thread;
    private volatile boolean closed;

    /// @param total 0 when it is not known
    Meter(String what, long total, LongSupplier done, PrintStream console) {
        this.what = what;
        this.total = total;
        this.done = done;
        this.console = console;
        thread = Thread.ofVirtual().start(this::run);
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            if (!closed) console.print("\r" + line());
        }
    }

    private String line() {
        var count = done.getAsLong();
        var rate = count / Math.max(1e-3, (System.nanoTime() - begin) / 1e9);
        var left = rate > 0 && total > 0 ? Duration.ofSeconds((long) ((total - count) / rate)) : null;
        return "%s: %,d of %,d, %,.0f/s%s        "
                .formatted(
                        what,
                        count,
                        total,
                        rate,
                        left == null ? "" : ", " + left.toString().substring(2) + " left");
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        console.println("\r" + line());
    }
}
