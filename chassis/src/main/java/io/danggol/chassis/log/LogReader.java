package io.danggol.chassis.log;

import io.danggol.chassis.log.Offsets.Mark;
import io.danggol.contracts.Topic;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Reads topics in the service's group and folds each batch in one transaction with the offsets that it ends at.
///
/// It starts at the database's offsets, whatever Kafka remembers; records below them are skipped, so that neither
/// a repeat nor a replica that lost its partition folds anything twice. A database whose offsets went back, as after
/// a failover that lost its latest transactions, is read to again from there. Offsets of which there is no record
/// (any more) count as folded. A topic that ends before what was folded was made anew, the brokers were lost: it is
/// read from its beginning, and offsets go on. While database or brokers are away it tries the same batch again.
/// A record that the fold refuses three times goes to the topic's dead letters.
///
/// Kafka is told how far the database is, for whoever measures the group's lag there.
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
    /// How far each partition that is ours was folded when the database said so last.
    private final Map<TopicPartition, Mark> known = new ConcurrentHashMap<>();

    /// The partitions of which Kafka may not know yet how far we are.
    private final Set<TopicPartition> untold = new HashSet<>();

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
        var before = marks();
        var ends = home.ends(topics);
        beginAnewWhereTheTopicIsNew(before, ends);
        while (!closed) {
            try {
                var marks = marks();
                if (ends.entrySet().stream()
                        .allMatch(end -> mark(marks, end.getKey()).atBrokers() >= end.getValue())) return;
            } catch (RuntimeException e) {
                if (!Transience.of(e)) throw e;
                LOG.warnf("%s cannot see its offsets yet: %s", name, e);
            }
            Thread.sleep(POLL);
        }
    }

    private Map<TopicPartition, Mark> marks() {
        return offsets.of(home.pool(), names()).await().atMost(TRANSACTION_PATIENCE);
    }

    /// A partition that ends before what was folded of it is not the one of which that was folded: the brokers were
    /// lost.
    ///
    /// @param before how far it was folded before `ends` was asked for: what is folded meanwhile is no sign
    private void beginAnewWhereTheTopicIsNew(Map<TopicPartition, Mark> before, Map<TopicPartition, Long> ends) {
        var made = ends.entrySet().stream()
                .filter(end -> mark(before, end.getKey()).atBrokers() > end.getValue())
                .map(Map.Entry::getKey)
                .toList();
        if (made.isEmpty()) return;
        LOG.warnf("%s begins anew, these end before what it has folded: %s", name, made);
        home.pool()
                .withTransaction(tx -> offsets.lock(tx, made).chain(marks -> {
                    marks.entrySet().removeIf(now -> !now.getValue().equals(before.get(now.getKey())));
                    return offsets.rebase(tx, marks.keySet());
                }))
                .await()
                .atMost(TRANSACTION_PATIENCE);
    }

    private static Mark mark(Map<TopicPartition, Mark> marks, TopicPartition partition) {
        return marks.getOrDefault(partition, Mark.NONE);
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
        passHoles(from);
        var polled = from.poll(POLL);
        if (!polled.isEmpty()) {
            foldAll(
                    from,
                    StreamSupport.stream(polled.spliterator(), false)
                            .map(record -> LogRecord.of(record, base(record)))
                            .toList());
        }
        tell(from);
        var passed = probes.passed(from);
        if (!passed.isEmpty()) fold.foldedUpTo(passed);
    }

    /// Tells Kafka, and again with the next step should that fail.
    private void tell(Consumer<String, byte[]> to) {
        untold.retainAll(to.assignment());
        if (untold.isEmpty()) return;
        var next = untold.stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition ->
                                new OffsetAndMetadata(mark(known, partition).atBrokers())));
        untold.clear();
        to.commitAsync(next, (_, e) -> {
            if (e == null) return;
            LOG.debugf("%s could not tell Kafka its offsets: %s", name, e);
            untold.addAll(next.keySet());
        });
    }

    private long base(ConsumerRecord<?, ?> record) {
        return mark(known, new TopicPartition(record.topic(), record.partition()))
                .base();
    }

    /// All before its position is folded, or is not there: it expired, or was compacted away. Nobody who waits for the
    /// end of a topic would see it reached otherwise.
    private void passHoles(Consumer<String, byte[]> from) {
        var positions = new HashMap<TopicPartition, Long>();
        try {
            for (var partition : from.assignment()) {
                var mark = mark(known, partition);
                var position = mark.base() + from.position(partition, POSITION_PATIENCE);
                if (position > mark.next()) positions.put(partition, position);
            }
        } catch (TimeoutException _) {
            return; // The brokers are slow or away; there is no hurry.
        }
        if (positions.isEmpty()) return;
        home.pool()
                .withTransaction(tx -> offsets.lock(tx, positions.keySet()).chain(marks -> {
                    expect(marks);
                    positions.replaceAll((partition, position) ->
                            Math.max(position, marks.get(partition).next()));
                    return offsets.set(tx, positions);
                }))
                .await()
                .atMost(TRANSACTION_PATIENCE);
        remember(positions);
    }

    private void remember(Map<TopicPartition, Long> next) {
        next.forEach((partition, offset) ->
                known.put(partition, new Mark(offset, mark(known, partition).base())));
        untold.addAll(next.keySet());
    }

    /// Fails if the database went back, or somebody found out that the topic was made anew.
    private void expect(Map<TopicPartition, Mark> marks) {
        marks.forEach((partition, mark) -> {
            var before = mark(known, partition);
            if (mark.next() < before.next() || mark.base() != before.base()) throw new Changed(partition, before, mark);
        });
    }

    /// What is folded is not what it was: the reader starts anew where the database says.
    private static final class Changed extends RuntimeException {
        private Changed(TopicPartition partition, Mark before, Mark now) {
            super(partition + " is folded up to " + now + ", was up to " + before);
        }
    }

    private void foldAll(Consumer<String, byte[]> from, List<LogRecord> records) {
        try {
            commit(records);
        } catch (Changed e) {
            throw e;
        } catch (RuntimeException e) {
            if (closed) return;
            if (Transience.of(e)) {
                tryAgain(from, records, e);
            } else {
                LOG.warnf("%s folds %d records one by one: %s", name, records.size(), Kind.of(e));
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
                commit(List.of(record));
                return true;
            } catch (Changed e) {
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

    private void commit(List<LogRecord> records) {
        home.spans().processing(records, group, () -> {
            var fresh = inTransaction(records, fold);
            backoff = home.config().retryBackoff();
            if (!fresh.isEmpty()) fold.committed(fresh);
        });
    }

    /// Folds what is not folded yet, and tells what that was.
    private List<LogRecord> inTransaction(List<LogRecord> records, Fold with) {
        var ends = new HashMap<TopicPartition, Long>();
        records.forEach(record -> ends.put(partition(record), record.offset() + 1));
        var folded = home.pool()
                .withTransaction(tx -> offsets.lock(tx, ends.keySet()).chain(marks -> {
                    expect(marks);
                    var fresh = records.stream()
                            .filter(record -> record.offset()
                                    >= marks.get(partition(record)).next())
                            .toList();
                    ends.replaceAll((partition, end) ->
                            Math.max(end, marks.get(partition).next()));
                    return fresh.isEmpty() ? Uni.createFrom().item(fresh) : applyAndAdvance(tx, fresh, with, ends);
                }))
                .await()
                .atMost(TRANSACTION_PATIENCE);
        remember(ends);
        return folded;
    }

    private Uni<List<LogRecord>> applyAndAdvance(
            SqlConnection tx, List<LogRecord> fresh, Fold with, Map<TopicPartition, Long> ends) {
        return with.apply(tx, fresh).chain(() -> offsets.set(tx, ends)).replaceWith(fresh);
    }

    private void tryAgain(Consumer<String, byte[]> from, List<LogRecord> records, RuntimeException failure) {
        LOG.warnf("%s tries again in %s: %s", name, backoff, failure);
        records.stream()
                .collect(Collectors.toMap(LogReader::partition, this::atBrokers, Math::min))
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

    private long atBrokers(LogRecord record) {
        return record.offset() - mark(known, partition(record)).base();
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
            var before = marks();
            beginAnewWhereTheTopicIsNew(before, from.endOffsets(partitions, POSITION_PATIENCE));
            var marks = marks();
            partitions.forEach(partition -> {
                var mark = mark(marks, partition);
                known.put(partition, mark);
                from.seek(partition, mark.atBrokers());
            });
            untold.addAll(partitions);
            fold.assigned(partitions.stream().map(TopicPartition::partition).toList());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
    }
}
