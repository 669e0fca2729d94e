package io.danggol.segment.membership;

import io.danggol.chassis.log.LogReaders;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.chassis.work.Worker;
import io.danggol.contracts.Topics;
import io.danggol.segment.SegmentConfig;
import io.danggol.segment.definition.Catalogues;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/// Starts what keeps memberships true: first who is to be forgotten, then the log, the timers and the backfill.
@Singleton
class Reviews {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LogReaders readers;
    private final ErasuresConsumer erasures;
    private final ConsentsConsumer consents;
    private final ProfileEventsConsumer profileEvents;
    private final Profiles profiles;
    private final Memberships memberships;
    private final Catalogues catalogues;
    private final StreamClock streamClock;
    private final Outbox outbox;
    private final Pool pool;
    private final int chunk;
    private final List<Worker> workers;

    Reviews(
            LogReaders readers,
            ErasuresConsumer erasures,
            ConsentsConsumer consents,
            ProfileEventsConsumer profileEvents,
            Profiles profiles,
            Memberships memberships,
            Catalogues catalogues,
            StreamClock streamClock,
            Outbox outbox,
            Pool pool,
            SegmentConfig config) {
        this.readers = readers;
        this.erasures = erasures;
        this.consents = consents;
        this.profileEvents = profileEvents;
        this.profiles = profiles;
        this.memberships = memberships;
        this.catalogues = catalogues;
        this.streamClock = streamClock;
        this.outbox = outbox;
        this.pool = pool;
        this.chunk = config.chunk();
        var timers = new Worker("timers", config.timerEvery(), () -> await(reviewDue()));
        this.workers =
                List.of(timers, Worker.considerate("backfill", config.backfillEvery(), () -> await(reviewBehind())));
        profileEvents.onClock(timers::wake);
    }

    void start(@Observes StartupEvent event) {
        var first = readers.reader("erasures", List.of(Topics.ERASURES), erasures);
        var decisions = readers.reader("consents", List.of(Topics.CONSENTS), consents);
        var people = readers.reader("profile-events", List.of(Topics.PROFILE_EVENTS), profileEvents);
        readers.startInOrder(first, () -> {
            decisions.start();
            people.start();
            workers.forEach(Worker::start);
        });
    }

    void stop(@Observes ShutdownEvent event) {
        workers.forEach(Worker::stop);
    }

    private static boolean await(Uni<Boolean> piece) {
        return piece.await().atMost(PATIENCE);
    }

    /// Reviews some of the profiles that time has changed; whether there may be more.
    Uni<Boolean> reviewDue() {
        return pool.withTransaction(tx -> memberships
                        .review(
                                tx,
                                streamClock.now(tx).chain(time -> profiles.lockDue(tx, time, chunk)),
                                Review::onTime)
                        .map(due -> due.size() == chunk))
                .invoke(outbox::wake);
    }

    /// Reviews some of the profiles that a new definition or threshold has not reached; whether there may be
    /// more.
    Uni<Boolean> reviewBehind() {
        return pool.withTransaction(tx -> memberships
                        .review(
                                tx,
                                catalogues
                                        .inForce(tx)
                                        .chain(catalogue -> profiles.lockBehind(
                                                tx, catalogue.version(), catalogue.thresholdsVersion(), chunk)),
                                Review::caughtUp)
                        .map(behind -> behind.size() == chunk))
                .invoke(outbox::wake);
    }
}
