package io.danggol.e2e.suite;

import io.danggol.local.server.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The suite's PostgreSQL, as its owner sees it.
public final class Database {
    private final String url;

    public Database(RunningSuite suite) {
        this(suite, "postgres");
    }

    public Database(RunningSuite suite, String name) {
        url = "jdbc:postgresql://localhost:" + suite.addresses().postgres() + "/" + name;
    }

    /// The first column of what a statement tells.
    public List<String> query(String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(url, PostgresServer.OWNER, PostgresServer.OWNER);
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) return found;
            var rows = statement.getResultSet();
            while (rows.next()) found.add(rows.getString(1));
        }
        return found;
    }

    /// Keeps everybody from a table until the answer is closed.
    public Connection lock(String table) throws SQLException {
        var connection = DriverManager.getConnection(url, PostgresServer.OWNER, PostgresServer.OWNER);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table " + table);
        }
        return connection;
    }

    /// Writes a file into the server's own folder that only the server may read.
    public void write(String name, String text) throws SQLException {
        var encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        query("copy (select '" + encoded + "') to program 'umask 077; base64 -d > " + name + "'");
    }
}
