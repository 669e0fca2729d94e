package io.danggol.campaign.delivery;

import io.danggol.contracts.MessageEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
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
/// is on record again and does not go out again. Where nothing was lost, it changes nothing.
@Singleton
public class Recall {
    private static final Logger LOG = Logger.getLogger(Recall.class);

    private static final String TOLD = """
            with told as (
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::uuid[],
                                     $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::timestamptz[],
                                     $13::timestamptz[], $14::timestamptz[])
                    as told (id, campaign, step, profile_id, occurrence, channel, row, outcome, code, text, at, sent_at,
                             delivered_at, clicked_at))
            """;

    /// A row of a message; of another id where the log's message is the same one by its key.
    private record Known(UUID id, boolean erased, Recalled record) {}

    /// What to put on record.
    ///
    /// @param row null if there is none yet
    private record News(MessageEvent message, UUID row, Recalled record) {}

    /// Brings back what these events tell, in their order; those without a message tell nothing.
    public Uni<Void> of(SqlClient tx, Collection<MessageEvent> events) {
        var told = new LinkedHashMap<UUID, List<MessageEvent>>();
        for (var event : events)
            if (event.messageId() != null && event.occurrence() != null)
                told.computeIfAbsent(event.messageId(), _ -> new ArrayList<>()).add(event);
        if (told.isEmpty()) return Uni.createFrom().voidItem();
        return known(tx, told.values().stream().map(List::getFirst).toList()).chain(known -> {
            var news = told.entrySet().stream()
                    .flatMap(message ->
                            news(message.getValue(), Optional.ofNullable(known.get(message.getKey()))).stream())
                    .toList();
            return news.isEmpty() ? Uni.createFrom().voidItem() : keep(tx, news);
        });
    }

    private static Optional<News> news(List<MessageEvent> events, Optional<Known> row) {
        if (row.filter(Known::erased).isPresent()) return Optional.empty();
        var message = events.getFirst();
        var before = row.map(Known::record).orElse(Recalled.NOTHING);
        var after = before;
        for (var event : events) after = after.told(event);
        var twin = row.filter(known -> !known.id().equals(message.messageId())).isPresent();
        return after.equals(before) || (twin && (before.wasSent() || !after.wasSent()))
                ? Optional.empty()
                : Optional.of(new News(message, row.map(Known::id).orElse(null), after));
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

    private static Uni<Void> keep(SqlClient tx, List<News> news) {
        return tx.preparedQuery("delete from dispatch where decision_id = any($1)")
                .execute(Tuple.of((Object) news.stream().map(News::row).toArray(UUID[]::new)))
                .chain(() -> tx.preparedQuery(TOLD + """
                        update decision d
                        set outcome = told.outcome, reason_code = told.code, reason_text = told.text, at = told.at,
                            sent_at = told.sent_at, delivered_at = told.delivered_at, clicked_at = told.clicked_at
                        from told where d.id = told.row""").execute(told(news)))
                .chain(() -> tx.preparedQuery(TOLD + """
                        insert into decision (id, campaign, step, profile_id, occurrence, channel, outcome, reason_code,
                                              reason_text, at, sent_at, delivered_at, clicked_at)
                        select id, campaign, step, resolved_profile(profile_id), occurrence, channel, outcome, code, text,
                               at, sent_at, delivered_at, clicked_at
                        from told where row is null order by sent_at nulls last
                        on conflict do nothing""").execute(told(news)))
                .invoke(() -> LOG.infof("messages of which the log knew more than the database: %d", news.size()))
                .replaceWithVoid();
    }

    private static Tuple told(List<News> news) {
        return keys(news, News::message)
                .addArrayOfUUID(news.stream().map(News::row).toArray(UUID[]::new))
                .addArrayOfString(strings(news, one -> one.record().outcome().wire()))
                .addArrayOfString(strings(news, one -> one.record().reason().code()))
                .addArrayOfString(strings(news, one -> one.record().reason().text()))
                .addArrayOfOffsetDateTime(times(news, Recalled::at))
                .addArrayOfOffsetDateTime(times(news, Recalled::sentAt))
                .addArrayOfOffsetDateTime(times(news, Recalled::deliveredAt))
                .addArrayOfOffsetDateTime(times(news, Recalled::clickedAt));
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

    private static OffsetDateTime[] times(List<News> news, Function<Recalled, Instant> field) {
        return news.stream()
                .map(one -> field.apply(one.record()))
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
