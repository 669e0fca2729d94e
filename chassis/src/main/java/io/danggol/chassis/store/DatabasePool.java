package io.danggol.chassis.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/// The pool of database connections, bounded by how many wait for one instead of by how long.
///
/// The driver (Vert.x 4.5) times a query that waits for a connection, and forgets the timer when there is none to be
/// had: half a minute after the database went away each such query then fails a second time, as an uncaught
/// `IllegalStateException: Result is already complete` (eclipse-vertx/vertx-sql-client issue 1706). Quarkus leaves the
/// driver's half minute as it is, so every service with a pool would see that. Who calls has a limit of its own.
@Singleton
public class DatabasePool implements PgPoolCreator {
    private static final int MOST_WAITING = 10_000;

    @Override
    public Pool create(Input input) {
        return new LoggedPool(PgBuilder.pool()
                .with(new PoolOptions(input.poolOptions())
                        .setConnectionTimeout(0)
                        .setMaxWaitQueueSize(MOST_WAITING))
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build());
    }
}
