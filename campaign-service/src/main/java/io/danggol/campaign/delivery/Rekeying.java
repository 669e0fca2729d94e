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
    /// occurrence and channel, the one that is further on its way stays, and the other is dropped.
    public Uni<Void> merge(SqlClient tx, UUID from, UUID into) {
        var both = Tuple.of(from, into);
        return tx.preparedQuery("""
                        delete from decision d using (
                            select case when f.sent_at is not null and i.sent_at is null then i.id else f.id end as id
                            from decision f join decision i using (campaign, step, occurrence, channel)
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
