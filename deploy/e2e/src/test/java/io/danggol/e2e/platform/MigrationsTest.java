package io.danggol.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.e2e.suite.Database;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.WithSuite;
import io.danggol.local.server.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The init containers of a new release's pods start together: one migrates, the others wait for it and find it done.
@WithSuite
class MigrationsTest {
    private static final int AT_ONCE = 3;

    @ParameterizedTest
    @ValueSource(strings = {"profile", "segment", "recommendation", "campaign"})
    void replicasThatMigrateAtOnceMigrateOnce(String service, RunningSuite suite) throws Exception {
        var server = "localhost:" + suite.addresses().postgres() + "/";
        var database = "at_once_" + service;
        new Database(suite).query("create database " + database);
        var more = Map.of(
                "QUARKUS_INIT_AND_EXIT",
                "true",
                "QUARKUS_FLYWAY_MIGRATE_AT_START",
                "true",
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://" + server + database,
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                "postgresql://" + server + database,
                "QUARKUS_DATASOURCE_USERNAME",
                PostgresServer.OWNER,
                "QUARKUS_DATASOURCE_PASSWORD",
                PostgresServer.OWNER);

        var processes = new ArrayList<Process>();
        for (var i = 0; i < AT_ONCE; i++) processes.add(suite.service(service, more));
        var ends = processes.stream()
                .map(process -> CompletableFuture.supplyAsync(() -> end(process)))
                .toList();

        var migrated = new Database(suite, database);
        assertThat(ends).allSatisfy(end -> assertThat(end.join()).startsWith("0 "));
        assertThat(migrated.query("select version from flyway_schema_history where version is not null"))
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(migrated.query("select script from flyway_schema_history where not success"))
                .isEmpty();
    }

    /// Its exit code and what it printed.
    private static String end(Process process) {
        try (var output = process.getInputStream()) {
            var printed = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() + " " + printed;
        } catch (java.io.IOException | InterruptedException e) {
            return e.toString();
        }
    }
}
