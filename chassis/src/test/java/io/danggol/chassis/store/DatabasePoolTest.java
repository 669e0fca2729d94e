package io.danggol.chassis.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabasePoolTest {
    private static final int TIMEOUT_MILLIS = 100;
    private final Vertx vertx = Vertx.vertx();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aQueryWithoutADatabaseFailsOnce() {
        var pool = new DatabasePool().create(input());

        failsAndTheTimeoutPasses(pool);

        assertThat(uncaught).isEmpty();
    }

    /// What the driver does by itself. Once this fails, [DatabasePool] is not needed any more.
    @Test
    void theDriversOwnPoolFailsItTwice() {
        var input = input();
        var pool = PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(vertx)
                .build();

        failsAndTheTimeoutPasses(pool);

        assertThat(uncaught)
                .singleElement()
                .satisfies(fault -> assertThat(fault).hasMessage("Result is already complete"));
    }

    /// On one context, so that its timers run one after the other.
    private void failsAndTheTimeoutPasses(Pool pool) {
        var failed = Promise.<Void>promise();
        var context = vertx.getOrCreateContext();
        context.exceptionHandler(uncaught::add);
        context.runOnContext(_ -> pool.query("select 1").execute().onComplete(answer -> {
            assertThat(answer.failed()).isTrue();
            context.owner().setTimer(3 * TIMEOUT_MILLIS, _ -> failed.complete());
        }));
        done(failed.future());
        done(pool.close());
    }

    private static void done(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    private PgPoolCreator.Input input() {
        return new PgPoolCreator.Input() {
            @Override
            public Vertx vertx() {
                return vertx;
            }

            @Override
            public PoolOptions poolOptions() {
                return new PoolOptions()
                        .setConnectionTimeout(TIMEOUT_MILLIS)
                        .setConnectionTimeoutUnit(java.util.concurrent.TimeUnit.MILLISECONDS);
            }

            @Override
            public List<PgConnectOptions> pgConnectOptionsList() {
                return List.of(new PgConnectOptions()
                        .setHost("localhost")
                        .setPort(freePort())
                        .setDatabase("x")
                        .setUser("x")
                        .setPassword("x"));
            }
        };
    }

    /// A port where nobody listens.
    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
