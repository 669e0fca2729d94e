package io.danggol.segment.rfm;

import io.danggol.segment.SegmentConfig;
import io.danggol.segment.Worker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Measures the quintiles again and again, one replica at a time, and puts them in force when they have moved.
@Singleton
class RfmMeasuring {
    private final RfmStore store;
    private final Pool pool;
    private final Clock clock;
    private final Duration every;
    private final Worker worker;

    RfmMeasuring(RfmStore store, Pool pool, Clock clock, SegmentConfig config) {
        this.store = store;
        this.pool = pool;
        this.clock = clock;
        this.every = config.rfmEvery();
        this.worker = new Worker(
                "rfm", shorter(every, Duration.ofMinutes(1)), () -> measure().replaceWith(false));
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop();
    }

    Uni<Void> measure() {
        return pool.withTransaction(tx -> tx.query("select pg_try_advisory_xact_lock(hashtext('rfm'))")
                .execute()
                .chain(lock -> lock.iterator().next().getBoolean(0)
                        ? store.latest(tx).chain(latest -> measureAgain(tx, latest))
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> measureAgain(SqlConnection tx, Optional<Thresholds> latest) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (latest.filter(thresholds -> thresholds.asOf().plus(every).isAfter(now))
                .isPresent()) {
            return Uni.createFrom().voidItem();
        }
        return store.measure(tx, now)
                .chain(measured -> measured.isEmpty()
                                || latest.filter(measured.get()::sameCuts).isPresent()
                        ? Uni.createFrom().voidItem()
                        : store.enact(tx, measured.get()));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
