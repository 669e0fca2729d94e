package io.danggol.recommendation.learning;

import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/// Lets tests begin once the service is ready: before that it refuses every call.
@Singleton
class LearnedFirst {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event, Learning learning) {
        await().atMost(PATIENCE).until(learning::isReady);
    }
}
