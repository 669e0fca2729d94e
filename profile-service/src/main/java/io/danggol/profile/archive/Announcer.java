package io.danggol.profile.archive;

import io.danggol.profile.clock.StreamClock;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Says what was folded while the next batch is folded, all in order. Whoever is more than [#AHEAD] batches
/// ahead waits.
@ApplicationScoped
class Announcer {
    private static final int AHEAD = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Publication publication;
    private final StreamClock clock;
    private final ArrayBlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(AHEAD);
    private final ThreadPoolExecutor speaker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            waiting,
            Thread.ofPlatform().name("announcer").factory(),
            (task, _) -> wait(task));

    Announcer(Publication publication, StreamClock clock) {
        this.publication = publication;
        this.clock = clock;
    }

    /// Says what was just folded.
    void folded(Folded folded) {
        speaker.execute(() -> publication.publish(folded));
    }

    /// Says what an earlier life of a reader of these partitions left unsaid.
    void assigned(Collection<Integer> partitions) {
        var all = List.copyOf(partitions);
        speaker.execute(() -> publication.publish(all));
    }

    /// Says all that is left of these partitions, and then that it was said up to these moments.
    void foldedUpTo(Map<Integer, Instant> moments) {
        speaker.execute(() -> {
            publication.publish(moments.keySet());
            publication.replay(moments.keySet());
            clock.report(moments);
        });
    }

    private void wait(Runnable task) {
        try {
            if (speaker.isShutdown()) throw new RejectedExecutionException("closed");
            waiting.put(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("interrupted", e);
        }
    }

    /// What is left unsaid is said by the next reader of these partitions.
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        speaker.shutdown();
        if (!speaker.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) speaker.shutdownNow();
    }
}
