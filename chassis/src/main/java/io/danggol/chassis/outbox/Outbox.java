package io.danggol.chassis.outbox;

import io.danggol.chassis.log.LogMessage;
import io.danggol.chassis.log.LogWriter;
import io.danggol.chassis.work.Worker;
import io.danggol.contracts.Topic;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/// Messages that a committed change owes to the log. They are written in the transaction of the change and
/// relayed to the brokers afterwards, by one replica at a time, in the order of their writing for each key, at
/// least once and under the same id.
@Singleton
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
public class Outbox {
    private static final int BATCH = 1_000;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool pool;
    private final LogWriter writer;
    private final Worker relay = new Worker("outbox", POLL, this::relayed);

    Outbox(Pool pool, LogWriter writer) {
        this.pool = pool;
        this.writer = writer;
    }

    void start(@Observes StartupEvent event) {
        relay.start();
    }

    void stop(@Observes ShutdownEvent event) {
        relay.stop();
    }

    /// A message to be appended. `body` is a record of `contracts`, or null to delete the key.
    public LogMessage message(Topic topic, String key, String type, String id, Object body) {
        return writer.message(topic, key, type, id, body);
    }

    /// Owes these messages to the log, once `tx` commits.
    public Uni<Void> append(SqlClient tx, List<LogMessage> messages) {
        if (messages.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("""
                        insert into outbox (topic, key, type, message_id, time, traceparent, body)
                        select topic, key, type, message_id, time, traceparent, body
                        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[],
                                $7::bytea[]) with ordinality
                            as m (topic, key, type, message_id, time, traceparent, body, place)
                        order by place""")
                .execute(Tuple.tuple()
                        .addValue(all(messages, LogMessage::topic, String[]::new))
                        .addValue(all(messages, LogMessage::key, String[]::new))
                        .addValue(all(messages, LogMessage::type, String[]::new))
                        .addValue(all(messages, LogMessage::id, String[]::new))
                        .addValue(all(messages, Outbox::time, OffsetDateTime[]::new))
                        .addValue(all(messages, LogMessage::traceparent, String[]::new))
                        .addValue(all(messages, Outbox::body, Buffer[]::new)))
                .replaceWithVoid();
    }

    private static <T> T[] all(List<LogMessage> messages, Function<LogMessage, T> column, IntFunction<T[]> array) {
        return messages.stream().map(column).toArray(array);
    }

    private static OffsetDateTime time(LogMessage message) {
        return message.time() == null ? null : message.time().atOffset(ZoneOffset.UTC);
    }

    private static Buffer body(LogMessage message) {
        return message.body() == null ? null : Buffer.buffer(message.body());
    }

    /// Relays at once rather than within 200 ms; to be called after the commit.
    public void wake() {
        relay.wake();
    }

    private boolean relayed() {
        return pool.withTransaction(this::relay).await().atMost(PATIENCE) == BATCH;
    }

    /// Sends the oldest messages and deletes them, unless another replica is at it; tells how many there were.
    private Uni<Integer> relay(SqlConnection tx) {
        return tx.query("select pg_try_advisory_xact_lock(hashtext('outbox'))")
                .execute()
                .chain(lock -> lock.iterator().next().getBoolean(0)
                        ? relayLocked(tx)
                        : Uni.createFrom().item(0));
    }

    private Uni<Integer> relayLocked(SqlConnection tx) {
        return tx.preparedQuery("select * from outbox order by id limit $1")
                .execute(Tuple.of(BATCH))
                .chain(rows -> {
                    var ids = new ArrayList<Long>();
                    var messages = new ArrayList<LogMessage>();
                    rows.forEach(row -> {
                        ids.add(row.getLong("id"));
                        messages.add(message(row));
                    });
                    if (ids.isEmpty()) return Uni.createFrom().item(0);
                    return writer.sendAll(messages)
                            .chain(() -> tx.preparedQuery("delete from outbox where id = any($1)")
                                    .execute(Tuple.of(ids.toArray(Long[]::new))))
                            .replaceWith(ids.size());
                });
    }

    private static LogMessage message(Row row) {
        var time = row.getOffsetDateTime("time");
        var body = row.getBuffer("body");
        return new LogMessage(
                row.getString("topic"),
                row.getString("key"),
                null,
                row.getString("type"),
                row.getString("message_id"),
                time == null ? null : time.toInstant(),
                row.getString("traceparent"),
                body == null ? null : body.getBytes());
    }
}
