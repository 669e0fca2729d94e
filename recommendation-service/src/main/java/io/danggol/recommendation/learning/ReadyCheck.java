package io.danggol.recommendation.learning;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready once this replica has learned what the log held at its start.
@Readiness
class ReadyCheck implements HealthCheck {
    private final Learning learning;

    ReadyCheck(Learning learning) {
        this.learning = learning;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("caught up").status(learning.isReady()).build();
    }
}
