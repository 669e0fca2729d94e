package io.danggol.segment;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Does a piece of work again and again: at once while there is more of it, else after a pause.
public final class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Duration pause;
    private final Duration between;
    private final Supplier<Uni<Boolean>> work;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;

    /// @param work one piece; tells whether there may be more
    public Worker(String name, Duration pause, Supplier<Uni<Boolean>> work) {
        this(name, pause, Duration.ZERO, work);
    }

    /// @param between how long it rests after a piece when there may be more
    public Worker(String name, Duration pause, Duration between, Supplier<Uni<Boolean>> work) {
        this.name = name;
        this.pause = pause;
        this.between = between;
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Ends the present pause, or spares the next one.
    public void wake() {
        if (woken.availablePermits() == 0) woken.release();
    }

    /// Ends after the piece in hand.
    public void stop() {
        ended.countDown();
        wake();
        try {
            if (thread.isAlive()) thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (ended.getCount() > 0) {
                var rest = more() ? between : pause;
                if (!rest.isZero() && woken.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) woken.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean more() throws InterruptedException {
        try {
            return work.get().await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            if (ended.getCount() > 0) LOG.warnf("%s tries again: %s", name, e);
            return ended.await(AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
