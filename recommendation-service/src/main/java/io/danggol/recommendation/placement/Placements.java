package io.danggol.recommendation.placement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.work.Worker;
import io.danggol.recommendation.RecommendationConfig;
import io.danggol.recommendation.placement.PlacementForm.Read;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/// The placements in force: those of every shop, as far as staff has not changed them, and those that staff added.
/// A change holds here at once, on other replicas after `danggol.recommendation.catalogue-refresh`.
@Singleton
public class Placements {
    private static final Logger LOG = Logger.getLogger(Placements.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Pool pool;
    private final ObjectMapper json;
    private final Worker worker;
    private volatile Map<String, Placement> all = Placement.standard();

    Placements(Pool pool, ObjectMapper json, RecommendationConfig config) {
        this.pool = pool;
        this.json = json;
        this.worker = new Worker("placements", config.catalogueRefresh(), () -> {
            refresh().await().atMost(PATIENCE);
            return false;
        });
    }

    public Optional<Placement> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /// In the order of their names.
    Collection<Placement> all() {
        return new TreeMap<>(all).values();
    }

    /// Reads the placements, and again on a schedule from then on; blocks. False while the database is away.
    public boolean load() {
        try {
            refresh().await().atMost(PATIENCE);
            worker.start();
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("no placements yet: %s", e);
            return false;
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop();
    }

    private Uni<Void> refresh() {
        return pool.query("select name, body::text from placement")
                .execute()
                .invoke(rows -> {
                    var read = new TreeMap<>(Placement.standard());
                    rows.forEach(row -> parse(row.getString(0), row.getString(1))
                            .ifPresent(placement -> read.put(placement.name(), placement)));
                    all = Map.copyOf(read);
                })
                .replaceWithVoid();
    }

    /// Adds or replaces; true if there was none of that name.
    Uni<Boolean> put(Placement placement) {
        return pool.preparedQuery("""
                        insert into placement (name, body) values ($1, $2::text::jsonb)
                        on conflict (name) do update set body = excluded.body, changed_at = now()""")
                .execute(Tuple.of(
                        placement.name(), PlacementForm.write(placement).toString()))
                .map(_ -> !all.containsKey(placement.name()))
                .call(_ -> refresh());
    }

    private Optional<Placement> parse(String name, String body) {
        return switch (PlacementForm.read(name, tree(body))) {
            case Read.Good good -> Optional.of(good.placement());
            case Read.Bad bad -> faulty(name, bad.errors());
            case Read.Later later -> faulty(name, later.errors());
        };
    }

    private static Optional<Placement> faulty(String name, List<Problem.Error> errors) {
        LOG.errorf("placement %s is stored with faults: %s", name, errors);
        return Optional.empty();
    }

    private JsonNode tree(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of the placements is no JSON", e);
        }
    }
}
