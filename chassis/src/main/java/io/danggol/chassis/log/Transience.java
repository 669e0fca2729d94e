package io.danggol.chassis.log;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/// Which failures pass by themselves, so that the same batch is worth another try.
final class Transience {
    /// Classes of SQLSTATE: connection, login, no such database (both while one is set up or restored), transaction
    /// rolled back, resources, not in the right state, operator, system.
    private static final Set<String> PASSING_STATES = Set.of("08", "28", "3D", "40", "53", "55", "57", "58");

    private Transience() {}

    static boolean of(Throwable failure) {
        return switch (failure) {
            case CompletionException e when e.getCause() != null -> of(e.getCause());
            case PgException e ->
                e.getSqlState() == null
                        || PASSING_STATES.contains(e.getSqlState().substring(0, 2));
            case IOException _, TimeoutException _, io.smallrye.mutiny.TimeoutException _ -> true;
            case KafkaException _, VertxException _, NoStackTraceThrowable _ -> true;
            case IllegalStateException e ->
                e.getMessage() != null && e.getMessage().contains("closed");
            default -> false;
        };
    }
}
