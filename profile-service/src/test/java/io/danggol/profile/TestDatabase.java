package io.danggol.profile;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/// The service's database as tests see it.
@Singleton
public class TestDatabase {
    private final Pool pool;

    TestDatabase(Pool pool) {
        this.pool = pool;
    }

    public void run(String statement) {
        pool.query(statement).execute().await().indefinitely();
    }

    public List<Row> rows(String query) {
        var rows = new ArrayList<Row>();
        pool.query(query).execute().await().indefinitely().forEach(rows::add);
        return rows;
    }

    /// What a query that counts found.
    public long count(String query) {
        return rows(query).getFirst().getLong(0);
    }
}
