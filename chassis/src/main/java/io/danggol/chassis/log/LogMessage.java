package io.danggol.chassis.log;

import java.time.Instant;

/// A record to be written to the log as a CloudEvent.
///
/// @param topic the topic's full name
/// @param key whose partition it goes to; null only with a `partition`
/// @param partition null to let the key choose
/// @param type the CloudEvent's type
/// @param id the CloudEvent's id: the same for each repeat of the same message
/// @param time when what it tells happened; null leaves it out
/// @param traceparent W3C trace context; null leaves it out
/// @param body JSON; null deletes the key of a compacted topic
public record LogMessage(
        String topic,
        String key,
        Integer partition,
        String type,
        String id,
        Instant time,
        String traceparent,
        byte[] body) {
    /// The same in another trace; null leaves it in its own.
    public LogMessage in(String trace) {
        return trace == null ? this : new LogMessage(topic, key, partition, type, id, time, trace, body);
    }
}
