package io.danggol.tracking.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.LogReaders;
import io.danggol.chassis.log.LogRecord;
import io.danggol.chassis.log.TopicNames;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// All that this service has written to the log.
@Singleton
public class Logged {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final TopicNames topics;
    private final ObjectMapper json;

    Logged(TopicNames topics, ObjectMapper json) {
        this.topics = topics;
        this.json = json;
    }

    void start(@Observes StartupEvent event, LogReaders readers) {
        var written = List.of(
                Topics.STOREFRONT_EVENTS, Topics.REJECTED_EVENTS, Topics.ERASURE_RECEIPTS, Topics.ERASURES.dead());
        readers.tail("logged", written, (some, _) -> records.addAll(some)).start(Map.of());
    }

    /// The records of a topic under this id.
    public List<LogRecord> records(Topic topic, String id) {
        return records.stream()
                .filter(record -> record.topic().equals(topics.of(topic)) && id.equals(record.id()))
                .toList();
    }

    public JsonNode body(LogRecord record) {
        try {
            return json.readTree(record.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
