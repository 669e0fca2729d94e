package io.danggol.bench.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Hands things over in batches on a few threads at once, things of one key in order. A full lane holds up
/// whoever adds to it.
final class Lanes<T> implements AutoCloseable {
    private static final int WAITING = 2_000;

    /// Takes a batch, at last.
    @FunctionalInterface
    interface Taker<T> {
        void take(List<T> batch) throws IOException, InterruptedException;
    }

    private final List<BlockingQueue<List<T>>> queues = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Taker<T> taker;
    private final int most;

    /// @param lanes how many threads
    /// @param most things in a batch
    Lanes(int lanes, int most, Taker<T> taker) {
        this.taker = taker;
        this.most = most;
        for (var i = 0; i < lanes; i++) {
            var queue = new ArrayBlockingQueue<List<T>>(WAITING);
            queues.add(queue);
            threads.add(Thread.ofPlatform().name("lane-" + i).start(() -> work(queue)));
        }
    }

    void add(String key, T thing) throws InterruptedException {
        offer(queues.get(Math.floorMod(key.hashCode(), queues.size())), List.of(thing));
    }

    /// Waits until everything was handed over.
    ///
    /// @throws IllegalStateException with the first failure of a taker
    @Override
    public void close() throws InterruptedException {
        for (var queue : queues) offer(queue, List.of());
        for (var thread : threads) thread.join();
        requireNoFailure();
    }

    private void offer(BlockingQueue<List<T>> queue, List<T> things) throws InterruptedException {
        while (!queue.offer(things, 1, TimeUnit.SECONDS)) requireNoFailure();
    }

    private void requireNoFailure() {
        var first = failure.get();
        if (first != null) throw new IllegalStateException(first.getMessage(), first);
    }

    private void work(BlockingQueue<List<T>> queue) {
        try {
            for (var open = true; open; ) {
                var batch = new ArrayList<T>();
                open = fill(batch, queue);
                if (!batch.isEmpty()) taker.take(batch);
            }
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Fills a batch with what is waiting, at least one thing; false at the end of the lane.
    private boolean fill(List<T> batch, BlockingQueue<List<T>> queue) throws InterruptedException {
        for (var next = queue.take(); next != null; next = batch.size() < most ? queue.poll() : null) {
            if (next.isEmpty()) return false;
            batch.addAll(next);
        }
        return true;
    }
}
