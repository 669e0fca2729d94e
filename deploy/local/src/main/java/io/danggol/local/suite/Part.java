package io.danggol.local.suite;

import io.danggol.local.process.Child;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// One process of the suite: how it starts, when it is ready, how it ends.
///
/// @param name what the launcher calls it; also the name of its log
/// @param port where it answers
/// @param ready whether it does its work
/// @param endSignal the signal that ends it in good order
/// @param patience how long its start may take on a slow machine
public record Part(String name, int port, Starter starter, BooleanSupplier ready, String endSignal, Duration patience) {
    /// Starts the process without waiting until it is ready.
    public interface Starter {
        Child start() throws IOException;
    }

    /// A part that ends on SIGTERM and is ready within five minutes, on a busy machine too.
    static Part of(String name, int port, Starter starter, BooleanSupplier ready) {
        return new Part(name, port, starter, ready, "TERM", Duration.ofMinutes(5));
    }
}
