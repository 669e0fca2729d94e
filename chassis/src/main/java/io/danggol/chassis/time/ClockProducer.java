package io.danggol.chassis.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The clock that all code of a service asks.
class ClockProducer {
    @Produces
    @Singleton
    @DefaultBean
    Clock clock(@ConfigProperty(name = "danggol.clock.file") Optional<Path> file) {
        return file.<Clock>map(path -> new ShiftedClock(Clock.systemUTC(), path))
                .orElseGet(Clock::systemUTC);
    }
}
