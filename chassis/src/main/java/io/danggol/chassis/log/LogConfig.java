package io.danggol.chassis.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/// How a service reads and writes the log.
@ConfigMapping(prefix = "danggol.log")
public interface LogConfig {
    /// Kafka consumer group of this service's readers; the application's name where none is given.
    Optional<String> group();

    /// Records that a reader folds in one transaction at most.
    @WithDefault("1000")
    @Min(1)
    int maxBatch();

    /// Wait before a batch that failed is tried again; doubles up to 5 seconds.
    @WithDefault("PT0.2S")
    Duration retryBackoff();

    /// How long a sender waits for the brokers before it gives up.
    @WithDefault("PT5S")
    Duration deliveryTimeout();

    /// How long sending may block, in milliseconds: for room while the brokers are slow, and for what they
    /// say of a topic while they were not reached since the start. Sending is done on event loops, so it must
    /// stay short.
    @WithDefault("50")
    @Min(0)
    @Max(5000)
    int maxBlockMillis();

    /// How long the sender gathers records before it sends them, in milliseconds.
    @WithDefault("2")
    @Min(0)
    @Max(1000)
    int lingerMillis();
}
