package io.danggol.segment.rfm;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The quintiles that were ever in force, and how the population lies in the latest.
@Singleton
public class RfmStore {
    private static final long SECOND = 1_000_000;

    /// How many profiles have these scores; each 1 to 5.
    public record Cell(int recency, int frequency, int monetary, long profiles) {}

    /// Thresholds, and how many had bought when they were last measured.
    record Measured(Thresholds thresholds, long buyers, Instant at) {}

    /// The thresholds of that version; empty for version 0.
    public Uni<Optional<Thresholds>> of(SqlClient client, long version) {
        return client.preparedQuery("select as_of, recency, frequency, monetary from rfm_thresholds where version = $1")
                .execute(Tuple.of(version))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(thresholds(rows.iterator().next())));
    }

    /// The thresholds in force; empty as long as nobody has bought.
    Uni<Optional<Measured>> latest(SqlClient client) {
        return client.query("select * from rfm_thresholds order by version desc limit 1")
                .execute()
                .map(rows -> {
                    if (rows.size() == 0) return Optional.empty();
                    var row = rows.iterator().next();
                    return Optional.of(new Measured(
                            thresholds(row),
                            row.getLong("buyers"),
                            row.getOffsetDateTime("measured_at").toInstant()));
                });
    }

    /// How many have bought by now.
    Uni<Long> buyers(SqlClient client) {
        return client.query("select count(*) from profile where orders > 0 and merged_into is null")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /// How many would have other scores by `next` than by `present`, as they lie at `now`.
    Uni<Long> rescored(SqlClient client, Thresholds present, Thresholds next, Instant now) {
        return client.preparedQuery("""
                        select count(*) from (
                            select (extract(epoch from $1 - last_order_at) * $8)::bigint as age, orders::bigint as orders, spent
                            from profile where orders > 0 and merged_into is null
                        ) buyer
                        where width_bucket(age, $2::bigint[]) <> width_bucket(age, $5::bigint[])
                            or width_bucket(orders - 1, $3::bigint[]) <> width_bucket(orders - 1, $6::bigint[])
                            or width_bucket(spent - 1, $4::bigint[]) <> width_bucket(spent - 1, $7::bigint[])""")
                .execute(Tuple.tuple()
                        .addValue(now.atOffset(ZoneOffset.UTC))
                        .addValue(micros(present.recency()))
                        .addValue(present.frequency().toArray(Long[]::new))
                        .addValue(present.monetary().toArray(Long[]::new))
                        .addValue(micros(next.recency()))
                        .addValue(next.frequency().toArray(Long[]::new))
                        .addValue(next.monetary().toArray(Long[]::new))
                        .addValue(SECOND))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /// Notes that the thresholds in force were found to hold.
    Uni<Void> confirm(SqlClient tx, Measured measured) {
        return tx.preparedQuery("""
                        update rfm_thresholds set buyers = $1, measured_at = $2
                        where version = (select max(version) from rfm_thresholds)""")
                .execute(Tuple.of(measured.buyers(), measured.at().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static Thresholds thresholds(Row row) {
        return new Thresholds(
                Arrays.stream(row.getArrayOfLongs("recency"))
                        .map(micros -> Duration.of(micros, ChronoUnit.MICROS))
                        .toList(),
                List.of(row.getArrayOfLongs("frequency")),
                List.of(row.getArrayOfLongs("monetary")),
                row.getOffsetDateTime("as_of").toInstant());
    }

    /// The quintiles of those who have bought, as they lie at `now`; empty if nobody has.
    Uni<Optional<Measured>> measure(SqlClient client, Instant now) {
        return client.preparedQuery("""
                        select count(*) as buyers,
                            percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by
                                greatest(0, floor(extract(epoch from $1 - last_order_at)))::bigint) as recency,
                            percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by orders::bigint) as frequency,
                            percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by spent) as monetary
                        from profile where orders > 0 and merged_into is null""")
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var row = rows.iterator().next();
                    if (row.getLong("buyers") == 0) return Optional.empty();
                    // Ages are in whole seconds, rounded down: who is at the cut is still within it.
                    var ages = Arrays.stream(row.getArrayOfLongs("recency"))
                            .map(seconds -> Duration.ofSeconds(seconds + 1))
                            .toList();
                    var thresholds = new Thresholds(
                            ages,
                            List.of(row.getArrayOfLongs("frequency")),
                            List.of(row.getArrayOfLongs("monetary")),
                            now);
                    return Optional.of(new Measured(thresholds, row.getLong("buyers"), now));
                });
    }

    /// Puts thresholds in force under the next version.
    Uni<Void> enact(SqlClient tx, Measured measured) {
        var thresholds = measured.thresholds();
        return tx.query("update catalogue set thresholds = thresholds + 1 returning thresholds")
                .execute()
                .chain(rows -> tx.preparedQuery("""
                                insert into rfm_thresholds (version, as_of, measured_at, buyers, recency, frequency, monetary)
                                values ($1, $2, $2, $3, $4, $5, $6)""")
                        .execute(Tuple.of(
                                rows.iterator().next().getLong(0),
                                thresholds.asOf().atOffset(ZoneOffset.UTC),
                                measured.buyers(),
                                micros(thresholds.recency()),
                                thresholds.frequency().toArray(Long[]::new),
                                thresholds.monetary().toArray(Long[]::new))))
                .replaceWithVoid();
    }

    /// How many of those who have bought have which scores at `now`; all 125 cells, empty ones as well.
    Uni<List<Cell>> grid(SqlClient client, Thresholds thresholds, Instant now) {
        return client.preparedQuery("""
                        select r, f, m, count(id) as profiles
                        from generate_series(1, 5) r cross join generate_series(1, 5) f cross join generate_series(1, 5) m
                        left join (
                            select id, 5 - width_bucket((extract(epoch from $1 - last_order_at) * $5)::bigint, $2::bigint[]) as recency,
                                1 + width_bucket(orders::bigint - 1, $3::bigint[]) as frequency,
                                1 + width_bucket(spent - 1, $4::bigint[]) as monetary
                            from profile where orders > 0 and merged_into is null
                        ) scored on recency = r and frequency = f and monetary = m
                        group by r, f, m order by r desc, f desc, m desc""")
                .execute(Tuple.of(
                        now.atOffset(ZoneOffset.UTC),
                        micros(thresholds.recency()),
                        thresholds.frequency().toArray(Long[]::new),
                        thresholds.monetary().toArray(Long[]::new),
                        SECOND))
                .map(rows -> {
                    var cells = new ArrayList<Cell>(rows.size());
                    rows.forEach(row -> cells.add(new Cell(
                            row.getInteger("r"), row.getInteger("f"), row.getInteger("m"), row.getLong("profiles"))));
                    return cells;
                });
    }

    private static Long[] micros(List<Duration> ages) {
        return ages.stream().map(age -> age.toNanos() / 1_000).toArray(Long[]::new);
    }
}
