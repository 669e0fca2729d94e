package io.danggol.chassis.log;

import io.danggol.contracts.Topic;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Reads topics in the service's group and folds each batch in one transaction with the offsets that it ends at.
///
/// It starts at the database's offsets, whatever Kafka remembers; records below them are skipped, so that neither
/// a repeat nor a replica that lost its partition folds anything twice. A database whose offsets went back, as after
/// a failover that lost its latest transactions, is read to again from there. Offsets of which there is no record
/// (any more) count as folded; topics that end before them are new and read from their beginning. While database or
/// brokers are away it tries the same batch again. A record that the
/// fold refuses three times goes to the topic's dead letters.
public final class LogReader {
    private static final Logger LOG = Logger.getLogger(LogReader.class);
    static final int TRIES = 3;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TRANSACTION_PATIENCE = Duration.ofSeconds(60);
    private static final Duration POSITION_PATIENCE = Duration.ofSeconds(2);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final String name;
    private final Optional<String> group;
    private final List<Topic> topics;
    private final Fold fold;
    private final Offsets offsets;
    private final LogReaders home;
    private final Thread thread;
    /// The next offset of each partition that is ours, as the database had it last.
    private final Map<TopicPartition, Long> known = new ConcurrentHashMap<>();

    private Duration backoff;
    private volatile Consumer<String, byte[]> consumer;
    private volatile boolean started;
    private volatile boolean closed;

    LogReader(String name, List<Topic> topics, Fold fold, LogReaders home) {
        this.name = name;
        this.group = Optional.of(home.settings().groupOf(name));
        this.topics = List.copyOf(topics);
        this.fold = fold;
        this.offsets = new Offsets(name);
        this.home = home;
        this.backoff = home.config().retryBackoff();
        this.thread = Thread.ofPlatform().name("reader-" + name).unstarted(this::run);
    }

    /// Starts to read, once.
    public synchronized void start() {
        if (started || closed) return;
        started = true;
        thread.start();
    }

    boolean isStarted() {
        return started;
    }

    /// Waits until this service, on whatever replica, has folded all that the topics held when it was called.
    public void awaitFolded() throws InterruptedException {
        var ends = home.ends(topics);
        while (!closed) {
            try {
                var next = offsets.of(home.pool(), names()).await().atMost(TRANSACTION_PATIENCE);
                if (ends.entrySet().stream().allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue()))
                    return;
            } catch (RuntimeException e) {
                if (!Transience.of(e)) throw e;
                LOG.warnf("%s cannot see its offsets yet: %s", name, e);
            }
            Thread.sleep(POLL);
        }
    }

    /// Ends after the batch in hand.
    void close() {
        closed = true;
        var open = consumer;
        if (open != null) open.wakeup();
        try {
            if (started) thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try (var opened = home.settings().consumer(name);
                    var _ = home.measured(name, opened)) {
                consumer = opened;
                opened.subscribe(names(), new SeekToDatabase(opened));
                var probes = new Probes(home.clock());
                while (!closed) step(opened, probes);
            } catch (WakeupException e) {
                if (!closed) LOG.warnf("%s was woken", name);
            } catch (RuntimeException e) {
                if (closed) return;
                LOG.warnf(e, "%s starts anew", name);
                pause();
            }
        }
    }

    private void step(Consumer<String, byte[]> from, Probes probes) {
        var polled = from.poll(POLL);
        if (polled.isEmpty()) {
            passHoles(from);
        } else {
            foldAll(
                    from,
                    StreamSupport.stream(polled.spliterator(), false)
                            .map(LogRecord::of)
                            .toList());
        }
        var passed = probes.passed(from);
        if (!passed.isEmpty()) fold.foldedUpTo(passed);
    }

    /// All before its position is folded, or is not there: it expired, or was compacted away. Nobody who waits for the
    /// end of a topic would see it reached otherwise.
    private void passHoles(Consumer<String, byte[]> from) {
        var positions = new HashMap<TopicPartition, Long>();
        for (var partition : from.assignment()) {
            var position = from.position(partition, POSITION_PATIENCE);
            if (position > known.getOrDefault(partition, 0L)) positions.put(partition, position);
        }
        if (positions.isEmpty()) return;
        home.pool()
                .withTransaction(tx -> offsets.lock(tx, positions.keySet()).chain(next -> {
                    expect(next);
                    positions.replaceAll((partition, position) -> Math.max(position, next.get(partition)));
                    return offsets.set(tx, positions);
                }))
                .await()
                .atMost(TRANSACTION_PATIENCE);
        known.putAll(positions);
    }

    /// Fails if the database's offsets went back.
    private void expect(Map<TopicPartition, Long> next) {
        next.forEach((partition, offset) -> {
            if (offset < known.getOrDefault(partition, 0L)) throw new WentBack(partition, known.get(partition), offset);
        });
    }

    /// The database knows less than it did: whatever it lost is read again.
    private static final class WentBack extends RuntimeException {
        private WentBack(TopicPartition partition, long from, long to) {
            super("the database went back in " + partition + " from " + from + " to " + to);
        }
    }

    private void foldAll(Consumer<String, byte[]> from, List<LogRecord> records) {
        try {
            commit(from, records);
        } catch (WentBack e) {
            throw e;
        } catch (RuntimeException e) {
            if (closed) return;
            if (Transience.of(e)) {
                tryAgain(from, records, e);
            } else {
                LOG.warnf("%s folds %d records one by one: %s", name, records.size(), e);
                foldOneByOne(from, records);
            }
        }
    }

    private void foldOneByOne(Consumer<String, byte[]> from, List<LogRecord> records) {
        for (var i = 0; i < records.size() && !closed; i++) {
            if (!foldOne(from, records.subList(i, records.size()))) return;
        }
    }

    /// Folds the first of these records, or buries it after the last try; false when database or brokers went
    /// away meanwhile.
    private boolean foldOne(Consumer<String, byte[]> from, List<LogRecord> records) {
        var record = records.getFirst();
        for (var attempt = 1; ; attempt++) {
            try {
                commit(from, List.of(record));
                return true;
            } catch (WentBack e) {
                throw e;
            } catch (RuntimeException e) {
                if (closed) return false;
                if (Transience.of(e)) {
                    tryAgain(from, records, e);
                    return false;
                }
                if (attempt == TRIES) return bury(from, records, e);
            }
        }
    }

    private boolean bury(Consumer<String, byte[]> from, List<LogRecord> records, RuntimeException reason) {
        var record = records.getFirst();
        try {
            home.bury(name, record, reason);
            inTransaction(List.of(record), (_, _) -> Uni.createFrom().voidItem());
            return true;
        } catch (RuntimeException e) {
            tryAgain(from, records, e);
            return false;
        }
    }

    private void commit(Consumer<String, byte[]> from, List<LogRecord> records) {
        home.spans().processing(records, group, () -> foldAndTell(from, records));
    }

    private void foldAndTell(Consumer<String, byte[]> from, List<LogRecord> records) {
        var fresh = inTransaction(records, fold);
        backoff = home.config().retryBackoff();
        if (!fresh.isEmpty()) fold.committed(fresh);
        var next = new HashMap<TopicPartition, OffsetAndMetadata>();
        records.forEach(record -> next.put(partition(record), new OffsetAndMetadata(record.offset() + 1)));
        from.commitAsync(next, (_, e) -> {
            if (e != null) LOG.debugf("%s could not tell Kafka its offsets: %s", name, e);
        });
    }

    /// Folds what is not folded yet, and tells what that was.
    private List<LogRecord> inTransaction(List<LogRecord> records, Fold with) {
        var ends = new HashMap<TopicPartition, Long>();
        records.forEach(record -> ends.put(partition(record), record.offset() + 1));
        var folded = home.pool()
                .withTransaction(tx -> offsets.lock(tx, ends.keySet()).chain(next -> {
                    expect(next);
                    var fresh = records.stream()
                            .filter(record -> record.offset() >= next.get(partition(record)))
                            .toList();
                    ends.replaceAll((partition, end) -> Math.max(end, next.get(partition)));
                    return fresh.isEmpty() ? Uni.createFrom().item(fresh) : applyAndAdvance(tx, fresh, with, ends);
                }))
                .await()
                .atMost(TRANSACTION_PATIENCE);
        known.putAll(ends);
        return folded;
    }

    private Uni<List<LogRecord>> applyAndAdvance(
            SqlConnection tx, List<LogRecord> fresh, Fold with, Map<TopicPartition, Long> ends) {
        return with.apply(tx, fresh).chain(() -> offsets.set(tx, ends)).replaceWith(fresh);
    }

    private void tryAgain(Consumer<String, byte[]> from, List<LogRecord> records, RuntimeException failure) {
        LOG.warnf("%s tries again in %s: %s", name, backoff, failure);
        records.stream()
                .collect(Collectors.toMap(LogReader::partition, LogRecord::offset, Math::min))
                .forEach((partition, offset) -> {
                    if (from.assignment().contains(partition)) from.seek(partition, offset);
                });
        pause();
    }

    private void pause() {
        try {
            Thread.sleep(backoff);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
        var doubled = backoff.multipliedBy(2);
        backoff = doubled.compareTo(MAX_BACKOFF) < 0 ? doubled : MAX_BACKOFF;
    }

    private List<String> names() {
        return topics.stream().map(home.topics()::of).toList();
    }

    static TopicPartition partition(LogRecord record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /// On each assignment the reader goes on where the database says.
    private final class SeekToDatabase implements ConsumerRebalanceListener {
        private final Consumer<String, byte[]> from;

        private SeekToDatabase(Consumer<String, byte[]> from) {
            this.from = from;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) return;
            beginAnewWhereTheTopicIsNew(partitions);
            var next = offsets.of(home.pool(), names()).await().atMost(TRANSACTION_PATIENCE);
            partitions.forEach(partition -> {
                var offset = next.getOrDefault(partition, 0L);
                known.put(partition, offset);
                from.seek(partition, offset);
            });
            fold.assigned(partitions.stream().map(TopicPartition::partition).toList());
        }

        /// A partition that ends before what was folded of it is not the one of which that was folded: the brokers were
        /// lost. What it holds is read from its beginning.
        private void beginAnewWhereTheTopicIsNew(Collection<TopicPartition> partitions) {
            var ends = from.endOffsets(partitions, POSITION_PATIENCE);
            home.pool()
                    .withTransaction(tx -> offsets.lock(tx, partitions).chain(next -> {
                        var beyond = new HashMap<TopicPartition, Long>();
                        next.forEach((partition, offset) -> {
                            if (offset > ends.get(partition)) beyond.put(partition, 0L);
                        });
                        if (beyond.isEmpty()) return Uni.createFrom().voidItem();
                        LOG.warnf("%s begins anew, these end before what it has folded: %s", name, beyond.keySet());
                        return offsets.set(tx, beyond);
                    }))
                    .await()
                    .atMost(TRANSACTION_PATIENCE);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
    }
}
