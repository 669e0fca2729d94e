package io.danggol.chassis.edge;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Asks PostgreSQL through a [Gate], by one connection.
@Path("/stored")
class StoredResource {
    private final Gate gate;
    private final Pool pool;

    StoredResource(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        var options = PgConnectOptions.fromUri(url).setUser(user).setPassword(password);
        gate = new Gate(options.getPort());
        pool = PgBuilder.pool()
                .connectingTo(options.setHost("localhost").setPort(gate.port()))
                .with(new PoolOptions()
                        .setMaxSize(1)
                        .setConnectionTimeout(1)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .using(vertx)
                .build();
    }

    @GET
    public Uni<String> get(@QueryParam("sql") String sql) {
        return rows(sql).map(found -> found.iterator().next().getValue(0).toString());
    }

    @GET
    @Path("blocking")
    @Blocking
    public String blocking(@QueryParam("sql") String sql) {
        return rows(sql).await().indefinitely().iterator().next().getValue(0).toString();
    }

    @GET
    @Path("shut")
    public void shut() {
        gate.close();
    }

    private Uni<RowSet<Row>> rows(String sql) {
        return pool.query(sql).execute();
    }
}
