package io.danggol.chassis.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.trace.Traces;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Writes to the log. What it confirms is on all in-sync replicas.
@Singleton
public class LogWriter {
    private static final Header SPEC_VERSION = header("ce_specversion", "1.0");
    private static final Header CONTENT_TYPE = header("content-type", "application/json");
    private static final Duration RETRY = Duration.ofMillis(200);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaClientMetrics metrics;
    private final TopicNames topics;
    private final ObjectMapper json;
    private final Traces traces;
    private final LogSpans spans;
    private final Header source;
    private volatile boolean closed;

    LogWriter(
            KafkaSettings settings,
            TopicNames topics,
            ObjectMapper json,
            Traces traces,
            LogSpans spans,
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.producer = settings.producer();
        this.metrics = new KafkaClientMetrics(producer);
        this.metrics.bindTo(registry);
        this.topics = topics;
        this.json = json;
        this.traces = traces;
        this.spans = spans;
        this.source = header("ce_source", "/" + application);
    }

    /// Asks the brokers of all topics, so that the first write to one need not wait for what they say.
    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("log-topics").start(() -> {
            var unknown = new ArrayList<>(Topics.ALL);
            while (!closed) {
                unknown.removeIf(this::reaches);
                if (unknown.isEmpty()) return;
                LockSupport.parkNanos(RETRY.toNanos());
            }
        });
    }

    /// A message without time, in the trace of the call that is being answered, if any. `body` is a record of
    /// `contracts`, or null to delete the key.
    public LogMessage message(Topic topic, String key, String type, String id, Object body) {
        return new LogMessage(topics.of(topic), key, null, type, id, null, traces.here(null), bytes(body));
    }

    /// The bytes of a message's body; null stays null.
    public byte[] bytes(Object body) {
        try {
            return body == null ? null : json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not a message: " + body.getClass().getName(), e);
        }
    }

    /// Completes when all in-sync replicas have the record; fails when they do not in time. A failed record may
    /// have been written all the same.
    public Uni<Void> send(LogMessage message) {
        return sendAll(List.of(message));
    }

    /// The same for many, in their order for each key; fails with the first failure, when all have an outcome.
    public Uni<Void> sendAll(Collection<LogMessage> messages) {
        if (messages.isEmpty()) return Uni.createFrom().voidItem();
        return Uni.createFrom().emitter(emitter -> {
            var left = new AtomicInteger(messages.size());
            var failure = new AtomicReference<Exception>();
            for (var message : messages) {
                var span = spans.sending(message);
                send(record(message, LogSpans.carried(span, message)), e -> {
                    LogSpans.sent(span, e);
                    if (e != null) failure.compareAndSet(null, e);
                    if (left.decrementAndGet() > 0) return;
                    if (failure.get() == null) emitter.complete(null);
                    else emitter.fail(failure.get());
                });
            }
        });
    }

    private void send(ProducerRecord<String, byte[]> record, Consumer<Exception> outcome) {
        try {
            producer.send(record, (metadata, e) -> outcome.accept(e));
        } catch (KafkaException | IllegalStateException e) {
            outcome.accept(e);
        }
    }

    private ProducerRecord<String, byte[]> record(LogMessage message, String traceparent) {
        var headers = new ArrayList<Header>(8);
        headers.add(SPEC_VERSION);
        headers.add(source);
        headers.add(CONTENT_TYPE);
        add(headers, "ce_type", message.type());
        add(headers, "ce_id", message.id());
        add(headers, "ce_time", message.time());
        add(headers, "traceparent", traceparent);
        return new ProducerRecord<>(message.topic(), message.partition(), message.key(), message.body(), headers);
    }

    /// Writes a record to its topic's dead letters, as it came, with who refused it and why: what a [BadRecord]
    /// says, and of any other failure no more than its kind, as its message may quote the record.
    Uni<Void> bury(LogRecord record, String reader, RuntimeException reason) {
        var headers = new ArrayList<Header>(6);
        headers.add(SPEC_VERSION);
        headers.add(source);
        headers.add(CONTENT_TYPE);
        add(headers, "ce_type", record.type());
        add(headers, "ce_id", record.id());
        add(headers, "danggol_reader", reader);
        add(
                headers,
                "danggol_reason",
                reason instanceof BadRecord
                        ? reason.getMessage()
                        : reason.getClass().getName());
        add(headers, "danggol_origin", record);
        var letter =
                new ProducerRecord<>(record.topic() + ".dead", (Integer) null, record.key(), record.body(), headers);
        return Uni.createFrom()
                .emitter(emitter -> send(letter, e -> {
                    if (e == null) emitter.complete(null);
                    else emitter.fail(e);
                }));
    }

    /// Whether the brokers answer for `topic` within `danggol.log.max-block-millis`; fetches what sending
    /// needs.
    public boolean reaches(Topic topic) {
        try {
            return !producer.partitionsFor(topics.of(topic)).isEmpty();
        } catch (KafkaException e) {
            return false;
        }
    }

    @PreDestroy
    void close() {
        closed = true;
        metrics.close();
        producer.close(Duration.ofSeconds(5));
    }

    private static void add(List<Header> headers, String name, Object value) {
        if (value != null) headers.add(header(name, value.toString()));
    }

    static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
