package io.danggol.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Inbox;
import io.danggol.e2e.suite.CartReminder;
import io.danggol.e2e.suite.Database;
import io.danggol.e2e.suite.Mail;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Shopper;
import io.danggol.e2e.suite.Staff;
import io.danggol.e2e.suite.WithSuite;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// campaign's database is put back to a moment before its latest messages, all else goes on: nobody hears twice.
@Tag("fault")
@Order(Integer.MAX_VALUE - 4)
@WithSuite
class RestoreTest {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final List<String> REPLICAS = List.of("campaign", "campaign-2");
    private static final String BACKUP = "campaign_backup";

    @AfterEach
    void dropTheBackup(RunningSuite suite) throws SQLException {
        var server = new Database(suite);
        server.query("alter database campaign allow_connections true");
        server.query("drop database if exists " + BACKUP);
    }

    @Test
    void whatWasSentSinceTheBackupIsNotSentAgain(RunningSuite suite) throws Exception {
        CartReminder.start(suite.client());
        var kim = leavesACart(suite);
        suite.awaitQuiet();
        backUp(suite);
        suite.advance(Duration.ofMinutes(61));
        hearsOnce(suite, kim);
        suite.awaitQuiet();
        var before = decisions(suite, kim);

        restore(suite);

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(decisions(suite, kim)).isEqualTo(before));
        var lee = leavesACart(suite);
        suite.awaitQuiet();
        suite.advance(Duration.ofMinutes(61));
        hearsOnce(suite, lee);
        suite.awaitQuiet();
        hearsOnce(suite, kim);
        assertThat(decisions(suite, kim)).isEqualTo(before);
        var mail = Mail.of(Inbox.mails(suite.client()).to(kim.email()).getFirst());
        assertThat(mail.open(mail.unsubscribeUrl()).statusCode()).isEqualTo(200);
    }

    private static Shopper leavesACart(RunningSuite suite) throws Exception {
        var shopper = Shopper.unknown(suite.client());
        shopper.signUp();
        shopper.agree("email", "kakao");
        shopper.does("add_to_cart", "P1201");
        return shopper;
    }

    private static void hearsOnce(RunningSuite suite, Shopper shopper) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(decisions(suite, shopper)).containsExactlyInAnyOrder("email: sent", "kakao: delivered");
            assertThat(Inbox.mails(suite.client()).to(shopper.email())).hasSize(1);
            assertThat(Inbox.phones(suite.client()).to(shopper.phone())).hasSize(1);
        });
    }

    private static List<String> decisions(RunningSuite suite, Shopper shopper) throws Exception {
        return new Staff(suite.client())
                .decisions(shopper.customerId(), CartReminder.KEY).stream()
                        .map(it -> it.path("channel").asText() + ": "
                                + it.path("outcome").asText())
                        .sorted()
                        .toList();
    }

    /// A copy of the whole database, which nobody may be connected to meanwhile.
    private static void backUp(RunningSuite suite) throws Exception {
        var server = new Database(suite);
        server.query("alter database campaign allow_connections false");
        leave(server);
        server.query("create database " + BACKUP + " template campaign");
        server.query("alter database campaign allow_connections true");
    }

    /// Nobody gets to the restored database before the services that knew what came later have ended.
    private static void restore(RunningSuite suite) throws Exception {
        var server = new Database(suite);
        server.query("alter database campaign allow_connections false");
        leave(server);
        server.query("drop database campaign");
        server.query("create database campaign owner campaign template " + BACKUP + " allow_connections false");
        var starts = REPLICAS.stream().mapToLong(suite::starts).toArray();
        for (var replica : REPLICAS) suite.kill(replica);
        server.query("alter database campaign allow_connections true");
        await().atMost(PATIENCE)
                .until(() -> suite.starts("campaign") > starts[0] && suite.starts("campaign-2") > starts[1]);
    }

    private static void leave(Database server) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.query(
                                "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'campaign'"))
                        .isEmpty());
    }
}
