package io.danggol.campaign.audience;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Who was erased, and up to when.
@Singleton
class Erasures {
    /// The erasures of some people.
    record Erased(Map<UUID, Instant> until) {
        /// Whether what happened to a person at `at` is to be forgotten.
        boolean covers(UUID person, Instant at) {
            var end = until.get(person);
            return end != null && !at.isAfter(end);
        }
    }

    Uni<Erased> of(SqlClient client, Collection<UUID> people) {
        if (people.isEmpty()) return Uni.createFrom().item(new Erased(Map.of()));
        return client.preparedQuery("select profile_id, erased_at from erased where profile_id = any($1)")
                .execute(Tuple.of(people.toArray(UUID[]::new)))
                .map(rows -> {
                    var until = new HashMap<UUID, Instant>();
                    rows.forEach(row -> until.put(
                            row.getUUID("profile_id"),
                            row.getOffsetDateTime("erased_at").toInstant()));
                    return new Erased(until);
                });
    }

    /// Remembers that these people are forgotten up to `at`.
    Uni<Void> put(SqlClient tx, List<UUID> people, Instant at) {
        return tx.preparedQuery("""
                        insert into erased (profile_id, erased_at) select p, $2 from unnest($1::uuid[]) as p
                        on conflict (profile_id) do update set erased_at = greatest(erased.erased_at, excluded.erased_at)""")
                .execute(Tuple.of(people.toArray(UUID[]::new), at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /// Removes what is held of these people up to `at`; tells how many rows of each store.
    Uni<Map<String, Integer>> erase(SqlClient tx, List<UUID> people, Instant at) {
        var who = people.toArray(UUID[]::new);
        var until = at.atOffset(ZoneOffset.UTC);
        var counts = new HashMap<String, Integer>();
        return count(counts, "messages", tx, """
                        delete from dispatch x using decision d
                        where d.id = x.decision_id and d.profile_id = any($1) and d.at <= $2""", Tuple.of(who, until))
                .chain(() -> count(counts, "decisions", tx, """
                        update decision set profile_id = null, occurrence = null, links = '{}', traceparent = null,
                            outcome = case when sent_at is null and outcome = 'deferred' then 'withheld' else outcome end,
                            reason_code = case when sent_at is null and outcome = 'deferred' then 'erased' else reason_code end,
                            reason_text = case when sent_at is null and outcome = 'deferred'
                                               then '개인정보가 삭제되었습니다.' else reason_text end
                        where profile_id = any($1) and at <= $2""", Tuple.of(who, until)))
                .chain(() -> count(
                        counts,
                        "memberships",
                        tx,
                        "delete from membership where profile_id = any($1) and since <= $2",
                        Tuple.of(who, until)))
                .chain(() ->
                        count(counts, "profiles", tx, "delete from profile where id = any($1)", Tuple.of((Object) who)))
                .chain(() -> count(
                        counts, "consents", tx, "delete from consent where profile_id = any($1)", Tuple.of((Object)
                                who)))
                .chain(() -> count(
                        counts,
                        "suppressions",
                        tx,
                        "delete from suppression where profile_id = any($1) and since <= $2",
                        Tuple.of(who, until)))
                .chain(() -> count(
                        counts,
                        "browser-flags",
                        tx,
                        "delete from browser_flag where profile_id = any($1) and at <= $2",
                        Tuple.of(who, until)))
                .chain(() -> count(
                        counts,
                        "deeds",
                        tx,
                        "delete from deed where profile_id = any($1) and at <= $2",
                        Tuple.of(who, until)))
                .chain(() -> count(
                        counts,
                        "aliases",
                        tx,
                        "delete from profile_alias where id = any($1) or into_id = any($1)",
                        Tuple.of((Object) who)))
                .replaceWith(counts);
    }

    private static Uni<Void> count(Map<String, Integer> counts, String store, SqlClient tx, String sql, Tuple values) {
        return tx.preparedQuery(sql)
                .execute(values)
                .invoke(rows -> counts.put(store, rows.rowCount()))
                .replaceWithVoid();
    }
}
