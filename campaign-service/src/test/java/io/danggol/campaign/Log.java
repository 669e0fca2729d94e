package io.danggol.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.danggol.local.testing.RestOfLog;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What campaign-service has told the log.
@Singleton
public class Log {
    /// A record as it was read.
    public record Told(String topic, String key, String type, String id, JsonNode body) {}

    private static final List<Topic> TOPICS = List.of(Topics.MESSAGE_EVENTS, Topics.ERASURE_RECEIPTS);
    private final ObjectMapper json;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Told> told = new ArrayList<>();

    Log(
            ObjectMapper json,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
            @ConfigProperty(name = "danggol.topic-prefix") String prefix) {
        this.json = json;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "fetch.max.wait.ms", 5),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = TOPICS.stream()
                .flatMap(topic -> IntStream.range(0, Topic.PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(prefix + topic.name(), partition)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    @PreDestroy
    void close() {
        consumer.close();
    }

    /// Everything so far.
    public synchronized List<Told> all() {
        for (var record : RestOfLog.of(consumer)) {
            try {
                told.add(new Told(
                        record.topic(),
                        record.key(),
                        text(record.headers().lastHeader("ce_type").value()),
                        text(record.headers().lastHeader("ce_id").value()),
                        json.readTree(record.value())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(told);
    }

    /// The message events of a person of one kind.
    public List<JsonNode> messageEvents(UUID person, String kind) {
        return all().stream()
                .filter(one -> one.topic().endsWith(Topics.MESSAGE_EVENTS.name()))
                .filter(one -> one.key().equals(person.toString()))
                .map(Told::body)
                .filter(body -> body.path("kind").asText().equals(kind))
                .toList();
    }

    private static String text(byte[] header) {
        return new String(header, StandardCharsets.UTF_8);
    }
}
