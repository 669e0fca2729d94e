package io.danggol.campaign.delivery;

import io.danggol.campaign.Channel;
import io.danggol.campaign.eligibility.Person.Sent;
import io.danggol.chassis.log.LogMessage;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.MessageEvent;
import io.danggol.contracts.MessageEvent.Kind;
import io.danggol.contracts.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What was decided about each message to each person, and what became of it; told to the log in the same transaction.
@Singleton
public class Decisions {
    private final Outbox outbox;
    private final MeterRegistry metrics;

    Decisions(Outbox outbox, MeterRegistry metrics) {
        this.outbox = outbox;
        this.metrics = metrics;
    }

    private void count(Channel channel, Outcome outcome, Reason reason) {
        metrics.counter(
                        "danggol.campaign.decisions",
                        "channel",
                        channel.wire(),
                        "outcome",
                        outcome.wire(),
                        "reason",
                        reason.code())
                .increment();
    }

    /// One decision.
    ///
    /// @param person null once the person was erased
    /// @param occurrence null once the person was erased
    /// @param links where the message's links lead, by their index
    /// @param traceparent W3C trace context of what decided it; null if there is none or the person was erased
    public record Decision(
            UUID id,
            String campaign,
            String step,
            UUID person,
            Channel channel,
            String occurrence,
            Outcome outcome,
            Reason reason,
            Instant at,
            List<String> links,
            String traceparent) {
        /// The message of which this was decided, as if it had been handed over for the first time at `now`.
        Message message(Instant now) {
            return new Message(
                    id,
                    campaign,
                    step,
                    person,
                    channel,
                    occurrence,
                    Message.Phase.ACCEPTED,
                    now,
                    now,
                    1,
                    0,
                    now,
                    null,
                    0,
                    traceparent);
        }
    }

    /// The decision of that id, its row locked; empty if there is none.
    public Uni<Optional<Decision>> lock(SqlClient tx, UUID id) {
        return tx.preparedQuery("select * from decision where id = $1 for update")
                .execute(Tuple.of(id))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(decision(rows.iterator().next())));
    }

    /// The decision of that id; empty if there is none.
    public Uni<Optional<Decision>> find(SqlClient client, UUID id) {
        return client.preparedQuery("select * from decision where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(decision(rows.iterator().next())));
    }

    /// Newest first, after the row that the cursor names.
    Uni<List<Decision>> page(
            SqlClient client, Optional<UUID> person, Optional<String> campaign, Optional<Cursor> after, int limit) {
        return client.preparedQuery("""
                        select * from decision
                        where ($1::uuid is null or profile_id = $1) and ($2::text is null or campaign = $2)
                          and ($3::timestamptz is null or (at, id) < ($3, $4))
                        order by at desc, id desc limit $5""")
                .execute(Tuple.of(
                        person.orElse(null),
                        campaign.orElse(null),
                        after.map(cursor -> cursor.at().atOffset(ZoneOffset.UTC))
                                .orElse(null),
                        after.map(Cursor::id).orElse(null),
                        limit))
                .map(rows -> {
                    var decisions = new ArrayList<Decision>(rows.size());
                    rows.forEach(row -> decisions.add(decision(row)));
                    return decisions;
                });
    }

    /// A place in the list of decisions.
    record Cursor(Instant at, UUID id) {}

    /// What each of these people was sent since `from`, or is about to be sent, oldest first; but for `except`.
    Uni<Map<UUID, List<Sent>>> sent(
            SqlClient client, Collection<UUID> people, Collection<UUID> except, Instant from, Instant now) {
        return client.preparedQuery("""
                        select profile_id, campaign, channel, sent_at as at from decision
                        where profile_id = any($1) and sent_at >= $3 and not id = any($2) and channel <> 'onsite'
                        union all
                        select d.profile_id, d.campaign, d.channel, $4 from dispatch x join decision d on d.id = x.decision_id
                        where d.profile_id = any($1) and x.phase in ('approved', 'handing') and d.sent_at is null
                          and not d.id = any($2)
                        order by at""")
                .execute(Tuple.of(
                        people.toArray(UUID[]::new),
                        except.toArray(UUID[]::new),
                        from.atOffset(ZoneOffset.UTC),
                        now.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var sent = new HashMap<UUID, List<Sent>>();
                    rows.forEach(row -> sent.computeIfAbsent(row.getUUID("profile_id"), _ -> new ArrayList<>())
                            .add(new Sent(
                                    row.getString("campaign"),
                                    Channel.named(row.getString("channel")).orElseThrow(),
                                    row.getOffsetDateTime("at").toInstant())));
                    return sent;
                });
    }

    /// Writes what was decided, or became, of a message that is not on the way to its reader any more or not yet; tells
    /// the log. A row's instants only grow, whatever the clocks of replicas say: what is told later is later.
    Uni<Void> decide(SqlClient tx, Message message, Outcome outcome, Reason reason, Instant now) {
        var kind = switch (outcome) {
            case WITHHELD, DEFERRED, UNKNOWN -> Kind.DECIDED;
            case FAILED -> Kind.FAILED;
            case SENT, CLICKED -> Kind.SENT;
            case DELIVERED -> Kind.DELIVERED;
        };
        var sent = outcome == Outcome.SENT || outcome == Outcome.UNKNOWN || outcome == Outcome.DELIVERED;
        return tx.preparedQuery("""
                        update decision set
                            outcome = case when read then 'clicked' else $2 end,
                            reason_code = case when read then $7 else $3 end,
                            reason_text = case when read then $8 else $4 end,
                            at = case when read then at else later end,
                            sent_at = case when $6 then coalesce(sent_at, later) when $2 in ('failed', 'deferred', 'withheld') then null else sent_at end,
                            delivered_at = case when $2 = 'delivered' then later else delivered_at end
                        from (select clicked_at is not null and $2 in ('sent', 'delivered') as read,
                                  greatest($5, at + interval '1 millisecond') as later
                              from decision where id = $1) as known
                        where id = $1 returning later""")
                .execute(Tuple.tuple()
                        .addUUID(message.id())
                        .addString(outcome.wire())
                        .addString(reason.code())
                        .addString(reason.text())
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addBoolean(sent)
                        .addString(Reason.CLICKED.code())
                        .addString(Reason.CLICKED.text()))
                .invoke(() -> count(message.channel(), outcome, reason))
                .chain(rows -> rows.rowCount() == 0 || message.person() == null
                        ? Uni.createFrom().voidItem()
                        : tell(tx, message, kind, outcome, reason, later(rows)));
    }

    /// Remembers that a message was taken by its channel, whose result is to come.
    Uni<Void> taken(SqlClient tx, Message message, Instant now) {
        return tx.preparedQuery("""
                        update decision set outcome = 'sent', reason_code = $2, reason_text = $3, at = later, sent_at = later
                        from (select greatest($4, at + interval '1 millisecond') as later from decision where id = $1) as known
                        where id = $1 and sent_at is null and outcome <> 'delivered' returning later""")
                .execute(Tuple.of(message.id(), Reason.SENT.code(), Reason.SENT.text(), now.atOffset(ZoneOffset.UTC)))
                .invoke(() -> count(message.channel(), Outcome.SENT, Reason.SENT))
                .chain(rows -> rows.rowCount() == 0 || message.person() == null
                        ? Uni.createFrom().voidItem()
                        : tell(tx, message, Kind.SENT, Outcome.SENT, Reason.SENT, later(rows)));
    }

    private static Instant later(RowSet<Row> rows) {
        return instant(rows.iterator().next().getOffsetDateTime("later"));
    }

    /// The reader followed a link; only the first click of each link is told. Tells where the link leads; empty if the
    /// message has no such link.
    public Uni<Optional<String>> clicked(SqlClient tx, UUID id, int link, Instant now) {
        return lock(tx, id).chain(found -> {
            if (found.isEmpty() || link >= found.get().links().size())
                return Uni.createFrom().item(Optional.empty());
            var decision = found.get();
            var url = decision.links().get(link);
            return tx.preparedQuery("""
                            update decision set clicks = clicks || $2::int, clicked_at = coalesce(clicked_at, $3),
                                outcome = case when first then 'clicked' else outcome end,
                                reason_code = case when first then $4 else reason_code end,
                                reason_text = case when first then $5 else reason_text end,
                                at = case when first then $3 else at end
                            from (select outcome in ('sent', 'delivered', 'unknown') as first
                                  from decision where id = $1) as known
                            where id = $1 and not $2 = any(clicks)""")
                    .execute(Tuple.of(
                            id, link, now.atOffset(ZoneOffset.UTC), Reason.CLICKED.code(), Reason.CLICKED.text()))
                    .chain(rows -> rows.rowCount() == 0 || decision.person() == null
                            ? Uni.createFrom().voidItem()
                            : outbox.append(
                                    tx,
                                    List.of(log(event(decision, Kind.CLICKED, url, now))
                                            .in(decision.traceparent()))))
                    .replaceWith(Optional.of(url));
        });
    }

    /// The reader's program showed the message.
    public Uni<Void> opened(SqlClient client, UUID id, Instant now) {
        return client.preparedQuery("update decision set opened_at = $2 where id = $1 and opened_at is null")
                .execute(Tuple.of(id, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /// What became of a message, as the log is told.
    public static MessageEvent event(Decision decision, Kind kind, String url, Instant now) {
        return new MessageEvent(
                decision.person(),
                kind,
                decision.id(),
                decision.campaign(),
                decision.step(),
                decision.channel().wire(),
                decision.occurrence(),
                null,
                null,
                now,
                url);
    }

    /// The refusal of who called a message spam, as the log is told.
    static MessageEvent complaint(Decision decision, Instant now) {
        return new MessageEvent(
                decision.person(),
                Kind.UNSUBSCRIBED,
                decision.id(),
                decision.campaign(),
                decision.step(),
                decision.channel().wire(),
                decision.occurrence(),
                null,
                "complaint",
                now,
                null);
    }

    private Uni<Void> tell(SqlClient tx, Message message, Kind kind, Outcome outcome, Reason reason, Instant now) {
        var event = new MessageEvent(
                message.person(),
                kind,
                message.id(),
                message.campaign(),
                message.step(),
                message.channel().wire(),
                message.occurrence(),
                kind == Kind.DECIDED ? outcome.wire() : null,
                reason.code(),
                now,
                null);
        return outbox.append(tx, List.of(log(event).in(message.traceparent())));
    }

    /// A message event as it goes to the log. Its id is the same however often the same thing is told.
    public LogMessage log(MessageEvent event) {
        var id = event.messageId() + ":" + event.kind().name().toLowerCase(Locale.ROOT)
                + (event.kind() == Kind.DECIDED ? ":" + event.outcome() + ":" + event.reason() : "")
                + (event.kind() == Kind.CLICKED || event.kind() == Kind.UNSUBSCRIBED
                        ? ":" + event.at().toEpochMilli()
                        : "");
        return outbox.message(Topics.MESSAGE_EVENTS, event.profileId().toString(), MessageEvent.TYPE, id, event);
    }

    /// Relays at once what was told.
    public void wake() {
        outbox.wake();
    }

    private static Decision decision(Row row) {
        return new Decision(
                row.getUUID("id"),
                row.getString("campaign"),
                row.getString("step"),
                row.getUUID("profile_id"),
                Channel.named(row.getString("channel")).orElseThrow(),
                row.getString("occurrence"),
                Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                new Reason(row.getString("reason_code"), row.getString("reason_text")),
                instant(row.getOffsetDateTime("at")),
                List.of(row.getArrayOfStrings("links")),
                row.getString("traceparent"));
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }
}
