package io.danggol.profile.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Who read whose personal data, when, and from where. Kept for two years at least.
///
/// Source: Standards on safety measures for personal information (개인정보의 안전성 확보조치 기준) art. 8.
@ApplicationScoped
public class AccessLog {
    private final Pool pool;
    private final CurrentIdentityAssociation identity;
    private final HttpServerRequest request;
    private final Clock clock;

    AccessLog(Pool pool, CurrentIdentityAssociation identity, HttpServerRequest request, Clock clock) {
        this.pool = pool;
        this.identity = identity;
        this.request = request;
        this.clock = clock;
    }

    /// One reading.
    ///
    /// @param profile null where nobody was found
    public record Access(long id, Instant at, String who, String origin, String action, UUID profile) {}

    /// Notes that the caller of the present request reads this; fails, so that nothing is read, when it cannot.
    public Uni<Void> note(String action, UUID profile) {
        return note(action, List.of(profile));
    }

    public Uni<Void> note(String action, Collection<UUID> profiles) {
        if (profiles.isEmpty()) return Uni.createFrom().voidItem();
        var remote = request.remoteAddress();
        var origin = remote == null ? "unknown" : remote.hostAddress();
        return identity.getDeferredIdentity()
                .map(it -> it.isAnonymous() ? "storefront" : it.getPrincipal().getName())
                .chain(who -> pool.preparedQuery("""
                                insert into access_log (at, who, origin, action, profile)
                                select $1, $2, $3, $4, profile from unnest($5::uuid[]) as p (profile)""")
                        .execute(Tuple.of(
                                clock.instant().atOffset(ZoneOffset.UTC),
                                who,
                                origin,
                                action,
                                profiles.toArray(UUID[]::new))))
                .replaceWithVoid();
    }

    /// The latest readings before `before`, latest first.
    ///
    /// @param profile only of this profile; null for all
    Uni<List<Access>> latest(UUID profile, long before, int limit) {
        return pool.preparedQuery("""
                        select * from access_log where id < $1 and ($2::uuid is null or profile = $2)
                        order by id desc limit $3""").execute(Tuple.of(before, profile, limit)).map(rows -> {
            var found = new ArrayList<Access>();
            rows.forEach(row -> found.add(access(row)));
            return found;
        });
    }

    private static Access access(Row row) {
        return new Access(
                row.getLong("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("who"),
                row.getString("origin"),
                row.getString("action"),
                row.getUUID("profile"));
    }
}
