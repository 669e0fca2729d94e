package io.danggol.chassis.log;

import io.danggol.contracts.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Makes the readers of a service, starts them in order, and ends them with it.
@Singleton
public class LogReaders {
    private static final Logger LOG = Logger.getLogger(LogReaders.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private final TopicNames topics;
    private final LogConfig config;
    private final LogWriter writer;
    private final Instance<Pool> pool;
    private final Clock clock;
    private final MeterRegistry registry;
    private final LogSpans spans;
    private final List<LogReader> readers = new CopyOnWriteArrayList<>();
    private final List<LogTail> tails = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    LogReaders(
            KafkaSettings settings,
            TopicNames topics,
            LogConfig config,
            LogWriter writer,
            Instance<Pool> pool,
            Clock clock,
            MeterRegistry registry,
            LogSpans spans) {
        this.settings = settings;
        this.topics = topics;
        this.config = config;
        this.writer = writer;
        this.pool = pool;
        this.clock = clock;
        this.registry = registry;
        this.spans = spans;
    }

    /// A reader that is not started yet.
    ///
    /// @param name names its group and its offsets; never changed, or it reads everything again
    public LogReader reader(String name, List<Topic> topics, Fold fold) {
        var reader = new LogReader(name, topics, fold, this);
        readers.add(reader);
        countDeadLetters(name, topics);
        return reader;
    }

    /// A tail that is not started yet.
    public LogTail tail(String name, List<Topic> topics, LogTail.Handler handler) {
        var tail = new LogTail(name, topics, handler, this);
        tails.add(tail);
        countDeadLetters(name, topics);
        return tail;
    }

    /// Starts `first` and, once this service has folded all that its topics held, runs `then`: so erasures are
    /// known before anything else. What fails meanwhile is tried again. Returns at once.
    public void startInOrder(LogReader first, Runnable then) {
        first.start();
        Thread.ofVirtual().name("start-readers").start(() -> {
            try {
                awaitFolded(first);
                if (!stopped) then.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Starts each of these once the one before is folded, and runs `then` after the last. Returns at once.
    public void startInOrder(List<LogReader> order, Runnable then) {
        if (order.isEmpty()) then.run();
        else startInOrder(order.getFirst(), () -> startInOrder(order.subList(1, order.size()), then));
    }

    private void awaitFolded(LogReader reader) throws InterruptedException {
        while (!stopped) {
            try {
                reader.awaitFolded();
                return;
            } catch (RuntimeException e) {
                LOG.warnf("not known yet how far the log is folded: %s", e);
                Thread.sleep(Duration.ofSeconds(1));
            }
        }
    }

    /// Whether every reader has been started.
    public boolean allStarted() {
        return readers.stream().allMatch(LogReader::isStarted);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        readers.parallelStream().forEach(LogReader::close);
        tails.forEach(LogTail::close);
    }

    /// The next offset of every partition of these topics, as of now. Fails while one of them is not there.
    Map<TopicPartition, Long> ends(List<Topic> of) {
        try (var consumer = settings.loner("ends")) {
            return ends(of, consumer);
        }
    }

    Map<TopicPartition, Long> ends(List<Topic> of, Consumer<?, ?> consumer) {
        var partitions = of.stream()
                .flatMap(topic -> Partitions.of(consumer, topics.of(topic)).stream())
                .toList();
        return consumer.endOffsets(partitions, PATIENCE);
    }

    /// Puts a record that was refused for good among its topic's dead letters. Fails while the brokers are away.
    void bury(String reader, LogRecord record, RuntimeException reason) {
        LOG.errorf("%s buries %s: %s", reader, record, Kind.of(reason));
        writer.bury(record, settings.nameOf(reader), reason).await().atMost(PATIENCE);
        deadLetters(record.topic(), reader).increment();
    }

    /// What a reader's client tells of itself, how far it is behind among it, until the answer is closed. Clients have
    /// another id with each start; `reader` stays.
    KafkaClientMetrics measured(String reader, Consumer<?, ?> client) {
        var metrics = new KafkaClientMetrics(client, Tags.of("reader", reader));
        metrics.bindTo(registry);
        return metrics;
    }

    private Counter deadLetters(String topic, String reader) {
        return registry.counter("danggol.dead.letters", "topic", topic, "reader", reader);
    }

    /// From zero on: the first dead letter is an alarm already.
    private void countDeadLetters(String reader, List<Topic> of) {
        of.forEach(topic -> deadLetters(topics.of(topic), reader));
    }

    KafkaSettings settings() {
        return settings;
    }

    TopicNames topics() {
        return topics;
    }

    LogConfig config() {
        return config;
    }

    Pool pool() {
        return pool.get();
    }

    Clock clock() {
        return clock;
    }

    LogSpans spans() {
        return spans;
    }
}
