package io.danggol.campaign.onsite;

import io.danggol.campaign.plan.Campaign;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.UUID;

/// How often each person was shown each on-site message; every showing is a decision on record.
@Singleton
class Impressions {
    private final Pool pool;

    Impressions(Pool pool) {
        this.pool = pool;
    }

    /// Counts one more showing, if the campaign's cap has room for it.
    Uni<Boolean> take(Campaign campaign, UUID person, Instant now) {
        if (campaign.cap().isEmpty()) return put(campaign, person, now, pool).replaceWith(true);
        return pool.withTransaction(tx -> lock(tx, campaign, person)
                .chain(() -> tx.preparedQuery("""
                                select sent_at from decision
                                where profile_id = $1 and campaign = $2 and channel = 'onsite' and sent_at > $3""")
                        .execute(Tuple.of(
                                person,
                                campaign.key(),
                                now.minus(campaign.cap().orElseThrow().window()).atOffset(ZoneOffset.UTC))))
                .chain(rows -> {
                    var shown = new ArrayList<Instant>();
                    rows.forEach(
                            row -> shown.add(row.getOffsetDateTime("sent_at").toInstant()));
                    return OnsiteEligibility.notTooOften(campaign, shown, now)
                            ? put(campaign, person, now, tx).replaceWith(true)
                            : Uni.createFrom().item(false);
                }));
    }

    private static Uni<Void> lock(SqlConnection tx, Campaign campaign, UUID person) {
        return tx.preparedQuery("select pg_advisory_xact_lock(hashtextextended($1, 1))")
                .execute(Tuple.of(campaign.key() + ":" + person))
                .replaceWithVoid();
    }

    private static Uni<Void> put(
            Campaign campaign, UUID person, Instant now, io.vertx.mutiny.sqlclient.SqlClient client) {
        return client.preparedQuery("""
                        insert into decision (id, campaign, step, profile_id, channel, occurrence, outcome,
                                              reason_code, reason_text, at, sent_at)
                        values ($1, $2, 'onsite', $3, 'onsite', $4, 'sent', 'shown', '페이지에 표시했습니다.', $5, $5)""")
                .execute(Tuple.of(
                        UUID.randomUUID(),
                        campaign.key(),
                        person,
                        UUID.randomUUID().toString(),
                        now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
