package io.danggol.profile.rights;

import io.danggol.contracts.ErasureOrdered;
import io.danggol.profile.rights.PrivacyRequest.Receipt;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The privacy requests and their receipts.
@ApplicationScoped
class PrivacyRequests {
    private final Pool pool;

    PrivacyRequests(Pool pool) {
        this.pool = pool;
    }

    /// Adds a request, unless it is known.
    Uni<Void> add(SqlClient tx, PrivacyRequest it) {
        return tx.preparedQuery("""
                        insert into privacy_request (id, type, profile, browser_only, requested_at, due_at, done_at, erased_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing""")
                .execute(Tuple.tuple()
                        .addUUID(it.id())
                        .addString(it.type().wire())
                        .addUUID(it.profile())
                        .addBoolean(it.browserOnly())
                        .addOffsetDateTime(utc(it.requestedAt()))
                        .addOffsetDateTime(utc(it.dueAt()))
                        .addOffsetDateTime(utc(it.doneAt()))
                        .addOffsetDateTime(utc(it.erasedAt())))
                .replaceWithVoid();
    }

    /// Which of these orders this database has not carried out. Of one that names nobody there is nothing to do.
    Uni<Set<UUID>> undone(SqlClient tx, List<ErasureOrdered> orders) {
        if (orders.isEmpty()) return Uni.createFrom().item(Set.of());
        var named = orders.stream()
                .flatMap(order -> order.profileIds().stream().map(profile -> new Named(order, profile)))
                .toList();
        return tx.preparedQuery("""
                        select distinct o.request
                        from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as o (request, profile, at)
                        where not exists (select from erased e where e.profile = o.profile and e.erased_at >= o.at)
                            or not exists (select from privacy_request p where p.id = o.request)""")
                .execute(Tuple.of(
                        named.stream().map(it -> it.order().requestId()).toArray(UUID[]::new),
                        named.stream().map(Named::profile).toArray(UUID[]::new),
                        named.stream().map(it -> utc(it.order().erasedAt())).toArray(OffsetDateTime[]::new)))
                .map(rows -> {
                    var undone = new HashSet<UUID>();
                    rows.forEach(row -> undone.add(row.getUUID(0)));
                    return undone;
                });
    }

    private record Named(ErasureOrdered order, UUID profile) {}

    Uni<PrivacyRequest> require(UUID id) {
        return find(id).map(found -> found.orElseThrow(RightsRefusal.Unknown::new));
    }

    private Uni<Optional<PrivacyRequest>> find(UUID id) {
        return pool.preparedQuery("select * from receipt where request = $1 order by service, store")
                .execute(Tuple.of(id))
                .map(rows -> {
                    var receipts = new ArrayList<Receipt>();
                    rows.forEach(row -> receipts.add(new Receipt(
                            row.getString("service"),
                            row.getString("store"),
                            row.getOffsetDateTime("at").toInstant(),
                            row.getLong("count"))));
                    return receipts;
                })
                .chain(receipts -> pool.preparedQuery("select * from privacy_request where id = $1")
                        .execute(Tuple.of(id))
                        .map(rows -> rows.size() == 0
                                ? Optional.empty()
                                : Optional.of(request(rows.iterator().next(), receipts))));
    }

    private static PrivacyRequest request(Row row, List<Receipt> receipts) {
        return new PrivacyRequest(
                row.getUUID("id"),
                RequestType.of(row.getString("type")).orElseThrow(),
                row.getUUID("profile"),
                row.getBoolean("browser_only"),
                instant(row.getOffsetDateTime("requested_at")),
                instant(row.getOffsetDateTime("due_at")),
                instant(row.getOffsetDateTime("done_at")),
                instant(row.getOffsetDateTime("erased_at")),
                receipts);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
