package io.danggol.chassis.log;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/// A record that was read from the log.
///
/// @param topic the topic's full name
/// @param offset within the partition; goes on where a topic was made anew
/// @param appendedAt when the broker wrote it, by the broker's clock
/// @param key null on records for all readers
/// @param type the CloudEvent's type, such as `io.danggol.tracking.event-accepted.v1`; null if the record has
/// none
/// @param id the CloudEvent's id; null if the record has none
/// @param traceparent W3C trace context; null if the record has none
/// @param body JSON; null where the key was deleted
public record LogRecord(
        String topic,
        int partition,
        long offset,
        Instant appendedAt,
        String key,
        String type,
        String id,
        String traceparent,
        byte[] body) {

    static LogRecord of(ConsumerRecord<String, byte[]> record) {
        return of(record, 0);
    }

    /// @param base what the brokers' offset lacks to ours
    static LogRecord of(ConsumerRecord<String, byte[]> record, long base) {
        return new LogRecord(
                record.topic(),
                record.partition(),
                base + record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                header(record.headers(), "ce_type"),
                header(record.headers(), "ce_id"),
                header(record.headers(), "traceparent"),
                record.value());
    }

    private static String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /// The body as a message of `contracts`; a body that is none is refused with [BadRecord].
    public <T> T as(Class<T> message, ObjectMapper json) {
        try {
            return json.readValue(body, message);
        } catch (IOException e) {
            throw new BadRecord("not a " + message.getSimpleName());
        }
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
