package io.danggol.campaign.delivery;

import io.danggol.campaign.CampaignConfig;
import io.danggol.campaign.Channel;
import io.danggol.campaign.delivery.Decisions.Decision;
import io.danggol.campaign.plan.Campaigns;
import io.danggol.contracts.MessageEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Brings back what a restored database does not know of messages: what the log says was sent, or came to its end,
/// is on record again and does not go out again; a step goes on to its next channel. Where nothing was lost, it changes
/// nothing.
@Singleton
public class Recall {
    private static final Logger LOG = Logger.getLogger(Recall.class);

    private static final String TOLD = """
            with told as (
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::uuid[],
                                     $8::timestamptz[], $9::text[], $10::text[], $11::text[], $12::timestamptz[],
                                     $13::timestamptz[], $14::timestamptz[], $15::timestamptz[])
                    as told (id, campaign, step, profile_id, occurrence, channel, row, before, outcome, code, text, at,
                             sent_at, delivered_at, clicked_at))
            """;

    /// A row of a message; of another id where the log's message is the same one by its key.
    private record Known(UUID id, boolean erased, Recalled record) {}

    /// What to put on record.
    ///
    /// @param row null if there is none yet
    private record News(MessageEvent message, UUID row, Recalled before, Recalled record) {
        UUID id() {
            return row == null ? message.messageId() : row;
        }
    }

    private final Campaigns campaigns;
    private final Entries entries;
    private final CampaignConfig config;
    private final Clock clock;

    Recall(Campaigns campaigns, Entries entries, CampaignConfig config, Clock clock) {
        this.campaigns = campaigns;
        this.entries = entries;
        this.config = config;
        this.clock = clock;
    }

    /// Brings back what these events tell, in their order; those without a message tell nothing.
    public Uni<Void> of(SqlClient tx, Collection<MessageEvent> events) {
        var told = new LinkedHashMap<UUID, List<MessageEvent>>();
        for (var event : events)
            if (event.messageId() != null && event.occurrence() != null)
                told.computeIfAbsent(event.messageId(), _ -> new ArrayList<>()).add(event);
        if (told.isEmpty()) return Uni.createFrom().voidItem();
        return known(tx, told.values().stream().map(List::getFirst).toList()).chain(known -> {
            var news = new LinkedHashMap<UUID, News>();
            told.forEach((id, ofIt) -> news(ofIt, Optional.ofNullable(known.get(id)))
                    .ifPresent(one -> news.merge(one.id(), one, Recall::further)));
            return news.isEmpty() ? Uni.createFrom().voidItem() : keep(tx, List.copyOf(news.values()));
        });
    }

    /// Of two messages that are one by their key the one that was sent.
    private static News further(News one, News other) {
        return one.record().wasSent() ? one : other;
    }

    private static Optional<News> news(List<MessageEvent> events, Optional<Known> row) {
        if (row.filter(Known::erased).isPresent()) return Optional.empty();
        var message = events.getFirst();
        var before = row.map(Known::record).orElse(Recalled.NOTHING);
        var after = before;
        for (var event : events) after = after.told(event);
        var twin = row.filter(known -> !known.id().equals(message.messageId())).isPresent();
        var waits = after.outcome() == Outcome.DEFERRED && !before.wasSent();
        return after.equals(before) || waits || (twin && (before.wasSent() || !after.wasSent()))
                ? Optional.empty()
                : Optional.of(new News(message, row.map(Known::id).orElse(null), before, after));
    }

    /// The rows of these messages by the messages' ids: each by its own, else by its key.
    private static Uni<Map<UUID, Known>> known(SqlClient tx, List<MessageEvent> messages) {
        return tx.preparedQuery("""
                        select m.id as message, d.*
                        from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[])
                                as m (id, campaign, step, profile_id, occurrence, channel)
                            cross join lateral (
                                select * from (
                                    select * from decision where id = m.id
                                    union all
                                    select * from decision
                                    where campaign = m.campaign and step = m.step and occurrence = m.occurrence
                                        and channel = m.channel and profile_id = resolved_profile(m.profile_id)) either
                                order by id = m.id desc limit 1) d""")
                .execute(keys(messages, Function.identity()))
                .map(rows -> {
                    var known = new HashMap<UUID, Known>();
                    rows.forEach(row -> known.put(row.getUUID("message"), known(row)));
                    return known;
                });
    }

    private Uni<Void> keep(SqlClient tx, List<News> news) {
        var now = clock.instant();
        return tx.preparedQuery(TOLD + """
                        , known as (
                            update decision d
                            set outcome = told.outcome, reason_code = told.code, reason_text = told.text, at = told.at,
                                sent_at = told.sent_at, delivered_at = told.delivered_at, clicked_at = told.clicked_at
                            from told where d.id = told.row and d.at = told.before
                            returning d.id, d.outcome)
                        delete from dispatch x using known where x.decision_id = known.id and known.outcome <> 'deferred'""")
                .execute(told(news))
                .chain(() -> tx.preparedQuery(TOLD + """
                        insert into decision (id, campaign, step, profile_id, occurrence, channel, outcome, reason_code,
                                              reason_text, at, sent_at, delivered_at, clicked_at)
                        select id, campaign, step, resolved_profile(profile_id), occurrence, channel, outcome, code, text,
                               at, sent_at, delivered_at, clicked_at
                        from told where row is null order by sent_at nulls last
                        on conflict do nothing""").execute(told(news)))
                .chain(() -> requeue(tx, news, now))
                .chain(() -> goOn(tx, news, now))
                .invoke(() -> LOG.infof("messages of which the log knew more than the database: %d", news.size()));
    }

    /// What was sent and then put off waits again, through the gate as ever.
    private static Uni<Void> requeue(SqlClient tx, List<News> news, Instant now) {
        var waiting = news.stream()
                .filter(one -> one.record().outcome() == Outcome.DEFERRED)
                .map(News::id)
                .toArray(UUID[]::new);
        return tx.preparedQuery("""
                        insert into dispatch (decision_id, priority, created_at, first_due, due_at)
                        select d.id, coalesce((c.body ->> 'priority')::int, 0), $2, $2, $2
                        from decision d join campaign c on c.key = d.campaign
                        where d.id = any($1) and d.outcome = 'deferred'
                        on conflict do nothing""")
                .execute(Tuple.of(waiting, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /// A step by the first channel that may be used goes on to the next one, as when this one was refused or failed.
    private Uni<Void> goOn(SqlClient tx, List<News> news, Instant now) {
        var ended = news.stream()
                .filter(one -> one.record().leadsOn() && one.record().at().isAfter(now.minus(config.freshness())))
                .map(News::message)
                .toList();
        if (ended.isEmpty()) return Uni.createFrom().voidItem();
        return campaigns
                .of(tx, ended.stream().map(MessageEvent::campaign).distinct().toList())
                .map(Gate::byKey)
                .chain(plans -> Multi.createFrom()
                        .iterable(ended)
                        .filter(message -> plans.containsKey(message.campaign()))
                        .onItem()
                        .transformToUniAndConcatenate(
                                message -> entries.next(tx, plans.get(message.campaign()), ended(message, now), now))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private static Message ended(MessageEvent event, Instant now) {
        return new Decision(
                        event.messageId(),
                        event.campaign(),
                        event.step(),
                        event.profileId(),
                        Channel.named(event.channel()).orElseThrow(),
                        event.occurrence(),
                        Outcome.FAILED,
                        Reason.recalled(event.reason()),
                        event.at(),
                        List.of(),
                        null)
                .message(now);
    }

    private static Tuple told(List<News> news) {
        return keys(news, News::message)
                .addArrayOfUUID(news.stream().map(News::row).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(times(
                        news, one -> one.row() == null ? null : one.before().at()))
                .addArrayOfString(strings(news, one -> one.record().outcome().wire()))
                .addArrayOfString(strings(news, one -> one.record().reason().code()))
                .addArrayOfString(strings(news, one -> one.record().reason().text()))
                .addArrayOfOffsetDateTime(times(news, one -> one.record().at()))
                .addArrayOfOffsetDateTime(times(news, one -> one.record().sentAt()))
                .addArrayOfOffsetDateTime(times(news, one -> one.record().deliveredAt()))
                .addArrayOfOffsetDateTime(times(news, one -> one.record().clickedAt()));
    }

    private static <T> Tuple keys(List<T> of, Function<T, MessageEvent> message) {
        return Tuple.tuple()
                .addArrayOfUUID(
                        of.stream().map(one -> message.apply(one).messageId()).toArray(UUID[]::new))
                .addArrayOfString(strings(of, one -> message.apply(one).campaign()))
                .addArrayOfString(strings(of, one -> message.apply(one).step()))
                .addArrayOfUUID(
                        of.stream().map(one -> message.apply(one).profileId()).toArray(UUID[]::new))
                .addArrayOfString(strings(of, one -> message.apply(one).occurrence()))
                .addArrayOfString(strings(of, one -> message.apply(one).channel()));
    }

    private static <T> String[] strings(List<T> of, Function<T, String> field) {
        return of.stream().map(field).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(List<News> news, Function<News, Instant> field) {
        return news.stream()
                .map(field)
                .map(at -> at == null ? null : at.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    private static Known known(Row row) {
        return new Known(
                row.getUUID("id"),
                row.getUUID("profile_id") == null,
                new Recalled(
                        Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                        new Reason(row.getString("reason_code"), row.getString("reason_text")),
                        instant(row, "at"),
                        instant(row, "sent_at"),
                        instant(row, "delivered_at"),
                        instant(row, "clicked_at")));
    }

    private static Instant instant(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
