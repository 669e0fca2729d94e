package io.danggol.tracking.intake;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready once the brokers have been reached. Later outages do not end readiness: the service answers them with 503
/// itself, and no replica would be better off.
///
/// Asks the brokers now and then for as long as the service runs, as a producer forgets topics that it has not used for
/// five minutes, and the first call after that would have to wait.
@Readiness
@ApplicationScoped
class LogWatch implements HealthCheck {
    private static final Duration AT_FIRST = Duration.ofMillis(100);
    private static final Duration LATER = Duration.ofMinutes(1);

    private final EventLog log;
    private volatile boolean reached;
    private volatile Thread watch;

    LogWatch(EventLog log) {
        this.log = log;
    }

    void start(@Observes StartupEvent event) {
        watch = Thread.ofVirtual().name("log-watch").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        watch.interrupt();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("log").status(reached).build();
    }

    private void run() {
        try {
            while (true) {
                reached |= log.isReachable();
                Thread.sleep(reached ? LATER : AT_FIRST);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
