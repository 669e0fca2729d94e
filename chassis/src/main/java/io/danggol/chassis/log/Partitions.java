package io.danggol.chassis.log;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// The partitions of a topic, as the brokers know them.
final class Partitions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Partitions() {}

    /// @throws UnknownTopicOrPartitionException if there is no such topic, or not yet: whoever took it for an empty one
    ///     would go on without what it is about to hold
    static List<TopicPartition> of(Consumer<?, ?> consumer, String topic) {
        var partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        if (partitions.isEmpty()) throw new UnknownTopicOrPartitionException("there is no topic " + topic);
        return partitions;
    }
}
