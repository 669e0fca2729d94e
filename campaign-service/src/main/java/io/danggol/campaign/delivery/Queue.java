package io.danggol.campaign.delivery;

import io.danggol.campaign.Channel;
import io.danggol.campaign.delivery.Message.Phase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Messages that are not done with. A replica works on those that it has leased; what a dead one had leased is free
/// again when the lease is over, by the database's clock.
@Singleton
class Queue {
    private final Pool pool;

    Queue(Pool pool) {
        this.pool = pool;
    }

    /// Leases what is due, the most urgent first; what waits for its turn in a paused campaign stays where it is.
    Uni<List<Message>> claim(UUID lease, Duration span, Instant now, int limit) {
        return pool.preparedQuery("""
                        update dispatch set lease = $1, leased_until = clock_timestamp() + make_interval(secs => $2)
                        from (select x.decision_id from dispatch x
                              join decision d on d.id = x.decision_id join campaign c on c.key = d.campaign
                              where x.due_at <= $3 and (x.leased_until is null or x.leased_until < clock_timestamp())
                                and (x.phase not in ('queued', 'approved') or c.state <> 'paused')
                              order by x.priority desc, x.due_at limit $4 for update of x skip locked) due
                        where dispatch.decision_id = due.decision_id
                        returning dispatch.decision_id""")
                .execute(Tuple.of(lease, span.toMillis() / 1_000.0, at(now), limit))
                .chain(rows -> {
                    var ids = new ArrayList<UUID>(rows.size());
                    rows.forEach(row -> ids.add(row.getUUID(0)));
                    return of(pool, ids);
                });
    }

    /// These messages, the most urgent first.
    Uni<List<Message>> of(SqlClient client, Collection<UUID> ids) {
        if (ids.isEmpty()) return Uni.createFrom().item(List.of());
        return client.preparedQuery("""
                        select d.id, d.campaign, d.step, d.profile_id, d.channel, d.occurrence, x.phase, x.created_at, x.first_due,
                               x.attempts, x.polls, x.handed_at, x.request_id, x.recipient, d.traceparent
                        from dispatch x join decision d on d.id = x.decision_id where x.decision_id = any($1)
                        order by x.priority desc, x.due_at""")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> {
                    var messages = new ArrayList<Message>(rows.size());
                    rows.forEach(row -> messages.add(message(row)));
                    return messages;
                });
    }

    /// A message, its row locked; empty if it is done with.
    Uni<Optional<Message>> lock(SqlClient tx, UUID id) {
        return tx.preparedQuery("select decision_id from dispatch where decision_id = $1 for update")
                .execute(Tuple.of(id))
                .chain(() -> of(tx, List.of(id)))
                .map(found -> found.stream().findFirst());
    }

    /// One more attempt was made.
    Uni<Void> count(SqlClient tx, UUID id) {
        return run(tx, "update dispatch set attempts = attempts + 1 where decision_id = $1", Tuple.of(id));
    }

    /// Those of `ids` that this lease still holds, their rows locked.
    Uni<Set<UUID>> held(SqlClient tx, UUID lease, Collection<UUID> ids) {
        return ids(
                tx,
                "select decision_id from dispatch where lease = $1 and decision_id = any($2) order by 1 for update",
                Tuple.of(lease, ids.toArray(UUID[]::new)));
    }

    /// They have passed the gate.
    Uni<Void> approve(SqlClient tx, Collection<UUID> ids) {
        return run(
                tx,
                "update dispatch set phase = 'approved' where decision_id = any($1)",
                Tuple.of(ids.toArray(UUID[]::new)));
    }

    /// They go to their channels now: those that this lease still holds and that nobody has refused meanwhile.
    Uni<Set<UUID>> hand(SqlClient tx, UUID lease, Collection<UUID> ids, Instant now) {
        return ids(tx, """
                        update dispatch x set phase = 'handing', attempts = attempts + 1, polls = 0, handed_at = $3
                        from decision d
                        where x.lease = $1 and x.decision_id = any($2) and x.phase = 'approved' and d.id = x.decision_id
                          and d.profile_id is not null
                          and not exists (select 1 from suppression s
                                          where s.profile_id = d.profile_id and s.channel = d.channel)
                        returning x.decision_id""", Tuple.of(lease, ids.toArray(UUID[]::new), at(now)));
    }

    /// Back into the queue until `dueAt`, free for any replica.
    Uni<Void> requeue(SqlClient tx, UUID id, Instant dueAt) {
        return run(tx, """
                        update dispatch set phase = 'queued', due_at = $2, lease = null, leased_until = null
                        where decision_id = $1""", Tuple.of(id, at(dueAt)));
    }

    /// They are looked at again at `dueAt`, as if nothing had happened.
    Uni<Void> postpone(SqlClient tx, Collection<UUID> ids, Instant dueAt) {
        return run(tx, """
                        update dispatch set due_at = $2, lease = null, leased_until = null
                        where decision_id = any($1)""", Tuple.of(ids.toArray(UUID[]::new), at(dueAt)));
    }

    /// The channel has it; its result is asked for at `dueAt`.
    Uni<Void> await(SqlClient tx, UUID id, Instant dueAt, String requestId, int recipient) {
        return run(tx, """
                        update dispatch set due_at = $2, lease = null, leased_until = null, request_id = $3, recipient = $4,
                            polls = case when phase = 'accepted' then polls + 1 else polls end, phase = 'accepted'
                        where decision_id = $1""", Tuple.of(id, at(dueAt), requestId, recipient));
    }

    /// Nobody knows whether the channel has it; it is asked at `dueAt`.
    Uni<Void> ask(SqlClient tx, UUID id, Instant dueAt) {
        return run(
                tx,
                "update dispatch set due_at = $2, lease = null, leased_until = null where decision_id = $1",
                Tuple.of(id, at(dueAt)));
    }

    /// What waits for a person by a channel is due now.
    Uni<Void> hurry(SqlClient tx, UUID person, Channel channel, Instant now) {
        return run(tx, """
                        update dispatch x set due_at = $3 from decision d
                        where d.id = x.decision_id and d.profile_id = $1 and d.channel = $2
                          and x.phase = 'queued' and x.due_at > $3""", Tuple.of(person, channel.wire(), at(now)));
    }

    /// It is done with; tells whether it was there.
    Uni<Boolean> close(SqlClient tx, UUID id) {
        return tx.preparedQuery("delete from dispatch where decision_id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.rowCount() == 1);
    }

    /// Gives back what this lease holds and has not begun to hand over.
    Uni<Void> release(UUID lease) {
        return run(pool, """
                        update dispatch set phase = 'queued', lease = null, leased_until = null
                        where lease = $1 and phase in ('queued', 'approved')""", Tuple.of(lease));
    }

    /// How many messages of a campaign are due and not handed over yet; what was put off does not count.
    Uni<Long> due(SqlClient client, String campaign, Instant now) {
        return client.preparedQuery("""
                        select count(*) from dispatch x join decision d on d.id = x.decision_id
                        where d.campaign = $1 and x.phase <> 'accepted' and x.due_at <= $2""")
                .execute(Tuple.of(campaign, at(now)))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static Uni<Void> run(SqlClient client, String sql, Tuple values) {
        return client.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    private static Uni<Set<UUID>> ids(SqlClient client, String sql, Tuple values) {
        return client.preparedQuery(sql).execute(values).map(rows -> {
            var ids = new HashSet<UUID>();
            rows.forEach(row -> ids.add(row.getUUID(0)));
            return ids;
        });
    }

    private static Message message(Row row) {
        var handedAt = row.getOffsetDateTime("handed_at");
        var recipient = row.getInteger("recipient");
        return new Message(
                row.getUUID("id"),
                row.getString("campaign"),
                row.getString("step"),
                row.getUUID("profile_id"),
                Channel.named(row.getString("channel")).orElseThrow(),
                row.getString("occurrence"),
                Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("first_due").toInstant(),
                row.getInteger("attempts"),
                row.getInteger("polls"),
                handedAt == null ? null : handedAt.toInstant(),
                row.getString("request_id"),
                recipient == null ? 0 : recipient,
                row.getString("traceparent"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
