package io.danggol.campaign.delivery;

import io.danggol.campaign.CampaignConfig;
import io.danggol.campaign.audience.Memberships;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.Campaign.State;
import io.danggol.campaign.plan.Campaigns;
import io.danggol.chassis.work.Worker;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

/// Brings active broadcasts through their audiences, a page of members at a time.
///
/// A run remembers how far it has come, in the transaction that queues the messages: it goes on where it was after a
/// pause or a crash, and no replica queues a page twice. It waits while the queue holds enough of its messages.
@Singleton
public class Broadcasts {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration REST = Duration.ofMillis(500);
    private static final int PAGE = 500;

    private final Pool pool;
    private final Campaigns campaigns;
    private final Memberships memberships;
    private final Entries entries;
    private final Queue queue;
    private final CampaignConfig config;
    private final Clock clock;
    private final Dispatcher dispatcher;
    private final Worker worker = new Worker("broadcasts", REST, this::round);

    private record Run(String id, UUID cursor, Instant startedAt, Instant endedAt) {}

    Broadcasts(
            Pool pool,
            Campaigns campaigns,
            Memberships memberships,
            Entries entries,
            Queue queue,
            CampaignConfig config,
            Clock clock,
            Dispatcher dispatcher) {
        this.pool = pool;
        this.campaigns = campaigns;
        this.memberships = memberships;
        this.entries = entries;
        this.queue = queue;
        this.config = config;
        this.clock = clock;
        this.dispatcher = dispatcher;
    }

    /// Begins.
    public void start() {
        worker.start();
    }

    /// Ends after the page in hand.
    public void stop() {
        worker.stop();
    }

    /// One page of each active broadcast; tells whether any got on.
    private boolean round() {
        var now = clock.instant();
        var moved = false;
        for (var kept : await(campaigns.active(pool, Campaign.Kind.BROADCAST))) {
            if (!kept.campaign().schedule().begun(now)) continue;
            moved |= await(pool.withTransaction(tx -> page(tx, kept, now)));
        }
        if (moved) dispatcher.wake();
        return moved;
    }

    private Uni<Boolean> page(SqlClient tx, Campaigns.Kept kept, Instant now) {
        var campaign = kept.campaign();
        return lock(tx, campaign.key()).chain(() -> latest(tx, campaign.key())).chain(run -> {
            if (run == null || (run.endedAt() != null && run.endedAt().isBefore(kept.activatedAt())))
                return begin(tx, campaign.key(), now).replaceWith(true);
            if (run.endedAt() != null) return finish(tx, campaign, now);
            return queue.due(tx, campaign.key(), now)
                    .chain(due -> due >= config.broadcastAhead()
                            ? Uni.createFrom().item(false)
                            : members(tx, campaign, run, now));
        });
    }

    /// One replica at a time works on a broadcast.
    private static Uni<Void> lock(SqlClient tx, String campaign) {
        return tx.preparedQuery("select 1 from campaign where key = $1 for update")
                .execute(Tuple.of(campaign))
                .replaceWithVoid();
    }

    private static Uni<Run> latest(SqlClient tx, String campaign) {
        return tx.preparedQuery(
                        "select * from broadcast_run where campaign = $1 order by started_at desc, id desc limit 1")
                .execute(Tuple.of(campaign))
                .map(rows -> {
                    if (rows.rowCount() == 0) return null;
                    var row = rows.iterator().next();
                    var ended = row.getOffsetDateTime("ended_at");
                    return new Run(
                            row.getString("id"),
                            row.getUUID("cursor"),
                            row.getOffsetDateTime("started_at").toInstant(),
                            ended == null ? null : ended.toInstant());
                });
    }

    private static Uni<Void> begin(SqlClient tx, String campaign, Instant now) {
        return tx.preparedQuery("""
                        insert into broadcast_run (id, campaign, started_at)
                        select $1 || ':' || count(*) + 1, $1, $2 from broadcast_run where campaign = $1""")
                .execute(Tuple.of(campaign, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private Uni<Boolean> members(SqlClient tx, Campaign campaign, Run run, Instant now) {
        var segment = campaign.audience().orElseThrow();
        return memberships
                .after(tx, segment, run.cursor(), PAGE)
                .chain(people -> people.isEmpty()
                        ? end(tx, run, now).replaceWith(true)
                        : entries.broadcast(tx, campaign, run.id(), run.startedAt(), people)
                                .chain(() -> tx.preparedQuery("update broadcast_run set cursor = $2 where id = $1")
                                        .execute(Tuple.of(run.id(), people.getLast())))
                                .replaceWith(true));
    }

    private static Uni<Void> end(SqlClient tx, Run run, Instant now) {
        return tx.preparedQuery("update broadcast_run set ended_at = $2 where id = $1")
                .execute(Tuple.of(run.id(), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /// The campaign has ended once every message of it was handed over, withheld or put off.
    private Uni<Boolean> finish(SqlClient tx, Campaign campaign, Instant now) {
        return queue.due(tx, campaign.key(), now)
                .chain(due -> due > 0
                        ? Uni.createFrom().item(false)
                        : campaigns
                                .move(tx, campaign.key(), Set.of(State.ACTIVE), State.ENDED, now)
                                .replaceWith(false));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
