package io.danggol.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.e2e.suite.Database;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.WithSuite;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With `sslMode: verify-full`, as in values-production.yaml, a service speaks to PostgreSQL encrypted, and only to the
/// server that shows a certificate of the given authority.
@WithSuite
class EncryptedDatabaseTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SERVICE = "segment";
    private static final String USER = "verifying";

    @TempDir
    private Path folder;

    @BeforeEach
    void theServerHasACertificate(RunningSuite suite) throws Exception {
        var database = new Database(suite);
        var certificate = Certificate.selfSigned(folder.resolve("server"));
        database.write("server.crt", certificate.certificatePem());
        database.write("server.key", certificate.keyPem());
        database.query("drop role if exists " + USER);
        database.query("create role " + USER + " login password '" + USER + "' in role " + SERVICE);
        database.query("alter system set ssl = on");
        database.query("select pg_reload_conf()");
    }

    @AfterEach
    void theServerIsAsItWas(RunningSuite suite) throws SQLException {
        var database = new Database(suite);
        database.query("alter system reset ssl");
        database.query("select pg_reload_conf()");
    }

    @Test
    void aServiceSpeaksToTheServerThatItTrusts(RunningSuite suite) throws Exception {
        try (var service = start(suite, folder.resolve("server/certificate.pem"))) {
            await().atMost(PATIENCE).until(service::isReady);

            assertThat(connections(suite)).isNotEmpty().containsOnly("t");
        }
    }

    @Test
    void itDoesNotSpeakToAnother(RunningSuite suite) throws Exception {
        Certificate.selfSigned(folder.resolve("another"));
        try (var service = start(suite, folder.resolve("another/certificate.pem"))) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(service.printed()).containsPattern("SSLHandshake|certif|PKIX|SSL "));

            assertThat(service.isReady()).isFalse();
            assertThat(connections(suite)).isEmpty();
        }
    }

    /// Of each of the service's connections whether it is encrypted.
    private static List<String> connections(RunningSuite suite) throws SQLException {
        return new Database(suite)
                .query("select ssl from pg_stat_ssl join pg_stat_activity using (pid) where usename = '" + USER + "'");
    }

    /// A replica that trusts this authority, and speaks to the database as the chart says.
    private static Replica start(RunningSuite suite, Path authority) throws IOException {
        var values = SuiteClient.JSON.createObjectNode();
        var global = values.putObject("global");
        global.putObject("secrets").put("existingSecret", "local");
        global.putObject("kafka").put("bootstrapServers", "unused");
        global.putObject("redis").put("url", "redis://unused");
        global.putObject("oidc").put("issuer", "https://unused");
        ObjectNode postgresql = global.putObject("postgresql");
        postgresql.put("host", "localhost").put("port", suite.addresses().postgres());
        postgresql.put("sslMode", "verify-full").putObject("caSecret").put("name", "ca");
        return Replica.start(
                suite,
                SERVICE,
                values,
                "QUARKUS_DATASOURCE_",
                Map.of("/etc/danggol/postgresql-ca/ca.crt", authority),
                Map.of("QUARKUS_DATASOURCE_USERNAME", USER, "QUARKUS_DATASOURCE_PASSWORD", USER));
    }
}
