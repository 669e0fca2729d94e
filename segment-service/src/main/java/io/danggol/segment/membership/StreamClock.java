package io.danggol.segment.membership;

import io.danggol.contracts.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Up to when everything that happened has been folded here.
///
/// profile-service writes the time up to which it has published to every partition; what this service has
/// folded of each partition stands in the database, whichever replica read it.
@Singleton
public class StreamClock {
    private final Clock clock;

    /// What it read when it was asked last, by any fold or timer.
    private final AtomicReference<Instant> read = new AtomicReference<>();

    StreamClock(Clock clock, MeterRegistry registry) {
        this.clock = clock;
        TimeGauge.builder("danggol.stream.clock.lag", this::lagMillis, TimeUnit.MILLISECONDS)
                .description("How far what was folded is behind what happened")
                .register(registry);
    }

    /// None before it was asked for the first time.
    private double lagMillis() {
        var last = read.get();
        return last == null
                ? Double.NaN
                : Math.max(0, Duration.between(last, present()).toMillis());
    }

    /// Notes the latest time that partitions told; it never goes back.
    Uni<Void> advance(SqlClient tx, Map<Integer, Instant> times) {
        if (times.isEmpty()) return Uni.createFrom().voidItem();
        var rows = times.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> Tuple.of(each.getKey(), each.getValue().atOffset(ZoneOffset.UTC)))
                .toList();
        return tx.preparedQuery("""
                        insert into stream_clock (partition, time) values ($1, $2)
                        on conflict (partition) do update set time = greatest(stream_clock.time, excluded.time)""").executeBatch(rows).replaceWithVoid();
    }

    /// The smaller of the present and what all partitions told; the epoch as long as one of them told nothing.
    public Uni<Instant> now(SqlClient client) {
        return client.query("select count(*) as partitions, min(time) as time from stream_clock")
                .execute()
                .map(rows -> {
                    var row = rows.iterator().next();
                    if (row.getLong("partitions") < Topic.PARTITIONS) return Instant.EPOCH;
                    var told = row.get(OffsetDateTime.class, "time").toInstant();
                    var present = present();
                    read.set(told);
                    return told.isBefore(present) ? told : present;
                });
    }

    /// The present, in whole microseconds as everything stored.
    public Instant present() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
