package io.danggol.recommendation.learning;

import io.danggol.chassis.log.LogReaders;
import io.danggol.chassis.log.LogRecord;
import io.danggol.chassis.log.LogTail;
import io.danggol.chassis.log.TopicNames;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.danggol.recommendation.RecommendationConfig;
import io.danggol.recommendation.catalogue.Shelf;
import io.danggol.recommendation.knowledge.Knowledge;
import io.danggol.recommendation.placement.Placements;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Brings this replica up and keeps it learning: catalogue and snapshot first, then who is erased, who agreed, and
/// only then what happened.
@Singleton
class Learning {
    private static final Logger LOG = Logger.getLogger(Learning.class);
    private static final Duration EVICT_EVERY = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final LogReaders readers;
    private final TopicNames topics;
    private final Knowledge knowledge;
    private final Shelf shelf;
    private final Placements placements;
    private final Snapshots snapshots;
    private final Learner learner;
    private final Consents consents;
    private final Erasures erasures;
    private final ArchiveReplays replays;
    private final RecommendationConfig config;
    private final Clock clock;
    private volatile boolean ready;

    Learning(
            LogReaders readers,
            TopicNames topics,
            Knowledge knowledge,
            Shelf shelf,
            Placements placements,
            Snapshots snapshots,
            Learner learner,
            Consents consents,
            Erasures erasures,
            ArchiveReplays replays,
            RecommendationConfig config,
            Clock clock) {
        this.readers = readers;
        this.topics = topics;
        this.knowledge = knowledge;
        this.shelf = shelf;
        this.placements = placements;
        this.snapshots = snapshots;
        this.learner = learner;
        this.consents = consents;
        this.erasures = erasures;
        this.replays = replays;
        this.config = config;
        this.clock = clock;
    }

    /// Whether everything has been read that was there when this replica started.
    boolean isReady() {
        return ready;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("learning").start(this::begin);
    }

    private void begin() {
        var from = snapshots.restore(knowledge);
        while (!shelf.load()) pause();
        while (!placements.load()) pause();
        var events = readers.tail("profile-events", List.of(Topics.PROFILE_EVENTS), new Events());
        var decided = readers.tail("consents", List.of(Topics.CONSENTS), new Simple(this::consents, () -> {
            LOG.info("consents are known");
            events.start(fromBeginning(from));
        }));
        readers.tail("erasures", List.of(Topics.ERASURES), new Simple(erasures::take, () -> {
                    LOG.info("erasures are known");
                    decided.start(Map.of());
                }))
                .start(Map.of());
    }

    private void consents(List<LogRecord> records) {
        records.forEach(consents::take);
    }

    /// Names every partition, so that it is noticed when the log no longer has its beginning.
    private Map<TopicPartition, Long> fromBeginning(Map<TopicPartition, Long> from) {
        var next = new HashMap<TopicPartition, Long>();
        for (var partition = 0; partition < Topic.PARTITIONS; partition++) {
            next.put(new TopicPartition(topics.of(Topics.PROFILE_EVENTS), partition), 0L);
        }
        next.putAll(from);
        return next;
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    private record Simple(Consumer<List<LogRecord>> taker, Runnable then) implements LogTail.Handler {
        @Override
        public void accept(List<LogRecord> records, Map<TopicPartition, Long> next) {
            taker.accept(records);
        }

        @Override
        public void caughtUp() {
            then.run();
        }
    }

    /// Learns, and between batches forgets what is too old and writes snapshots.
    private final class Events implements LogTail.Handler {
        private Instant evicted = clock.instant();
        private Instant saved = clock.instant();

        @Override
        public void accept(List<LogRecord> records, Map<TopicPartition, Long> next) {
            records.forEach(learner::learn);
            var now = clock.instant();
            if (Duration.between(evicted, now).compareTo(EVICT_EVERY) >= 0) {
                evicted = now;
                knowledge.learn(() -> {
                    knowledge.history().evict(now);
                    knowledge.orders().evict(now);
                });
            }
            if (Duration.between(saved, now).compareTo(config.snapshotEvery()) >= 0) {
                saved = now;
                snapshots.write(knowledge, next);
            }
        }

        @Override
        public void truncated() {
            LOG.info("the log no longer has everything: asking the archive");
            replays.ask();
        }

        @Override
        public void caughtUp() {
            LOG.infof(
                    "caught up: %d sessions",
                    knowledge.read(() -> knowledge.history().sessions()));
            ready = true;
        }
    }
}
