package io.danggol.profile.clock;

import io.danggol.chassis.log.LogMessage;
import io.danggol.chassis.log.LogWriter;
import io.danggol.chassis.log.TopicNames;
import io.danggol.contracts.ProfileMessage.ClockAdvanced;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/// Tells the readers of profile-events up to what time everything has been folded and published.
///
/// Whoever reads a partition of storefront-events reports its time in the database; one replica at a time writes the
/// smallest of all partitions to every partition of profile-events. Until each has reported there is no time.
@ApplicationScoped
public class StreamClock {
    private static final Logger LOG = Logger.getLogger(StreamClock.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Pool pool;
    private final LogWriter writer;
    private final TopicNames topics;
    private final UUID replica = UUID.randomUUID();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("stream-clock").factory());

    StreamClock(Pool pool, LogWriter writer, TopicNames topics) {
        this.pool = pool;
        this.writer = writer;
        this.topics = topics;
    }

    void start(@Observes StartupEvent event) {
        ticker.scheduleAtFixedRate(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        ticker.shutdown();
        ticker.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /// Reports, by partition of storefront-events, up to when everything has been folded and published. A report that
    /// cannot be kept is left out: the next one says more.
    public void report(Map<Integer, Instant> moments) {
        var partitions = moments.keySet().stream().sorted().toArray(Integer[]::new);
        var times = IntStream.range(0, partitions.length)
                .mapToObj(i -> moments.get(partitions[i]).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        try {
            pool.preparedQuery("""
                            insert into stream_clock as c select * from unnest($1::int[], $2::timestamptz[])
                            on conflict (partition) do update set time = greatest(c.time, excluded.time)""").execute(Tuple.of(partitions, times)).await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.warnf("the stream's clock stands: %s", e);
        }
    }

    private void tick() {
        try {
            if (holdsLease()) time().ifPresent(this::write);
        } catch (RuntimeException e) {
            LOG.warnf("the stream's clock stands: %s", e);
        }
    }

    private boolean holdsLease() {
        return pool.preparedQuery("""
                                insert into lease as l values ('stream-clock', $1, clock_timestamp() + interval '2 seconds')
                                on conflict (name) do update set holder = excluded.holder, until = excluded.until
                                where l.holder = excluded.holder or l.until < clock_timestamp()""")
                        .execute(Tuple.of(replica))
                        .await()
                        .atMost(PATIENCE)
                        .rowCount()
                > 0;
    }

    private Optional<Instant> time() {
        var row = pool.query("select count(*), min(time) from stream_clock")
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next();
        return row.getLong(0) < Topic.PARTITIONS
                ? Optional.empty()
                : Optional.of(row.getOffsetDateTime(1).toInstant());
    }

    private void write(Instant time) {
        var body = writer.bytes(new ClockAdvanced(time));
        var topic = topics.of(Topics.PROFILE_EVENTS);
        List<LogMessage> ticks = IntStream.range(0, Topic.PARTITIONS)
                .mapToObj(partition ->
                        new LogMessage(topic, null, partition, ClockAdvanced.TYPE, "clock-" + time, time, null, body))
                .toList();
        writer.sendAll(ticks).await().atMost(PATIENCE);
    }
}
