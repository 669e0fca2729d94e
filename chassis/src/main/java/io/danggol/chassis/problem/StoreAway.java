package io.danggol.chassis.problem;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Tells a store that cannot be reached, or takes nobody in, from a fault of our own.
final class StoreAway {
    /// SQLSTATE 08: connection exceptions.
    private static final String CONNECTION = "08";
    /// SQLSTATE: too many connections; ended by an administrator, by a crash; starting up or shutting down.
    private static final Set<String> STATES = Set.of("53300", "57P01", "57P02", "57P03");
    /// The driver says these in exceptions that it uses for other things, too.
    private static final List<String> DRIVER_SAYS = List.of(
            "Timeout waiting for connection", "Pending requests failed to be sent", "Connection is not active now");

    private StoreAway() {}

    /// Whether `failure` or a cause of it says so.
    static boolean causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(StoreAway::says);
    }

    private static boolean says(Throwable failure) {
        return switch (failure) {
            case PgException e ->
                e.getSqlState() != null && (e.getSqlState().startsWith(CONNECTION) || STATES.contains(e.getSqlState()));
            case SocketException _, UnknownHostException _, ClosedChannelException _ -> true;
            case ClosedConnectionException _, ConnectionPoolTooBusyException _ -> true;
            case TimeoutException _, io.smallrye.mutiny.TimeoutException _ -> true;
            case VertxException e -> isDrivers(e);
            case NoStackTraceThrowable e -> isDrivers(e);
            default -> false;
        };
    }

    private static boolean isDrivers(Throwable failure) {
        return failure.getMessage() != null && DRIVER_SAYS.stream().anyMatch(failure.getMessage()::startsWith);
    }
}
