package io.danggol.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.danggol.chassis.log.LogMessage;
import io.danggol.chassis.log.LogWriter;
import io.danggol.chassis.log.TopicNames;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.danggol.local.testing.RestOfLog;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The log as tests see it: what other services write, and everything that this one wrote, each message checked
/// against its schema.
@Singleton
public class TestLog {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaMappers(
                    mappers -> mappers.mapPrefix("https://danggol.io/schemas", "classpath:schemas")));

    private final LogWriter writer;
    private final TopicNames topics;
    private final ObjectMapper json;
    private final String bootstrap;
    private final Map<Topic, Reader> readers = new HashMap<>();

    private record Reader(KafkaConsumer<String, byte[]> consumer, List<Message> messages) {}

    /// @param body null where the key was deleted
    public record Message(String key, String type, String id, String traceparent, JsonNode body) {}

    TestLog(
            LogWriter writer,
            TopicNames topics,
            ObjectMapper json,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.writer = writer;
        this.topics = topics;
        this.json = json;
        this.bootstrap = bootstrap;
    }

    /// Sends events as tracking-service does.
    public void send(StorefrontEvent... events) {
        send(List.of(events));
    }

    public void send(List<StorefrontEvent> events) {
        writer.sendAll(events.stream().map(this::message).toList()).await().atMost(Duration.ofSeconds(30));
    }

    /// Sends an event within a trace.
    public void send(StorefrontEvent event, String traceparent) {
        writer.send(message(event).in(traceparent)).await().atMost(Duration.ofSeconds(30));
    }

    private LogMessage message(StorefrontEvent event) {
        return writer.message(
                Topics.STOREFRONT_EVENTS,
                event.visitorId() == null ? "customer:" + event.customer() : event.visitorId(),
                StorefrontEvent.TYPE,
                event.source() + ":" + event.id(),
                event);
    }

    public void send(Topic topic, String key, String type, String id, Object body) {
        writer.send(writer.message(topic, key, type, id, body)).await().atMost(Duration.ofSeconds(30));
    }

    /// Everything that the topic got so far, oldest first for each key.
    public synchronized List<Message> all(Topic topic) {
        var reader = readers.computeIfAbsent(topic, this::open);
        for (var record : RestOfLog.of(reader.consumer())) {
            var type = header(record.headers().lastHeader("ce_type"));
            var id = header(record.headers().lastHeader("ce_id"));
            var body = record.value() == null ? null : parse(record.value());
            if (body != null) assertThat(schemaErrors(type, body)).as(type).isEmpty();
            reader.messages()
                    .add(new Message(
                            record.key(), type, id, header(record.headers().lastHeader("traceparent")), body));
        }
        return List.copyOf(reader.messages());
    }

    /// What was said on profile-events under this profile's key.
    public List<Message> about(UUID profile) {
        return all(Topics.PROFILE_EVENTS).stream()
                .filter(message -> profile.toString().equals(message.key()))
                .toList();
    }

    /// The ids of the events that a reader of profile-events holds for this profile.
    public List<String> history(UUID profile) {
        var held = new ArrayList<String>();
        for (var message : about(profile)) {
            if (message.type().contains("event-recorded")) add(held, message);
            if (message.type().contains("event-moved")) {
                held.remove(message.body().at("/event/id").asText());
                if (message.body().get("into").asText().equals(profile.toString())) add(held, message);
            }
        }
        return held.stream().sorted().toList();
    }

    private static void add(List<String> held, Message message) {
        var id = message.body().at("/event/id").asText();
        if (!held.contains(id)) held.add(id);
    }

    private Reader open(Topic topic) {
        var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest", "fetch.max.wait.ms", 5),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(IntStream.range(0, Topic.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topics.of(topic), partition))
                .toList());
        return new Reader(consumer, new ArrayList<>());
    }

    private static List<String> schemaErrors(String type, JsonNode body) {
        var name = type.substring(type.lastIndexOf('.', type.lastIndexOf('.') - 1) + 1);
        return SCHEMAS
                .getSchema(SchemaLocation.of("https://danggol.io/schemas/" + name + ".schema.json"))
                .validate(body)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static String header(org.apache.kafka.common.header.Header header) {
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PreDestroy
    void close() {
        readers.values().forEach(reader -> reader.consumer().close());
    }
}
