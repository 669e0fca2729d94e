package io.danggol.campaign.suppression;

import io.danggol.campaign.Channel;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Whom not to write to. It blocks at once, whatever the ledger still says; a later grant in the ledger lifts it.
@Singleton
public class Suppressions {
    /// Why a channel of a person is closed.
    public enum Reason {
        UNSUBSCRIBED,
        COMPLAINED,
        BOUNCED,
        UNREACHABLE
    }

    /// A grant in the ledger, made at `since`.
    public record Grant(UUID person, Channel channel, Instant since) {}

    /// Adds one; tells whether the person was not suppressed for this reason before. A refusal or a complaint replaces
    /// other reasons.
    public Uni<Boolean> put(SqlClient tx, UUID person, Channel channel, Reason reason, Instant now) {
        var wire = reason.name().toLowerCase(Locale.ROOT);
        var row = Tuple.of(person, channel.wire(), wire, at(now));
        return tx.preparedQuery("""
                        insert into suppression (profile_id, channel, reason, since) values ($1, $2, $3, $4)
                        on conflict (profile_id, channel) do nothing""")
                .execute(row)
                .chain(added -> added.rowCount() == 1
                        ? Uni.createFrom().item(true)
                        : tx.preparedQuery("""
                        update suppression set reason = $3, since = greatest(since, $4)
                        where profile_id = $1 and channel = $2 and reason <> $3 and reason not in ('unsubscribed', 'complained')""").execute(row).map(changed -> changed.rowCount() == 1));
    }

    /// Takes away what these grants, made later, lift.
    public Uni<Void> lift(SqlClient tx, List<Grant> grants) {
        if (grants.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("""
                        delete from suppression s
                        using unnest($1::uuid[], $2::text[], $3::timestamptz[]) as g (profile_id, channel, since)
                        where s.profile_id = g.profile_id and s.channel = g.channel and s.since < g.since""")
                .execute(Tuple.of(
                        grants.stream().map(Grant::person).toArray(UUID[]::new),
                        grants.stream().map(grant -> grant.channel().wire()).toArray(String[]::new),
                        grants.stream().map(grant -> at(grant.since())).toArray(OffsetDateTime[]::new)))
                .replaceWithVoid();
    }

    /// The closed channels of each of these people; who has none is not in it.
    public Uni<Map<UUID, Set<Channel>>> of(SqlClient client, Collection<UUID> people) {
        return client.preparedQuery("select profile_id, channel from suppression where profile_id = any($1)")
                .execute(Tuple.of(people.toArray(UUID[]::new)))
                .map(rows -> {
                    var closed = new HashMap<UUID, Set<Channel>>();
                    rows.forEach(row -> Channel.named(row.getString("channel"))
                            .ifPresent(channel -> closed.computeIfAbsent(
                                            row.getUUID("profile_id"), _ -> EnumSet.noneOf(Channel.class))
                                    .add(channel)));
                    return closed;
                });
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
