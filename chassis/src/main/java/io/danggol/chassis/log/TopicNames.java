package io.danggol.chassis.log;

import io.danggol.contracts.Topic;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The names of topics in this deployment.
@Singleton
public class TopicNames {
    private final String prefix;

    public TopicNames(@ConfigProperty(name = "danggol.topic-prefix") String prefix) {
        this.prefix = prefix;
    }

    public String of(Topic topic) {
        return prefix + topic.name();
    }
}
