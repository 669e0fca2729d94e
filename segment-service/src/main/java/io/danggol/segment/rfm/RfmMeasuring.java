package io.danggol.segment.rfm;

import io.danggol.chassis.work.Worker;
import io.danggol.segment.SegmentConfig;
import io.danggol.segment.rfm.RfmStore.Measured;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Measures the quintiles again and again, one replica at a time, and puts them in force when they would
/// score people otherwise: when time has come, and at once when the clock was moved or the buyers have become others.
@Singleton
class RfmMeasuring {
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

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
                "rfm",
                shorter(every, LOOK),
                () -> measure().replaceWith(false).await().atMost(PATIENCE));
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

    private Uni<Void> measureAgain(SqlConnection tx, Optional<Measured> latest) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (latest.isEmpty() || !latest.get().at().plus(every).isAfter(now)) {
            return measure(tx, latest, now);
        }
        return store.buyers(tx)
                .chain(buyers -> outgrown(latest.get().buyers(), buyers)
                        ? measure(tx, latest, now)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> measure(SqlConnection tx, Optional<Measured> latest, Instant now) {
        return store.measure(tx, now)
                .chain(measured -> measured.map(it -> settle(tx, latest, it))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> settle(SqlConnection tx, Optional<Measured> latest, Measured measured) {
        if (latest.isEmpty()) return store.enact(tx, measured);
        return store.rescored(tx, latest.get().thresholds(), measured.thresholds(), measured.at())
                .chain(rescored -> stillTrue(rescored, measured.buyers())
                        ? store.confirm(tx, measured)
                        : store.enact(tx, measured));
    }

    /// Whether the quintiles in force may stay: they score all but less than a hundredth of the buyers as new ones
    /// would. New ones cost an evaluation of every buyer.
    static boolean stillTrue(long rescored, long buyers) {
        return 100 * rescored < buyers;
    }

    /// Whether the buyers have become another population than the one measured, as after a backlog: more than
    /// a fifth came or went.
    static boolean outgrown(long measured, long now) {
        return 5 * Math.abs(now - measured) > measured;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
