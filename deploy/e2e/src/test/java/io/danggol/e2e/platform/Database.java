package io.danggol.e2e.platform;

import io.danggol.e2e.suite.RunningSuite;
import io.danggol.local.server.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The suite's PostgreSQL, as its owner sees it.
final class Database {
    private final String url;

    Database(RunningSuite suite) {
        this(suite, "postgres");
    }

    Database(RunningSuite suite, String name) {
        url = "jdbc:postgresql://localhost:" + suite.addresses().postgres() + "/" + name;
    }

    /// The first column of what a statement tells.
    List<String> query(String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(url, PostgresServer.OWNER, PostgresServer.OWNER);
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) return found;
            var rows = statement.getResultSet();
            while (rows.next()) found.add(rows.getString(1));
        }
        return found;
    }

    /// Writes a file into the server's own folder that only the server may read.
    void write(String name, String text) throws SQLException {
        var encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        query("copy (select '" + encoded + "') to program 'umask 077; base64 -d > " + name + "'");
    }
}
