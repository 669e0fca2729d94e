package io.danggol.campaign.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;

/// Brings what was decided about one profile over to another when both are one person.
@Singleton
public class Rekeying {
    /// Re-keys the decisions and suppressions of `from`. Where both have a message of the same campaign, step,
    /// occurrence and channel, the one that is further on its way stays, and the other is dropped: one that is
    /// at its channel stays before one that waits.
    public Uni<Void> merge(SqlClient tx, UUID from, UUID into) {
        var both = Tuple.of(from, into);
        return tx.preparedQuery("""
                        with way as (
                            select d.*, case when d.sent_at is not null then 2
                                             when x.phase in ('handing', 'accepted') then 1 else 0 end as way
                            from decision d left join dispatch x on x.decision_id = d.id
                            where d.profile_id in ($1, $2))
                        delete from decision d using (
                            select case when f.way > i.way then i.id else f.id end as id
                            from way f join way i using (campaign, step, occurrence, channel)
                            where f.profile_id = $1 and i.profile_id = $2) clash
                        where d.id = clash.id""")
                .execute(both)
                .chain(() -> tx.preparedQuery("update decision set profile_id = $2 where profile_id = $1")
                        .execute(both))
                .chain(() -> tx.preparedQuery("""
                        insert into suppression (profile_id, channel, reason, since)
                        select $2, channel, reason, since from suppression where profile_id = $1
                        on conflict (profile_id, channel) do update
                        set since = greatest(suppression.since, excluded.since)""").execute(both))
                .replaceWithVoid();
    }
}
