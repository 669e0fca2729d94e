package io.danggol.profile.archive;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What is to be said again on profile-events.
@ApplicationScoped
class Replays {
    private static final int PORTION = 500;

    /// Far less than profile-events are kept: all that a younger replay has said is there still, for whoever
    /// reads them from their beginning.
    private static final Duration JOINABLE = Duration.ofDays(1);

    private final Pool pool;
    private final Clock clock;

    Replays(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// @param events those that are still to be said
    record Replay(UUID id, long events) {}

    /// Says the whole archive again, once: while that goes on, whoever asks for it joins.
    Uni<Replay> whole() {
        return pool.withTransaction(tx -> tx.query("select pg_advisory_xact_lock(hashtext('danggol.profile.replay'))")
                .execute()
                .chain(() -> running(tx))
                .chain(running -> running.map(it -> Uni.createFrom().item(it)).orElseGet(() -> begin(tx))));
    }

    private Uni<Optional<Replay>> running(SqlClient tx) {
        return tx.preparedQuery("""
                        select replay, sum(events)::bigint from replay_portion where asked_at > $1
                        group by replay, asked_at order by asked_at desc limit 1""").execute(Tuple.of(now().minus(JOINABLE))).map(rows -> {
            if (rows.size() == 0) return Optional.empty();
            var row = rows.iterator().next();
            return Optional.of(new Replay(row.getUUID(0), row.getLong(1)));
        });
    }

    private Uni<Replay> begin(SqlClient tx) {
        var id = UUID.randomUUID();
        return add(tx, "true", Tuple.of(id, now()));
    }

    /// Says these again. All may be null; together they narrow it.
    ///
    /// @param from events that happened then or later
    /// @param until events that happened before
    Uni<Replay> some(List<UUID> profiles, OffsetDateTime from, OffsetDateTime until) {
        return add(
                pool, """
                ($3::uuid[] is null or owner in (select root from roots($3)))
                    and ($4::timestamptz is null or occurred_at >= $4)
                    and ($5::timestamptz is null or occurred_at < $5)""", Tuple.of(null, null, profiles == null ? null : profiles.toArray(UUID[]::new), from, until));
    }

    private static Uni<Replay> add(SqlClient client, String which, Tuple values) {
        return client.preparedQuery("""
                        with chosen as (
                            select partition, position,
                                row_number() over (partition by partition order by position) / %d as portion
                            from archive where %s),
                        portions as (
                            insert into replay_portion (partition, positions, replay, asked_at, events)
                            select partition, array_agg(position order by position), $1::uuid, $2::timestamptz, count(*)
                            from chosen group by partition, portion order by partition, portion
                            returning events)
                        select coalesce(sum(events), 0)::bigint from portions""".formatted(PORTION, which))
                .execute(values)
                .map(rows -> new Replay(
                        Optional.ofNullable(values.getUUID(0)).orElseGet(UUID::randomUUID),
                        rows.iterator().next().getLong(0)));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
