package io.danggol.recommendation.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.LogRecord;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.ErasureReceipt;
import io.danggol.contracts.Topics;
import io.danggol.recommendation.knowledge.Knowledge;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Forgets people and says so. Every replica forgets; the first one to have done so confirms each store once.
@Singleton
class Erasures {
    private static final Logger LOG = Logger.getLogger(Erasures.class);
    private static final String SERVICE = "recommendation";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// What was forgotten for one request.
    private record Forgotten(ErasureOrdered order, long clicks, long orders) {}

    private final Knowledge knowledge;
    private final Snapshots snapshots;
    private final Pool pool;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;

    Erasures(Knowledge knowledge, Snapshots snapshots, Pool pool, Outbox outbox, ObjectMapper json, Clock clock) {
        this.knowledge = knowledge;
        this.snapshots = snapshots;
        this.pool = pool;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /// Forgets everybody whom these records name, also in the snapshot on disk, then confirms.
    void take(List<LogRecord> records) {
        var orders = records.stream()
                .filter(record -> record.body() != null)
                .map(record -> record.as(ErasureOrdered.class, json))
                .toList();
        if (orders.isEmpty()) return;
        // Only once all could be read: what is forgotten here is not there to be counted again.
        var forgotten = orders.stream().map(this::forget).toList();
        if (forgotten.stream().anyMatch(one -> one.clicks() + one.orders() > 0)) snapshots.drop();
        while (true) {
            try {
                pool.withTransaction(tx -> confirm(tx, forgotten)).await().atMost(PATIENCE);
                outbox.wake();
                return;
            } catch (RuntimeException e) {
                LOG.warnf("erasures are confirmed later: %s", e);
                pause();
            }
        }
    }

    private Forgotten forget(ErasureOrdered order) {
        var persons = new HashSet<>(order.profileIds());
        var browsers = order.visitorHashes().stream().map(Keys::ofHash).collect(Collectors.toSet());
        var counts = new long[2];
        knowledge.learn(() -> {
            knowledge.erased().add(persons, browsers, order.erasedAt());
            counts[0] = knowledge.history().erase(persons, browsers, order.erasedAt());
            counts[1] = knowledge.orders().erase(persons, order.erasedAt());
        });
        return new Forgotten(order, counts[0], counts[1]);
    }

    private Uni<Void> confirm(SqlConnection tx, List<Forgotten> forgotten) {
        return forgotten.stream()
                .map(one -> confirm(tx, one.order(), "sessions", one.clicks())
                        .chain(() -> confirm(tx, one.order(), "orders", one.orders())))
                .reduce((first, then) -> first.chain(() -> then))
                .orElseThrow();
    }

    private Uni<Void> confirm(SqlConnection tx, ErasureOrdered order, String store, long count) {
        return tx.preparedQuery("""
                        insert into confirmed_erasure (request_id, store) values ($1, $2) on conflict do nothing""").execute(Tuple.of(order.requestId(), store)).chain(rows -> {
            if (rows.rowCount() == 0) return Uni.createFrom().voidItem();
            var receipt = new ErasureReceipt(order.requestId(), SERVICE, store, count, clock.instant());
            return outbox.append(
                    tx,
                    List.of(outbox.message(
                            Topics.ERASURE_RECEIPTS,
                            order.profileIds().getFirst().toString(),
                            ErasureReceipt.TYPE,
                            order.requestId() + ":" + SERVICE + ":" + store,
                            receipt)));
        });
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }
}
