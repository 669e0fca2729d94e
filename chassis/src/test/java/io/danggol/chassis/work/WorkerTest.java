package io.danggol.chassis.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final Duration LONG = Duration.ofHours(1);
    private final AtomicInteger pieces = new AtomicInteger();

    @Test
    void goesOnAtOnceWhileThereIsMoreAndThenRests() {
        var worker = new Worker("test", LONG, () -> pieces.incrementAndGet() % 5 != 0);
        worker.start();
        await().until(() -> pieces.get() == 5);

        worker.wake();

        await().until(() -> pieces.get() == 10);
        worker.stop();
    }

    @Test
    void aCallThatComesWhileItWorksSparesTheNextRest() throws InterruptedException {
        var working = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        var worker = new Worker("test", LONG, () -> {
            if (pieces.incrementAndGet() == 1) {
                working.countDown();
                finish.await();
            }
            return false;
        });
        worker.start();
        working.await();
        for (var i = 0; i < 10; i++) worker.wake();
        finish.countDown();

        await().until(() -> pieces.get() == 2);
        assertThat(pieces).hasValue(2);
        worker.stop();
    }

    @Test
    void aConsiderateOneGoesOnWhileThereIsMoreToo() {
        var worker = Worker.considerate("test", LONG, () -> pieces.incrementAndGet() % 5 != 0);
        worker.start();
        await().until(() -> pieces.get() == 5);

        worker.wake();

        await().until(() -> pieces.get() == 10);
        worker.stop();
    }

    @Test
    void whatFailsIsTriedAgain() {
        var worker = new Worker("test", LONG, () -> {
            if (pieces.incrementAndGet() < 3) throw new IllegalStateException("not yet");
            return false;
        });
        worker.start();

        await().until(() -> pieces.get() == 3);
        worker.stop();
    }

    @Test
    void endsAfterThePieceInHand() throws InterruptedException {
        var working = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        var done = new AtomicInteger();
        var worker = new Worker("test", Duration.ZERO, () -> {
            working.countDown();
            finish.await(10, TimeUnit.SECONDS);
            done.incrementAndGet();
            return true;
        });
        worker.start();
        working.await();
        var stop = Thread.startVirtualThread(worker::stop);
        await().until(worker::isEnded);
        finish.countDown();
        stop.join();

        assertThat(done).hasValue(1);
    }

    @Test
    void stopsWithoutHavingStarted() {
        var worker = new Worker("test", LONG, () -> false);

        worker.stop();

        assertThat(worker.isEnded()).isTrue();
    }
}
