package io.danggol.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.danggol.local.process.Account;
import io.danggol.local.process.Folders;
import io.danggol.local.process.Ports;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
    private static final Path FOLDER = Path.of("target/postgresql-test").toAbsolutePath();
    private static final Path TOOLS =
            Path.of("../../.danggol/tools").toAbsolutePath().normalize();

    @Test
    void rootCanRunItWithoutUserNamespacesAndItsDataSurvivesAKill() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root needs it");
        Folders.delete(FOLDER);
        var port = Ports.free();
        var server = new PostgresServer(
                new Binaries(TOOLS), FOLDER.resolve("data"), FOLDER.resolve("log"), port, false, Account.NOBODY);
        var first = server.start();
        first.awaitReady("PostgreSQL", Duration.ofMinutes(2), server::answers);
        server.createDatabase("kept");

        first.handle().destroyForcibly();
        first.handle().onExit().join();
        var second = server.start();
        second.awaitReady("PostgreSQL", Duration.ofMinutes(2), server::answers);

        try (var connection =
                DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/kept", "kept", "kept")) {
            assertThat(connection.isValid(5)).isTrue();
        } finally {
            second.end("INT", Duration.ofSeconds(20));
        }
    }
}
