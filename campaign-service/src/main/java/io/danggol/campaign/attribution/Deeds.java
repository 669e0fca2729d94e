package io.danggol.campaign.attribution;

import io.danggol.campaign.attribution.Deed.Worth;
import io.danggol.contracts.StorefrontEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What people did that some campaign's effect is measured by: who, what, when, and of an order its worth. Of all else
/// nothing is kept, and of these after a week only what fell into a campaign's time.
@Singleton
public class Deeds {
    /// How late it may come to light whose an event was, and that a message went out before it.
    private static final Duration GRACE = Duration.ofDays(7);
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
    private static final Set<String> OF_AN_ORDER = Set.of(Deed.PURCHASE, Deed.REFUND, Deed.CANCELLED);
    private static final String CURRENCY = "KRW";
    private static final int LONGEST_ORDER = 200;

    private final Clock clock;
    private volatile Instant swept = Instant.EPOCH;

    Deeds(Clock clock) {
        this.clock = clock;
    }

    /// An event that belongs to a person from now on, or no longer.
    public record Told(UUID person, StorefrontEvent event, boolean belongs) {
        private record Key(UUID person, String source, String id) {}

        private Key key() {
            return new Key(person, event.source(), event.id());
        }
    }

    /// Keeps what counts for a campaign's goal; of several that are told of one event the last one holds.
    public Uni<Void> apply(SqlClient tx, List<Told> told) {
        if (told.isEmpty()) return Uni.createFrom().voidItem();
        var last = new HashMap<Told.Key, Told>();
        told.forEach(one -> last.put(one.key(), one));
        return names(tx)
                .chain(names -> put(
                        tx,
                        last.values().stream()
                                .filter(one -> one.belongs()
                                        && names.contains(one.event().name()))
                                .toList()))
                .chain(() -> delete(
                        tx, last.values().stream().filter(one -> !one.belongs()).toList()))
                .chain(() -> sweep(tx));
    }

    /// The names of events that any campaign's goal needs.
    private static Uni<Set<String>> names(SqlClient tx) {
        return tx.query(
                        "select distinct body #>> '{goal,event}' as name from campaign where body -> 'goal' is not null")
                .execute()
                .map(rows -> {
                    var names = new HashSet<String>();
                    rows.forEach(row -> names.addAll(namesOf(row.getString("name"))));
                    return names;
                });
    }

    private static Set<String> namesOf(String goal) {
        return goal.equals(Deed.PURCHASE) ? OF_AN_ORDER : Set.of(goal);
    }

    private static Uni<Void> put(SqlClient tx, List<Told> told) {
        if (told.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("""
                        insert into deed (profile_id, source, id, name, at, order_id, part, amount, currency)
                        select e.profile_id, e.source, e.id, e.name, e.at, e.order_id, e.part, e.amount::numeric, e.currency
                        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[],
                                    $7::int[], $8::text[], $9::text[])
                            as e (profile_id, source, id, name, at, order_id, part, amount, currency)
                        on conflict do nothing""")
                .execute(Tuple.tuple()
                        .addArrayOfUUID(told.stream().map(Told::person).toArray(UUID[]::new))
                        .addArrayOfString(strings(told, StorefrontEvent::source))
                        .addArrayOfString(strings(told, StorefrontEvent::id))
                        .addArrayOfString(strings(told, StorefrontEvent::name))
                        .addArrayOfOffsetDateTime(told.stream()
                                .map(one -> at(one.event().occurredAt()))
                                .toArray(OffsetDateTime[]::new))
                        .addArrayOfString(strings(told, Deeds::order))
                        .addArrayOfInteger(
                                told.stream().map(one -> part(one.event())).toArray(Integer[]::new))
                        .addArrayOfString(strings(told, Deeds::worth))
                        .addArrayOfString(
                                strings(told, event -> event.currency() == null ? CURRENCY : event.currency())))
                .replaceWithVoid();
    }

    private static Uni<Void> delete(SqlClient tx, List<Told> told) {
        if (told.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("""
                        delete from deed d using unnest($1::uuid[], $2::text[], $3::text[]) as m (profile_id, source, id)
                        where d.profile_id = m.profile_id and d.source = m.source and d.id = m.id""")
                .execute(Tuple.of(
                        told.stream().map(Told::person).toArray(UUID[]::new),
                        strings(told, StorefrontEvent::source),
                        strings(told, StorefrontEvent::id)))
                .replaceWithVoid();
    }

    /// Forgets, once an hour, what turned out not to be needed.
    private Uni<Void> sweep(SqlClient tx) {
        var now = clock.instant();
        if (now.isBefore(swept.plus(BETWEEN_SWEEPS))) return Uni.createFrom().voidItem();
        swept = now;
        var before = Tuple.of(at(now.minus(GRACE)));
        return tx.preparedQuery("""
                        delete from deed x where x.at < $1 and x.name not in ('refund', 'order_cancelled') and not exists (
                            select 1 from decision d join campaign c on c.key = d.campaign
                            where d.profile_id = x.profile_id and c.body #>> '{goal,event}' = x.name
                              and coalesce(d.sent_at, d.at) < x.at
                              and coalesce(d.sent_at, d.at) + (c.body #>> '{goal,within}')::interval >= x.at)""")
                .execute(before)
                .chain(() -> tx.preparedQuery("""
                        delete from deed x where x.at < $1 and x.name in ('refund', 'order_cancelled') and not exists (
                            select 1 from deed o
                            where o.profile_id = x.profile_id and o.order_id = x.order_id and o.name = 'purchase')""").execute(before))
                .replaceWithVoid();
    }

    /// What the people of a campaign's decisions did for its goal.
    Uni<Map<UUID, List<Deed>>> of(SqlClient client, String campaign, String goal) {
        return client.preparedQuery("""
                        select * from deed x where name = any($2) and exists (
                            select 1 from decision d where d.campaign = $1 and d.profile_id = x.profile_id)""")
                .execute(Tuple.of(campaign, namesOf(goal).toArray(String[]::new)))
                .map(rows -> {
                    var deeds = new HashMap<UUID, List<Deed>>();
                    rows.forEach(row -> deeds.computeIfAbsent(row.getUUID("profile_id"), _ -> new ArrayList<>())
                            .add(deed(row)));
                    return deeds;
                });
    }

    private static Deed deed(Row row) {
        return new Deed(
                row.getString("source"),
                row.getString("id"),
                row.getString("name"),
                row.getOffsetDateTime("at").toInstant(),
                Optional.ofNullable(row.getString("order_id")),
                row.getInteger("part"),
                Optional.ofNullable(row.getBigDecimal("amount"))
                        .map(amount -> new Worth(amount, row.getString("currency"))));
    }

    /// The event's value, else that of its items, as a decimal number; else null.
    private static String worth(StorefrontEvent event) {
        if (!OF_AN_ORDER.contains(event.name())) return null;
        return Optional.ofNullable(event.value())
                .or(() -> items(event).stream()
                        .filter(item -> item.price() != null)
                        .map(item -> item.quantity() == null
                                ? item.price()
                                : item.price().multiply(item.quantity()))
                        .reduce(BigDecimal::add))
                .map(BigDecimal::toPlainString)
                .orElse(null);
    }

    private static Collection<StorefrontEvent.Item> items(StorefrontEvent event) {
        return event.items() == null ? List.of() : event.items();
    }

    private static String order(StorefrontEvent event) {
        if (!OF_AN_ORDER.contains(event.name())) return null;
        var order = param(event, "transaction_id");
        return order == null || order.length() > LONGEST_ORDER ? event.source() + ":" + event.id() : order;
    }

    private static int part(StorefrontEvent event) {
        try {
            return new BigDecimal(String.valueOf(param(event, "part"))).intValue();
        } catch (NumberFormatException _) {
            return 1;
        }
    }

    private static String param(StorefrontEvent event, String name) {
        var value = event.params() == null ? null : event.params().get(name);
        return value == null ? null : value.toString();
    }

    private static String[] strings(List<Told> told, java.util.function.Function<StorefrontEvent, String> field) {
        return told.stream().map(one -> field.apply(one.event())).toArray(String[]::new);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
