package io.danggol.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.WithSuite;
import io.danggol.helm.Release;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
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
        try (var service = new Running(suite, folder.resolve("server/certificate.pem"))) {
            await().atMost(PATIENCE).until(service::isReady);

            assertThat(connections(suite)).isNotEmpty().containsOnly("t");
        }
    }

    @Test
    void itDoesNotSpeakToAnother(RunningSuite suite) throws Exception {
        Certificate.selfSigned(folder.resolve("another"));
        try (var service = new Running(suite, folder.resolve("another/certificate.pem"))) {
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

    /// One more replica of a service.
    private static final class Running implements AutoCloseable {
        private final int port;
        private final Process process;
        private final StringBuffer printed = new StringBuffer();
        private final HttpClient http = HttpClient.newHttpClient();

        Running(RunningSuite suite, Path authority) throws IOException {
            try (var free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            var variables = new HashMap<>(variables(suite, authority));
            variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
            variables.put("QUARKUS_DATASOURCE_USERNAME", USER);
            variables.put("QUARKUS_DATASOURCE_PASSWORD", USER);
            process = suite.service(SERVICE, variables);
            Thread.ofVirtual().start(this::read);
        }

        /// What the chart says of the database.
        private static Map<String, String> variables(RunningSuite suite, Path authority) {
            var values = SuiteClient.JSON.createObjectNode();
            var global = values.putObject("global");
            global.putObject("secrets").put("existingSecret", "local");
            global.putObject("kafka").put("bootstrapServers", "unused");
            global.putObject("redis").put("url", "redis://unused");
            global.putObject("oidc").put("issuer", "https://unused");
            ObjectNode postgresql = global.putObject("postgresql");
            postgresql.put("host", "localhost").put("port", suite.addresses().postgres());
            postgresql.put("sslMode", "verify-full").putObject("caSecret").put("name", "ca");
            var data = Release.of(suite.checkout().resolve("helm/danggol"), values)
                    .object("ConfigMap", SERVICE)
                    .path("data");
            var variables = new HashMap<String, String>();
            data.properties().forEach(each -> {
                if (each.getKey().startsWith("QUARKUS_DATASOURCE_"))
                    variables.put(
                            each.getKey(),
                            each.getValue()
                                    .asText()
                                    .replace("/etc/danggol/postgresql-ca/ca.crt", authority.toString()));
            });
            return variables;
        }

        private void read() {
            try (var output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
                var buffer = new char[8192];
                for (var count = output.read(buffer); count >= 0; count = output.read(buffer))
                    printed.append(buffer, 0, count);
            } catch (IOException e) {
                printed.append(e);
            }
        }

        String printed() {
            return printed.toString();
        }

        boolean isReady() throws InterruptedException {
            var uri = URI.create("http://localhost:" + port + "/q/health/ready");
            try {
                return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException _) {
                return false;
            }
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor();
        }
    }
}
