package io.danggol.local.testing;

import io.danggol.contracts.Topic;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The log that a packaged service reads, for tests of the jar or the executable; beside [SuiteServers], whose settings
/// Quarkus keeps as system properties meanwhile.
public final class PackagedLog {
    private PackagedLog() {}

    /// Writes a message as another service would; it is on the broker when this returns.
    ///
    /// @param body JSON
    public static void write(Topic topic, String key, String type, byte[] body) {
        var settings = Map.<String, Object>of("bootstrap.servers", System.getProperty("kafka.bootstrap.servers"));
        var headers = List.of(
                header("ce_specversion", "1.0"),
                header("ce_source", "/test"),
                header("content-type", "application/json"),
                header("ce_type", type),
                header("ce_id", UUID.randomUUID().toString()));
        var name = System.getProperty("danggol.topic-prefix") + topic.name();
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(name, null, key, body, headers)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot write to " + name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Header header(String key, String value) {
        return new RecordHeader(key, value.getBytes());
    }
}
