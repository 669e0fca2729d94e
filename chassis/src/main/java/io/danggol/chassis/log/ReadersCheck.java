package io.danggol.chassis.log;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready once every reader of the log has been started.
@Readiness
@ApplicationScoped
class ReadersCheck implements HealthCheck {
    private final LogReaders readers;

    ReadersCheck(LogReaders readers) {
        this.readers = readers;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("log readers")
                .status(readers.allStarted())
                .build();
    }
}
