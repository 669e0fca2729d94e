package io.danggol.chassis.imports;

import io.danggol.chassis.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Takes in what is stored of imports, chunk by chunk, on a thread of its own. While database or brokers are away it
/// waits.
public final class ImportWorker {
    private static final Logger LOG = Logger.getLogger(ImportWorker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 1_000;

    private final Supplier<Uni<Boolean>> step;
    private final Outbox outbox;
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean closed;

    /// @param step takes in the next chunk; false if there is none that no other replica has in hand
    public ImportWorker(Supplier<Uni<Boolean>> step, Outbox outbox) {
        this.step = step;
        this.outbox = outbox;
    }

    public void start() {
        Thread.ofVirtual().name("imports").start(this::run);
    }

    public void stop() {
        closed = true;
        woken.release();
    }

    /// Says that there is something to take in; other replicas notice within a second.
    public void wake() {
        woken.release();
    }

    private void run() {
        while (!closed) {
            try {
                while (!closed && step.get().await().atMost(PATIENCE)) outbox.wake();
                if (woken.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) woken.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (closed) return;
                LOG.warnf("imports go on later: %s", e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
