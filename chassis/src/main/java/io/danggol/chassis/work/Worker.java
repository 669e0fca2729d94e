package io.danggol.chassis.work;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Does a piece of work again and again on a thread of its own: at once while there is more of it, else after a pause.
/// What fails is tried again after a second.
public final class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int REST = 3;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /// One piece of the work.
    @FunctionalInterface
    public interface Piece {
        /// Does it; tells whether there may be more to do now. May block.
        boolean work() throws InterruptedException;
    }

    private final String name;
    private final Duration pause;
    private final boolean considerate;
    private final Piece piece;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;
    private boolean failing;

    /// @param pause how long it rests when there is no more to do
    public Worker(String name, Duration pause, Piece piece) {
        this(name, pause, piece, false);
    }

    private Worker(String name, Duration pause, Piece piece, boolean considerate) {
        this.name = name;
        this.pause = pause;
        this.considerate = considerate;
        this.piece = piece;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /// One that rests after each piece three times as long as it took: who waits for what a piece holds waits for one,
    /// and most of the time is left to others.
    public static Worker considerate(String name, Duration pause, Piece piece) {
        return new Worker(name, pause, piece, true);
    }

    /// Begins, once.
    public void start() {
        thread.start();
    }

    /// Ends the present rest, or spares the next one.
    public void wake() {
        if (woken.availablePermits() == 0) woken.release();
    }

    /// Ends after the piece in hand; waits some seconds for that.
    public void stop() {
        ended.countDown();
        wake();
        try {
            if (thread.isAlive()) thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether it was told to stop.
    public boolean isEnded() {
        return ended.getCount() == 0;
    }

    private void run() {
        try {
            while (!isEnded()) {
                var begin = System.nanoTime();
                var rest = !more()
                        ? pause
                        : considerate ? Duration.ofNanos(REST * (System.nanoTime() - begin)) : Duration.ZERO;
                rest(rest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void rest(Duration time) throws InterruptedException {
        if (!time.isZero() && woken.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) woken.drainPermits();
    }

    /// Of failures in a row only the first is worth a line.
    private boolean more() throws InterruptedException {
        while (!isEnded()) {
            try {
                var more = piece.work();
                failing = false;
                return more;
            } catch (RuntimeException e) {
                if (!failing && !isEnded()) LOG.warnf(e, "%s failed and tries again", name);
                failing = true;
                if (ended.await(AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS)) return false;
            }
        }
        return false;
    }
}
