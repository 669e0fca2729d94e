package io.danggol.local.server;

import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/// Makes the suite's topics on a broker of its own: one replica, every other setting as [Topics] has it.
public final class KafkaTopics {
    private KafkaTopics() {}

    /// Makes each topic that is not there yet.
    ///
    /// @param bootstrap host and port of the broker
    /// @param prefix what goes before every name
    /// @throws IllegalStateException if the broker refuses or does not answer within a minute
    public static void create(String bootstrap, String prefix) {
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrap, "default.api.timeout.ms", "60000");
        try (var admin = Admin.create(settings)) {
            var topics =
                    Topics.ALL.stream().map(topic -> newTopic(prefix, topic)).toList();
            for (var created : admin.createTopics(topics).values().values()) {
                try {
                    created.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException("cannot make the topics", e.getCause());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making the topics", e);
        }
    }

    /// The full names of all topics.
    public static List<String> names(String prefix) {
        return Topics.ALL.stream().map(topic -> prefix + topic.name()).toList();
    }

    private static NewTopic newTopic(String prefix, Topic topic) {
        var settings = switch (topic.cleanup()) {
            case DELETE ->
                Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", millis(topic.retention()),
                        "message.timestamp.type", "LogAppendTime");
            case COMPACT ->
                Map.of(
                        "cleanup.policy", "compact",
                        "min.compaction.lag.ms", millis(topic.compactionLag()),
                        "message.timestamp.type", "LogAppendTime");
        };
        return new NewTopic(prefix + topic.name(), Topic.PARTITIONS, (short) 1).configs(settings);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
