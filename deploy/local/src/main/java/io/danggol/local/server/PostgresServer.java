package io.danggol.local.server;

import io.danggol.local.process.Account;
import io.danggol.local.process.Child;
import io.danggol.local.process.Folders;
import io.danggol.local.process.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A PostgreSQL server of our own on the loopback address, with its data in one folder.
public final class PostgresServer {
    /// The owner of the cluster and its password: for this machine only.
    public static final String OWNER = "danggol";

    private final Binaries binaries;
    private final Path data;
    private final Path log;
    private final int port;
    private final boolean durable;
    private final Account account;

    /// As the account that this machine allows.
    public PostgresServer(Binaries binaries, Path data, Path log, int port, boolean durable) {
        this(binaries, data, log, port, durable, Account.unprivileged());
    }

    /// @param data the cluster's folder, made on the first start
    /// @param durable false for data that nobody needs after a crash of the machine
    PostgresServer(Binaries binaries, Path data, Path log, int port, boolean durable, Account account) {
        this.binaries = binaries;
        this.data = data;
        this.log = log;
        this.port = port;
        this.durable = durable;
        this.account = account;
    }

    /// Starts it, making the cluster when there is none; returns without waiting for it to answer. SIGINT ends
    /// it at once and in good order, SIGTERM only when its last client has gone.
    public Child start() throws IOException {
        var home = binaries.archive(
                "postgres-linux-" + (Machine.architecture().equals("arm64") ? "arm_64" : "x86_64") + ".txz");
        if (!Files.exists(data.resolve("PG_VERSION"))) makeCluster(home);
        account.give(data);
        // Left by a killed server; its number may meanwhile belong to anybody, which would stop the start.
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        var command = new ArrayList<>(List.of(
                home.resolve("bin/postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=localhost",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=300",
                "-c",
                "shared_buffers=128MB",
                "-c",
                "timezone=UTC",
                "-c",
                "jit=off"));
        if (!durable) {
            command.addAll(List.of("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"));
        }
        return Child.start(new Child.Plan(command, data, log, Map.of(), false, account, "INT"));
    }

    /// Whether it takes connections now.
    public boolean answers() {
        try (var connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /// Makes a database and a user that owns it, both called `name` with `name` as password; what exists stays.
    public void createDatabase(String name) throws SQLException {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) throw new IllegalArgumentException("name: " + name);
        try (var connection = connect();
                var statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
                statement.execute("create role " + name + " login password '" + name + "'");
            }
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                statement.execute("create database " + name + " owner " + name);
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/postgres?connectTimeout=2", OWNER, OWNER);
    }

    /// First beside, then moved: a cluster of the final name is whole.
    private void makeCluster(Path home) throws IOException {
        var beside = data.resolveSibling(data.getFileName() + ".part");
        Folders.delete(beside);
        Files.createDirectories(beside);
        account.give(beside);
        Files.createDirectories(log.getParent());
        var password = Files.writeString(data.resolveSibling(data.getFileName() + ".password"), OWNER);
        account.give(password);
        var command = new ArrayList<>(account.through());
        command.addAll(List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + beside,
                "--username=" + OWNER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-sync",
                "--no-instructions"));
        try {
            var made = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
            if (made != 0) throw new IOException("initdb failed with " + made + ", see " + log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making the cluster", e);
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(beside, data, StandardCopyOption.ATOMIC_MOVE);
    }
}
