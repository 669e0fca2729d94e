package io.danggol.profile.message;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.BadRecord;
import io.danggol.chassis.log.LogRecord;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.MessageEvent;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.danggol.profile.consent.Channel;
import io.danggol.profile.consent.Consents;
import io.danggol.profile.consent.Decision;
import io.danggol.profile.consent.Permission;
import io.danggol.profile.consent.Purpose;
import io.danggol.profile.reading.TopicFold;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// Keeps what campaigns sent for the timeline, and writes whoever unsubscribed into the consent ledger: a withdrawal at
/// the instant at which they did.
@ApplicationScoped
class MessagesFold implements TopicFold {
    private record Read(String id, MessageEvent event, byte[] body) {}

    private final ObjectMapper json;
    private final Consents consents;
    private final Outbox outbox;

    MessagesFold(ObjectMapper json, Consents consents, Outbox outbox) {
        this.json = json;
        this.consents = consents;
        this.outbox = outbox;
    }

    @Override
    public String reader() {
        return "message-events";
    }

    @Override
    public Topic topic() {
        return Topics.MESSAGE_EVENTS;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        var read = records.stream().map(this::read).toList();
        return fresh(tx, read).chain(events -> keep(tx, events).chain(() -> withdraw(tx, events)));
    }

    private Read read(LogRecord record) {
        if (record.body() == null || record.id() == null) throw new BadRecord("no body or no id");
        var event = record.as(MessageEvent.class, json);
        if (event.profileId() == null || event.kind() == null || event.at() == null) {
            throw new BadRecord("a message event without profile, kind or time");
        }
        return new Read(record.id(), event, record.body());
    }

    /// Those that are neither repeats nor of somebody who was erased since.
    private static Uni<List<Read>> fresh(SqlClient tx, List<Read> read) {
        return tx.preparedQuery("""
                        select r.i from unnest($1::int[], $2::text[], $3::uuid[], $4::timestamptz[]) as r (i, id, profile, at)
                        where not exists (select from message m where m.id = r.id)
                            and not exists (select from erased e where e.profile = r.profile and e.erased_at >= r.at)
                        order by r.i""")
                .execute(Tuple.of(
                        IntStream.range(0, read.size()).boxed().toArray(Integer[]::new),
                        read.stream().map(Read::id).toArray(String[]::new),
                        read.stream().map(it -> it.event().profileId()).toArray(UUID[]::new),
                        read.stream()
                                .map(it -> it.event().at().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new)))
                .map(rows -> {
                    var fresh = new LinkedHashMap<String, Read>();
                    rows.forEach(row -> {
                        var it = read.get(row.getInteger(0));
                        fresh.putIfAbsent(it.id(), it);
                    });
                    return List.copyOf(fresh.values());
                });
    }

    private static Uni<Void> keep(SqlClient tx, List<Read> events) {
        if (events.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("insert into message values ($1, $2, $3, $4) on conflict do nothing")
                .executeBatch(events.stream()
                        .map(it -> Tuple.of(
                                it.id(),
                                it.event().profileId(),
                                Buffer.buffer(it.body()),
                                it.event().at().atOffset(ZoneOffset.UTC)))
                        .toList())
                .replaceWithVoid();
    }

    private Uni<Void> withdraw(SqlClient tx, List<Read> events) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (var it : events) {
            if (it.event().kind() != MessageEvent.Kind.UNSUBSCRIBED) continue;
            var channel = Channel.of(it.event().channel());
            if (channel.isEmpty()) continue;
            var withdrawal = new Decision(
                    Optional.empty(),
                    Permission.of(Purpose.MARKETING, channel.get()),
                    false,
                    it.event().at(),
                    Optional.empty(),
                    Optional.ofNullable(it.event().campaign()),
                    "unsubscribe");
            done = done.chain(() -> consents.ofPerson(
                    tx,
                    it.event().profileId(),
                    Optional.empty(),
                    List.of(withdrawal),
                    it.event().at()));
        }
        return done;
    }

    @Override
    public void committed(List<LogRecord> records) {
        outbox.wake();
    }
}
