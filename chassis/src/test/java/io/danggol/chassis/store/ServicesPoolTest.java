package io.danggol.chassis.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.danggol.local.testing.SuiteServers;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class ServicesPoolTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    PgPoolCreator creator;

    @Inject
    Pool pool;

    private final PrintStream error = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CompletableFuture<String> logged = new CompletableFuture<>();
    private final ExtHandler log = new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord line) {
            logged.complete(line.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() {
        Logger.getLogger(LoggedPool.class.getName()).addHandler(log);
        System.setErr(new PrintStream(printed, true, UTF_8));
    }

    @AfterEach
    void leave() {
        System.setErr(error);
        Logger.getLogger(LoggedPool.class.getName()).removeHandler(log);
    }

    @Test
    void aServiceThatSaysNothingOfItsPoolGetsThisOne() {
        assertThat(creator).isInstanceOf(DatabasePool.class);
    }

    @Test
    void aConnectionThatBreaksIsLogged() {
        assertThat(done(pool.withConnection(this::broken))).contains("57P01");
        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    @Test
    void aConnectionThatBreaksInATransactionIsLogged() {
        assertThatThrownBy(() -> done(pool.withTransaction(this::broken))).isNotNull();
        assertThat(logged.getNow(null)).contains("57P01");
        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    /// The database ends the session of this one while nothing is asked. The line that is logged then.
    private Uni<String> broken(SqlConnection connection) {
        return connection
                .query("select pg_backend_pid()")
                .execute()
                .map(rows -> rows.iterator().next().getInteger(0))
                .chain(session ->
                        pool.preparedQuery("select pg_terminate_backend($1)").execute(Tuple.of(session)))
                .chain(() -> Uni.createFrom().completionStage(logged));
    }

    private static <T> T done(Uni<T> result) {
        return result.await().atMost(PATIENCE);
    }
}
