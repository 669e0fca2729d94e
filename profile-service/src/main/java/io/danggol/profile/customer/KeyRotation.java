package io.danggol.profile.customer;

import io.danggol.chassis.work.Worker;
import io.danggol.profile.customer.SealedTable.Place;
import io.danggol.profile.customer.SealedTable.Value;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jboss.logging.Logger;

/// Brings whatever is sealed under another of the deployment's keys under the first one, so that the others can go:
/// at the start and every hour from then on, in the background and in small batches. Any number of replicas may be at
/// it.
///
/// What is changed meanwhile is left to whoever changes it. What cannot be opened stays as it is and is looked at
/// once an hour; the log tells its key and how much of it there is, once.
@Singleton
class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Pool pool;
    private final Sealer sealer;
    private final Worker worker = Worker.considerate("key-rotation", PAUSE, this::step);
    private final Queue<Way> ways = new ArrayDeque<>();

    /// What has been warned of.
    private final Set<String> told = new HashSet<>();

    KeyRotation(Pool pool, Sealer sealer) {
        this.pool = pool;
        this.sealer = sealer;
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop();
    }

    /// How far one table has been gone through for one key.
    private static final class Way {
        private final SealedTable table;
        private final String keyId;
        private Place place = Place.BEFORE_ALL;
        private long renewed;
        private long unopened;

        private Way(SealedTable table, String keyId) {
            this.table = table;
            this.keyId = keyId;
        }

        private void add(Batch batch) {
            renewed += batch.renewed();
            unopened += batch.taken().size() - batch.renewed();
            if (!batch.taken().isEmpty()) place = batch.taken().getLast().place();
        }
    }

    /// @param renewed how many of them
    private record Batch(List<Value> taken, int renewed) {}

    /// Renews one batch, or looks for what there is to renew; blocks. Tells whether there may be more.
    boolean step() {
        if (ways.isEmpty()) {
            var found = new ArrayList<Way>();
            for (var table : SealedTable.ALL) found.addAll(look(table));
            ways.addAll(found);
            return !ways.isEmpty();
        }
        var way = ways.element();
        var batch = pool.withTransaction(tx -> renew(tx, way)).await().atMost(PATIENCE);
        way.add(batch);
        if (batch.taken().size() == way.table.batch()) return true;
        tell(ways.remove());
        return !ways.isEmpty();
    }

    private List<Way> look(SealedTable table) {
        var found = new ArrayList<Way>();
        var others = sealer.others();
        for (var keyId : table.keys(pool).await().atMost(PATIENCE)) {
            if (others.contains(keyId)) found.add(new Way(table, keyId));
            else if (!sealer.has(keyId)) tellLost(table, keyId);
        }
        return found;
    }

    private void tellLost(SealedTable table, String keyId) {
        var name = table.name() + " " + keyId;
        if (told.contains(name)) return;
        var count = table.count(pool, keyId).await().atMost(PATIENCE);
        LOG.warnf(
                "%s: %d values are sealed under the key %s, which danggol.encryption.keys lacks",
                table.name(), count, keyId);
        told.add(name);
    }

    private Uni<Batch> renew(SqlConnection tx, Way way) {
        return way.table.take(tx, way.keyId, way.place).chain(taken -> {
            var renewed = renewed(taken);
            return way.table.put(tx, renewed).replaceWith(new Batch(taken, renewed.size()));
        });
    }

    /// Without those that cannot be opened.
    private List<Value> renewed(List<Value> values) {
        var renewed = new ArrayList<Value>();
        for (var value : values) {
            try {
                renewed.add(new Value(value.place(), value.owner(), sealer.renew(value.sealed(), value.owner())));
            } catch (IllegalStateException e) {
                LOG.debugf(
                        "a value of %s is sealed under another key than it says",
                        value.sealed().keyId());
            }
        }
        return renewed;
    }

    private void tell(Way way) {
        if (way.renewed > 0) {
            LOG.infof(
                    "%s: %d values came from the key %s under the first one", way.table.name(), way.renewed, way.keyId);
        }
        if (way.unopened > 0 && told.add(way.table.name() + " " + way.keyId)) {
            LOG.warnf("%s: the key %s does not open %d values that name it", way.table.name(), way.keyId, way.unopened);
        }
    }
}
