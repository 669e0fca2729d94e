package io.danggol.segment.membership;

import io.danggol.segment.OrdersConfig;
import io.danggol.segment.history.Amount;
import io.danggol.segment.history.Behaviour;
import io.danggol.segment.history.History;
import io.danggol.segment.history.HistoryCodec;
import io.danggol.segment.history.Order;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/// The profiles, one row each. Whoever changes one has locked its row first.
@Singleton
public class Profiles {
    private static final String SELECT = """
            select id, history, traits, traits_revision, consents, consents_revision, memberships, definitions,
                thresholds, merged_into, erased_at, traces from profile
            """;
    private static final double CLEAR_FAVOURITE = 0.5;
    private static final int MOST_MERGES = 20;

    private final FactsJson facts;
    private final OrdersConfig config;

    Profiles(FactsJson facts, OrdersConfig config) {
        this.facts = facts;
        this.config = config;
    }

    /// Locks the rows of these profiles, in the order of their ids; makes those that are missing.
    Uni<List<Profile>> lock(SqlClient tx, Collection<UUID> ids) {
        var sorted = new TreeSet<>(ids);
        return lockExisting(tx, sorted).chain(known -> {
            if (known.size() == sorted.size()) return Uni.createFrom().item(known);
            var missing = new TreeSet<>(sorted);
            known.forEach(profile -> missing.remove(profile.id()));
            return tx.preparedQuery("insert into profile (id) select unnest($1::uuid[]) on conflict do nothing")
                    .execute(Tuple.of(missing.toArray(UUID[]::new)))
                    .chain(() -> lockExisting(tx, missing))
                    .map(made -> {
                        var all = new ArrayList<>(known);
                        all.addAll(made);
                        return List.copyOf(all);
                    });
        });
    }

    private Uni<List<Profile>> lockExisting(SqlClient tx, Collection<UUID> ids) {
        return tx.preparedQuery(SELECT + "where id = any($1) order by id for update")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(this::profiles);
    }

    /// Locks up to `limit` profiles whose memberships time alone changes by `until`, but those that others
    /// have locked.
    Uni<List<Profile>> lockDue(SqlClient tx, Instant until, int limit) {
        return tx.preparedQuery(SELECT + "where recheck_at <= $1 order by recheck_at limit $2 for update skip locked")
                .execute(Tuple.of(until.atOffset(ZoneOffset.UTC), limit))
                .map(this::profiles);
    }

    /// Locks up to `limit` profiles that were not evaluated against this catalogue and these thresholds yet,
    /// but those that others have locked.
    Uni<List<Profile>> lockBehind(SqlClient tx, long definitions, long thresholds, int limit) {
        return tx.preparedQuery(SELECT + "where definitions < $1 limit $2 for update skip locked")
                .execute(Tuple.of(definitions, limit))
                .map(this::profiles)
                .chain(behind -> behind.isEmpty()
                        ? tx.preparedQuery(
                                        SELECT + "where thresholds < $1 and orders > 0 limit $2 for update skip locked")
                                .execute(Tuple.of(thresholds, limit))
                                .map(this::profiles)
                        : Uni.createFrom().item(behind));
    }

    /// Up to `limit` profiles of people after `id`, in the order of their ids, without locks.
    public Uni<List<Profile>> after(SqlClient client, UUID id, int limit) {
        return client.preparedQuery(SELECT + """
                        where id > $1 and merged_into is null
                            and (events > 0 or traits_revision >= 0 or consents_revision >= 0)
                        order by id limit $2""").execute(Tuple.of(id, limit)).map(this::profiles);
    }

    /// The profile that `id` belongs to now; empty if nothing is known of it.
    public Uni<Optional<Profile>> find(SqlClient client, UUID id) {
        return find(client, id, MOST_MERGES);
    }

    private Uni<Optional<Profile>> find(SqlClient client, UUID id, int merges) {
        return client.preparedQuery(SELECT + "where id = $1")
                .execute(Tuple.of(id))
                .chain(rows -> {
                    if (rows.size() == 0) return Uni.createFrom().item(Optional.empty());
                    var profile = profile(rows.iterator().next());
                    return profile.mergedInto().isPresent() && merges > 0
                            ? find(client, profile.mergedInto().get(), merges - 1)
                            : Uni.createFrom().item(Optional.of(profile));
                });
    }

    /// Writes back what became of profiles, whose rows the transaction has locked.
    Uni<Void> save(SqlClient tx, List<Saving> savings) {
        var changed =
                savings.stream().filter(Saving::changed).map(this::columns).toList();
        if (changed.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("""
                        update profile set history = coalesce(p.history, profile.history), events = p.events,
                            traits = p.traits, traits_revision = p.traits_revision, consents = p.consents,
                            consents_revision = p.consents_revision, memberships = p.memberships,
                            definitions = p.definitions, thresholds = p.thresholds, recheck_at = p.recheck_at,
                            orders = p.orders, spent = p.spent, last_order_at = p.last_order_at,
                            favourite = p.favourite, merged_into = p.merged_into, erased_at = p.erased_at,
                            traces = p.traces
                        from unnest($1::uuid[], $2::bytea[], $3::int[], $4::text[], $5::bigint[], $6::text[],
                                $7::bigint[], $8::bytea[], $9::bigint[], $10::bigint[], $11::timestamptz[], $12::int[],
                                $13::bigint[], $14::timestamptz[], $15::text[], $16::uuid[], $17::timestamptz[],
                                $18::text[])
                            as p (id, history, events, traits, traits_revision, consents, consents_revision, memberships,
                                definitions, thresholds, recheck_at, orders, spent, last_order_at, favourite,
                                merged_into, erased_at, traces)
                        where profile.id = p.id""")
                .execute(Tuple.tuple()
                        .addValue(all(changed, Columns::id, UUID[]::new))
                        .addValue(all(changed, Columns::history, Buffer[]::new))
                        .addValue(all(changed, Columns::events, Integer[]::new))
                        .addValue(all(changed, Columns::traits, String[]::new))
                        .addValue(all(changed, Columns::traitsRevision, Long[]::new))
                        .addValue(all(changed, Columns::consents, String[]::new))
                        .addValue(all(changed, Columns::consentsRevision, Long[]::new))
                        .addValue(all(changed, Columns::memberships, Buffer[]::new))
                        .addValue(all(changed, Columns::definitions, Long[]::new))
                        .addValue(all(changed, Columns::thresholds, Long[]::new))
                        .addValue(all(changed, Columns::recheckAt, OffsetDateTime[]::new))
                        .addValue(all(changed, Columns::orders, Integer[]::new))
                        .addValue(all(changed, Columns::spent, Long[]::new))
                        .addValue(all(changed, Columns::lastOrderAt, OffsetDateTime[]::new))
                        .addValue(all(changed, Columns::favourite, String[]::new))
                        .addValue(all(changed, Columns::mergedInto, UUID[]::new))
                        .addValue(all(changed, Columns::erasedAt, OffsetDateTime[]::new))
                        .addValue(all(changed, Columns::traces, String[]::new)))
                .replaceWithVoid();
    }

    private static <T> T[] all(List<Columns> rows, Function<Columns, T> column, IntFunction<T[]> array) {
        return rows.stream().map(column).toArray(array);
    }

    /// A row.
    ///
    /// @param history null: as it is
    private record Columns(
            UUID id,
            Buffer history,
            int events,
            String traits,
            long traitsRevision,
            String consents,
            long consentsRevision,
            Buffer memberships,
            long definitions,
            long thresholds,
            OffsetDateTime recheckAt,
            int orders,
            long spent,
            OffsetDateTime lastOrderAt,
            String favourite,
            UUID mergedInto,
            OffsetDateTime erasedAt,
            String traces) {}

    /// A profile as it was loaded and as it is to be stored.
    record Saving(Profile before, Profile after) {
        boolean changed() {
            return !before.equals(after);
        }
    }

    private Columns columns(Saving saving) {
        var profile = saving.after();
        var sameHistory = profile.history() == saving.before().history();
        var orders = Behaviour.of(profile.history()).orders(config.every());
        return new Columns(
                profile.id(),
                sameHistory ? null : Buffer.buffer(HistoryCodec.encode(profile.history())),
                profile.history().events().size(),
                facts.write(profile.traits()),
                profile.traitsRevision(),
                facts.write(profile.consents()),
                profile.consentsRevision(),
                Buffer.buffer(MembershipCodec.encode(profile.memberships())),
                profile.definitions(),
                profile.thresholds(),
                time(profile.recheckAt()),
                orders.size(),
                orders.stream().mapToLong(Order::net).reduce(0, Amount::plus),
                time(
                        orders.isEmpty()
                                ? Optional.empty()
                                : Optional.of(orders.getLast().at())),
                favourite(profile.traits().shares()),
                profile.mergedInto().orElse(null),
                time(profile.erasedAt()),
                facts.writeTraces(profile.traces()));
    }

    private static String favourite(Map<String, BigDecimal> shares) {
        return shares.entrySet().stream()
                .filter(share -> share.getValue().doubleValue() >= CLEAR_FAVOURITE)
                .map(Map.Entry::getKey)
                .min(String::compareTo)
                .orElse(null);
    }

    private List<Profile> profiles(RowSet<Row> rows) {
        var profiles = new ArrayList<Profile>(rows.size());
        rows.forEach(row -> profiles.add(profile(row)));
        return profiles;
    }

    private Profile profile(Row row) {
        var history = row.getBuffer("history");
        var memberships = row.getBuffer("memberships");
        return new Profile(
                row.getUUID("id"),
                history == null ? History.EMPTY : HistoryCodec.decode(history.getBytes()),
                facts.readTraits(row.getString("traits")),
                row.getLong("traits_revision"),
                facts.readConsents(row.getString("consents")),
                row.getLong("consents_revision"),
                memberships == null ? Map.of() : MembershipCodec.decode(memberships.getBytes()),
                row.getLong("definitions"),
                row.getLong("thresholds"),
                Optional.ofNullable(row.getUUID("merged_into")),
                Optional.ofNullable(row.getOffsetDateTime("erased_at")).map(OffsetDateTime::toInstant),
                facts.readTraces(row.getString("traces")));
    }

    private static OffsetDateTime time(Optional<Instant> instant) {
        return instant.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
    }
}
