package io.danggol.profile.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.LogMessage;
import io.danggol.chassis.log.LogWriter;
import io.danggol.chassis.log.TopicNames;
import io.danggol.contracts.ProfileMessage.EventMoved;
import io.danggol.contracts.ProfileMessage.EventRecorded;
import io.danggol.contracts.ProfileMessage.ProfileChanged;
import io.danggol.contracts.ProfileMessage.ProfileMerged;
import io.danggol.contracts.ProfileMessage.ProfileUnmerged;
import io.danggol.contracts.Topics;
import io.danggol.profile.archive.Transitions.Kind;
import io.danggol.profile.archive.Transitions.Transition;
import io.danggol.profile.person.ProfileRow;
import io.danggol.profile.person.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Says on profile-events what was folded: the archive is the outbox.
///
/// For each partition of storefront-events the database remembers the next position that is still to be said. All
/// before it was confirmed by the brokers; what was said but not remembered, because a process died, is said again
/// under the same ids.
@ApplicationScoped
class Publication {
    private static final Logger LOG = Logger.getLogger(Publication.class);
    private static final int PORTION = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);
    static final String READER = "storefront-events";

    private final Pool pool;
    private final LogWriter writer;
    private final TopicNames topics;
    private final ObjectMapper json;
    private final Profiles profiles;
    private final Clock clock;

    Publication(Pool pool, LogWriter writer, TopicNames topics, ObjectMapper json, Profiles profiles, Clock clock) {
        this.pool = pool;
        this.writer = writer;
        this.topics = topics;
        this.json = json;
        this.profiles = profiles;
        this.clock = clock;
    }

    /// Says all that was folded of these partitions; returns when the brokers have confirmed it. Waits as long as
    /// database or brokers are away; ends without having said all only when its thread is interrupted.
    void publish(Collection<Integer> partitions) {
        for (var partition : due(partitions)) {
            while (inTransaction(tx -> publish(tx, partition))) Thread.onSpinWait();
        }
    }

    /// Those of the partitions of which something is to be said.
    private List<Integer> due(Collection<Integer> partitions) {
        return inTransaction(tx -> tx.preparedQuery("""
                        select wanted from unnest($3::int[]) as w (wanted)
                        left join publication p on p.partition = wanted
                        left join log_offset o on o.reader = $1 and o.topic = $2 and o.partition = wanted
                        where coalesce(p.next_position, 0) < coalesce(o.next_offset, 0)
                            or exists (select from transition t where t.partition = wanted
                                       and t.position <= coalesce(o.next_offset, 0))""")
                .execute(Tuple.of(READER, topics.of(Topics.STOREFRONT_EVENTS), partitions.toArray(Integer[]::new)))
                .map(found -> rows(found).stream().map(row -> row.getInteger(0)).toList()));
    }

    /// Says a portion of each of these partitions that is to be said again.
    void replay(Collection<Integer> partitions) {
        inTransaction(tx -> tx.preparedQuery("select distinct partition from replay_portion where partition = any($1)")
                        .execute(Tuple.of(partitions.toArray(Integer[]::new)))
                        .map(found -> rows(found).stream()
                                .map(row -> row.getInteger(0))
                                .toList()))
                .forEach(partition -> inTransaction(tx -> replay(tx, partition)));
    }

    private <T> T inTransaction(Function<SqlConnection, Uni<T>> step) {
        while (true) {
            try {
                return pool.withTransaction(step).await().atMost(PATIENCE);
            } catch (RuntimeException e) {
                LOG.warnf("publishing tries again: %s", e);
                try {
                    Thread.sleep(PAUSE);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }

    /// Says the next portion of a partition; tells whether there may be more.
    private Uni<Boolean> publish(SqlConnection tx, int partition) {
        return tx.preparedQuery("select next_position from publication where partition = $1 for update")
                .execute(Tuple.of(partition))
                .chain(rows -> {
                    if (rows.size() == 0) return begin(tx, partition);
                    var from = rows.iterator().next().getLong(0);
                    return folded(tx, partition).chain(end -> publish(tx, partition, from, Math.max(from, end)));
                });
    }

    private static Uni<Boolean> begin(SqlConnection tx, int partition) {
        return tx.preparedQuery("insert into publication values ($1, 0) on conflict do nothing")
                .execute(Tuple.of(partition))
                .replaceWith(true);
    }

    private Uni<Long> folded(SqlConnection tx, int partition) {
        return tx.preparedQuery(
                        "select next_offset from log_offset where reader = $1 and topic = $2 and partition = $3")
                .execute(Tuple.of(READER, topics.of(Topics.STOREFRONT_EVENTS), partition))
                .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0));
    }

    private Uni<Boolean> publish(SqlConnection tx, int partition, long from, long end) {
        return tx.preparedQuery("""
                        select position, source, id, visitor, owner, traceparent, occurred_at, body from archive
                        where partition = $1 and position >= $2 and position < $3 order by position limit $4""")
                .execute(Tuple.of(partition, from, end, PORTION))
                .chain(events -> {
                    var recorded = rows(events);
                    var upTo =
                            recorded.size() < PORTION ? end : recorded.getLast().getLong("position") + 1;
                    return transitions(tx, partition, upTo).chain(owed -> {
                        if (recorded.isEmpty() && owed.isEmpty()) return remember(tx, partition, from, upTo, List.of());
                        return moved(tx, partition, owed)
                                .chain(moved -> say(tx, recorded, owed, moved))
                                .chain(() -> remember(
                                        tx,
                                        partition,
                                        from,
                                        upTo,
                                        owed.stream().map(Owed::id).toList()))
                                .map(_ -> recorded.size() == PORTION);
                    });
                });
    }

    private record Owed(long id, Transition transition) {}

    private static Uni<List<Owed>> transitions(SqlConnection tx, int partition, long upTo) {
        return tx.preparedQuery("""
                        select * from transition where partition = $1 and position <= $2 order by position, id""")
                .execute(Tuple.of(partition, upTo))
                .map(found -> rows(found).stream()
                        .map(row -> new Owed(
                                row.getLong("id"),
                                new Transition(
                                        partition,
                                        row.getLong("position"),
                                        Kind.valueOf(row.getString("kind")),
                                        row.getUUID("from_id"),
                                        row.getUUID("into_id"),
                                        row.getOffsetDateTime("at").toInstant(),
                                        Arrays.asList(row.getArrayOfLongs("moved")))))
                        .toList());
    }

    private static Uni<Map<Long, Row>> moved(SqlConnection tx, int partition, List<Owed> owed) {
        var positions = owed.stream()
                .flatMap(it -> it.transition().moved().stream())
                .distinct()
                .toArray(Long[]::new);
        if (positions.length == 0) return Uni.createFrom().item(Map.of());
        return tx.preparedQuery("""
                        select position, source, id, visitor, traceparent, occurred_at, body from archive
                        where partition = $1 and position = any($2)""").execute(Tuple.of(partition, positions)).map(found -> {
            var byPosition = new HashMap<Long, Row>();
            found.forEach(row -> byPosition.put(row.getLong("position"), row));
            return byPosition;
        });
    }

    private Uni<Void> say(SqlConnection tx, List<Row> recorded, List<Owed> owed, Map<Long, Row> moved) {
        var messages = new ArrayList<LogMessage>(recorded.size() + 2 * owed.size());
        var concerned = new LinkedHashSet<UUID>();
        var next = 0;
        for (var row : recorded) {
            var position = row.getLong("position");
            while (next < owed.size() && owed.get(next).transition().position() <= position) {
                add(messages, concerned, owed.get(next++), moved);
            }
            concerned.add(row.getUUID("owner"));
            messages.add(recorded(row));
        }
        while (next < owed.size()) add(messages, concerned, owed.get(next++), moved);
        return changed(tx, concerned).chain(changes -> {
            messages.addAll(changes);
            return writer.sendAll(messages);
        });
    }

    private void add(List<LogMessage> messages, Set<UUID> concerned, Owed owed, Map<Long, Row> moved) {
        var it = owed.transition();
        concerned.add(it.from());
        concerned.add(it.into());
        var id = "transition-" + owed.id();
        switch (it.kind()) {
            case MERGED -> both(messages, it, ProfileMerged.TYPE, id, new ProfileMerged(it.from(), it.into(), it.at()));
            case UNMERGED ->
                both(messages, it, ProfileUnmerged.TYPE, id, new ProfileUnmerged(it.from(), it.into(), it.at()));
            case MOVED ->
                it.moved().stream().map(moved::get).filter(row -> row != null).forEach(row -> {
                    messages.add(moved(row, it.from(), it, id));
                    messages.add(moved(row, it.into(), it, id));
                });
            case CHANGED -> {}
        }
    }

    private void both(List<LogMessage> messages, Transition it, String type, String id, Object body) {
        messages.add(writer.message(Topics.PROFILE_EVENTS, it.from().toString(), type, id, body));
        messages.add(writer.message(Topics.PROFILE_EVENTS, it.into().toString(), type, id, body));
    }

    private LogMessage recorded(Row row) {
        var owner = row.getUUID("owner");
        return message(
                row, owner, EventRecorded.TYPE, eventId(row), "{\"profileId\":\"" + owner + "\"," + visitorAnd(row));
    }

    private LogMessage moved(Row row, UUID key, Transition it, String id) {
        return message(
                row,
                key,
                EventMoved.TYPE,
                id + ":" + eventId(row),
                "{\"from\":\"" + it.from() + "\",\"into\":\"" + it.into() + "\"," + visitorAnd(row));
    }

    private static String eventId(Row row) {
        return row.getString("source") + ":" + row.getString("id");
    }

    private String visitorAnd(Row row) {
        var visitor = row.getString("visitor");
        return (visitor == null ? "" : "\"visitorId\":" + json.valueToTree(visitor) + ",") + "\"event\":";
    }

    /// The event's own bytes go into the message as they came.
    private LogMessage message(Row row, UUID key, String type, String id, String head) {
        var start = head.getBytes(StandardCharsets.UTF_8);
        var event = row.getBuffer("body").getBytes();
        var body = Arrays.copyOf(start, start.length + event.length + 1);
        System.arraycopy(event, 0, body, start.length, event.length);
        body[body.length - 1] = '}';
        return new LogMessage(
                topics.of(Topics.PROFILE_EVENTS),
                key.toString(),
                null,
                type,
                id,
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getString("traceparent"),
                body);
    }

    /// The facts of these profiles as they are now.
    private Uni<List<LogMessage>> changed(SqlConnection tx, Collection<UUID> ids) {
        return profiles.find(tx, ids)
                .chain(found -> profiles.aliases(tx, found.keySet())
                        .map(aliases -> found.values().stream()
                                .map(row -> changed(row, aliases.getOrDefault(row.id(), List.of())))
                                .toList()));
    }

    private LogMessage changed(ProfileRow row, List<UUID> aliases) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Seoul"));
        var body = new ProfileChanged(
                row.id(), row.revision(), row.state().shown().traits(), aliases, row.isGuarded(today));
        return writer.message(
                Topics.PROFILE_EVENTS, row.id().toString(), ProfileChanged.TYPE, row.id() + ":" + row.revision(), body);
    }

    private static Uni<Boolean> remember(SqlConnection tx, int partition, long from, long upTo, List<Long> said) {
        if (from == upTo && said.isEmpty()) return Uni.createFrom().item(false);
        return tx.preparedQuery("update publication set next_position = $2 where partition = $1")
                .execute(Tuple.of(partition, upTo))
                .chain(() -> said.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : tx.preparedQuery("delete from transition where id = any($1)")
                                .execute(Tuple.of(said.toArray(Long[]::new)))
                                .replaceWithVoid())
                .replaceWith(false);
    }

    private Uni<Boolean> replay(SqlConnection tx, int partition) {
        return tx.preparedQuery("""
                        select id, positions from replay_portion where partition = $1 order by id limit 1
                        for update skip locked""").execute(Tuple.of(partition)).chain(found -> {
            if (found.size() == 0) return Uni.createFrom().item(false);
            var portion = found.iterator().next();
            return tx.preparedQuery("""
                            select position, source, id, visitor, owner, traceparent, occurred_at, body from archive
                            where partition = $1 and position = any($2) order by position""")
                    .execute(Tuple.of(partition, portion.getArrayOfLongs("positions")))
                    .chain(events -> say(tx, rows(events), List.of(), Map.of()))
                    .chain(() -> tx.preparedQuery("delete from replay_portion where id = $1")
                            .execute(Tuple.of(portion.getLong("id"))))
                    .replaceWith(true);
        });
    }

    private static List<Row> rows(RowSet<Row> set) {
        var rows = new ArrayList<Row>(set.size());
        set.forEach(rows::add);
        return rows;
    }
}
