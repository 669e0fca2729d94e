package io.danggol.chassis.log;

import io.danggol.contracts.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Reads all partitions of topics without a group, for what each replica holds whole in memory. Starts at given
/// offsets, and anew at the last ones that it handed over when the brokers went away.
///
/// A record that is refused goes to the topic's dead letters: once for each replica that reads it, and again when a
/// replica reads the topic from its beginning. Letters of one reader about one origin are the same letter.
public final class LogTail {
    private static final Logger LOG = Logger.getLogger(LogTail.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BACKOFF = Duration.ofSeconds(1);

    /// What is made of the records.
    @FunctionalInterface
    public interface Handler {
        /// Called on the tail's thread with records in order for each partition, each at least once. Fails with
        /// [BadRecord], or any failure of its own, for a record that it refuses; the records are then handed
        /// over one by one, and those buried that are refused three times more.
        ///
        /// @param next the offsets behind these records, of all partitions
        void accept(List<LogRecord> records, Map<TopicPartition, Long> next);

        /// Called before the first record when the log no longer holds what came next after the given offsets.
        default void truncated() {}

        /// Called once, when all was handed over that the topics held at the start.
        default void caughtUp() {}
    }

    private final String name;
    private final List<Topic> topics;
    private final Handler handler;
    private final LogReaders home;
    private final Thread thread;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private volatile Consumer<String, byte[]> consumer;
    private volatile boolean caughtUp;
    private volatile boolean closed;

    LogTail(String name, List<Topic> topics, Handler handler, LogReaders home) {
        this.name = name;
        this.topics = List.copyOf(topics);
        this.handler = handler;
        this.home = home;
        this.thread = Thread.ofPlatform().name("tail-" + name).unstarted(this::run);
    }

    /// Starts to read, once.
    ///
    /// @param from the next offset of each partition; a partition that is not named is read from its beginning
    public void start(Map<TopicPartition, Long> from) {
        next.putAll(from);
        thread.start();
    }

    /// Whether all was handed over that the topics held at the start.
    public boolean isCaughtUp() {
        return caughtUp;
    }

    void close() {
        closed = true;
        var open = consumer;
        if (open != null) open.wakeup();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var first = true;
        while (!closed) {
            try (var opened = home.settings().loner(name);
                    var _ = home.measured(name, opened)) {
                consumer = opened;
                var ends = open(opened, first);
                first = false;
                while (!closed) step(opened, ends);
            } catch (WakeupException e) {
                if (!closed) LOG.warnf("%s was woken", name);
            } catch (RuntimeException e) {
                if (closed) return;
                LOG.warnf("%s starts anew: %s", name, e);
                pause();
            }
        }
    }

    private Map<TopicPartition, Long> open(Consumer<String, byte[]> from, boolean first) {
        var ends = home.ends(topics, from);
        var beginnings = from.beginningOffsets(ends.keySet(), PATIENCE);
        from.assign(ends.keySet());
        var truncated = next.entrySet().stream()
                .anyMatch(entry -> entry.getValue() < beginnings.getOrDefault(entry.getKey(), 0L));
        if (first && truncated) handler.truncated();
        ends.keySet()
                .forEach(partition -> from.seek(
                        partition, Math.max(next.getOrDefault(partition, 0L), beginnings.getOrDefault(partition, 0L))));
        return ends;
    }

    private void step(Consumer<String, byte[]> from, Map<TopicPartition, Long> ends) {
        var polled = from.poll(POLL);
        if (!polled.isEmpty())
            hand(StreamSupport.stream(polled.spliterator(), false)
                    .map(LogRecord::of)
                    .toList());
        if (caughtUp) return;
        if (ends.entrySet().stream().allMatch(end -> from.position(end.getKey(), PATIENCE) >= end.getValue())) {
            handler.caughtUp();
            caughtUp = true;
        }
    }

    private void accept(List<LogRecord> records, Map<TopicPartition, Long> behind) {
        home.spans().processing(records, Optional.empty(), () -> handler.accept(records, behind));
    }

    private void hand(List<LogRecord> records) {
        var behind = new HashMap<>(next);
        records.forEach(record -> behind.put(LogReader.partition(record), record.offset() + 1));
        try {
            accept(records, Map.copyOf(behind));
            next.putAll(behind);
        } catch (RuntimeException e) {
            LOG.warnf("%s takes %d records one by one: %s", name, records.size(), Kind.of(e));
            records.forEach(this::handOne);
        }
    }

    /// Hands this record over, or buries it after the last try.
    private void handOne(LogRecord record) {
        next.put(LogReader.partition(record), record.offset() + 1);
        for (var attempt = 1; !closed; attempt++) {
            try {
                accept(List.of(record), Map.copyOf(next));
                return;
            } catch (RuntimeException e) {
                if (attempt < LogReader.TRIES) continue;
                while (!closed && !isBuried(record, e)) pause();
                return;
            }
        }
    }

    private boolean isBuried(LogRecord record, RuntimeException reason) {
        try {
            home.bury(name, record, reason);
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("%s cannot bury %s yet: %s", name, record, e);
            return false;
        }
    }

    private void pause() {
        try {
            Thread.sleep(BACKOFF);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }
}
