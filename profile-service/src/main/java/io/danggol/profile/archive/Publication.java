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
import io.smallrye.mutiny.infrastructure.Infrastructure;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Says on profile-events what was folded: the archive is the outbox.
///
/// For each partition of storefront-events the database remembers the next position that is still to be said.
/// All before it was confirmed by the brokers; what was said but not remembered, because a process died, is
/// said again under the same ids.
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

    /// Says all that was folded of these partitions; returns when the brokers have confirmed it. Waits as
    /// long as database or brokers are away; ends without having said all only when its thread is
    /// interrupted.
    void publish(Collection<Integer> partitions) {
        for (var partition : due(partitions)) {
            while (inTransaction(tx -> publish(tx, partition))) Thread.onSpinWait();
        }
    }

    /// Says what was just folded, without reading it again, and what else is owed there. Where something before
    /// it is unsaid, or one of these people was erased, all is said from the archive: what was erased before it
    /// was said is never said.
    void publish(Folded folded) {
        var behind = inTransaction(tx -> publish(tx, folded));
        if (!behind.isEmpty()) publish(behind);
    }

    /// Tells the partitions of which nothing was said, because something before it is unsaid.
    private Uni<Set<Integer>> publish(SqlConnection tx, Folded folded) {
        return tx.preparedQuery("""
                        select partition, next_position from publication
                        where partition = any($1) and not exists (select from erased where profile = any($2))
                        order by partition for update""")
                .execute(Tuple.of(
                        folded.first().keySet().toArray(Integer[]::new),
                        folded.events().stream().map(Recorded::owner).distinct().toArray(UUID[]::new)))
                .chain(found -> {
                    var behind = new HashSet<>(folded.first().keySet());
                    var upTo = new HashMap<Integer, Long>();
                    found.forEach(row -> {
                        var partition = row.getInteger("partition");
                        if (folded.first().get(partition) != (long) row.getLong("next_position")) return;
                        behind.remove(partition);
                        upTo.put(partition, folded.next().get(partition));
                    });
                    var events = folded.events().stream()
                            .filter(it -> upTo.containsKey(it.partition()))
                            .toList();
                    return upTo.isEmpty()
                            ? Uni.createFrom().item(behind)
                            : say(tx, events, upTo, folded.profiles()).replaceWith(behind);
                });
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
                return pool.withTransaction(tx -> FoldLock.none(tx).chain(() -> step.apply(tx)))
                        .await()
                        .atMost(PATIENCE);
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
        return tx.preparedQuery("select " + Recorded.COLUMNS + """
                         from archive
                        where partition = $1 and position >= $2 and position < $3 order by position limit $4""")
                .execute(Tuple.of(partition, from, end, PORTION))
                .chain(found -> {
                    var events = recorded(found);
                    var more = events.size() == PORTION;
                    var upTo = more ? events.getLast().position() + 1 : end;
                    return say(tx, events, Map.of(partition, upTo), Map.of()).replaceWith(more);
                });
    }

    /// Says these events and what is owed beside them, and remembers that all up to there was said.
    ///
    /// @param upTo the next position of each partition
    /// @param known profiles whose present state need not be read
    private Uni<Void> say(
            SqlConnection tx, List<Recorded> events, Map<Integer, Long> upTo, Map<UUID, ProfileRow> known) {
        return owed(tx, upTo)
                .chain(owed -> moved(tx, owed)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .chain(moved -> say(tx, events, owed, moved, known))
                        .chain(() -> remember(tx, upTo))
                        .chain(() -> forget(tx, owed)));
    }

    private record Owed(long id, Transition transition) {}

    private static Uni<List<Owed>> owed(SqlConnection tx, Map<Integer, Long> upTo) {
        return tx.preparedQuery("""
                        select t.* from unnest($1::int[], $2::bigint[]) as u (partition, position)
                        join transition t on t.partition = u.partition and t.position <= u.position
                        order by t.partition, t.position, t.id""")
                .execute(Tuple.of(partitions(upTo), positions(upTo)))
                .map(found -> rows(found).stream()
                        .map(row -> new Owed(
                                row.getLong("id"),
                                new Transition(
                                        row.getInteger("partition"),
                                        row.getLong("position"),
                                        Kind.valueOf(row.getString("kind")),
                                        row.getUUID("from_id"),
                                        row.getUUID("into_id"),
                                        row.getOffsetDateTime("at").toInstant(),
                                        Arrays.asList(row.getArrayOfLongs("moved")),
                                        row.getString("traceparent"))))
                        .toList());
    }

    /// The events that go over, by partition and position.
    private static Uni<Map<List<Long>, Recorded>> moved(SqlConnection tx, List<Owed> owed) {
        var places = owed.stream()
                .map(Owed::transition)
                .flatMap(it -> it.moved().stream().map(position -> List.of((long) it.partition(), position)))
                .distinct()
                .toList();
        if (places.isEmpty()) return Uni.createFrom().item(Map.of());
        return tx.preparedQuery("select " + Recorded.COLUMNS + """
                         from archive join unnest($1::int[], $2::bigint[]) as m (partition, position)
                        using (partition, position)""")
                .execute(Tuple.of(
                        places.stream().map(it -> it.getFirst().intValue()).toArray(Integer[]::new),
                        places.stream().map(List::getLast).toArray(Long[]::new)))
                .map(found -> recorded(found).stream()
                        .collect(Collectors.toMap(
                                it -> List.of((long) it.partition(), it.position()), Function.identity())));
    }

    private Uni<Void> say(
            SqlConnection tx,
            List<Recorded> events,
            List<Owed> owed,
            Map<List<Long>, Recorded> moved,
            Map<UUID, ProfileRow> known) {
        var messages = new ArrayList<LogMessage>(2 * events.size() + 2 * owed.size());
        var concerned = new LinkedHashMap<UUID, String>();
        var next = 0;
        for (var event : events) {
            while (next < owed.size() && isBefore(owed.get(next).transition(), event)) {
                add(messages, concerned, owed.get(next++), moved);
            }
            concerned.put(event.owner(), event.traceparent());
            messages.add(recorded(event));
        }
        while (next < owed.size()) add(messages, concerned, owed.get(next++), moved);
        return changed(tx, concerned, known).chain(changes -> {
            messages.addAll(changes);
            return writer.sendAll(messages);
        });
    }

    private static boolean isBefore(Transition owed, Recorded event) {
        return owed.partition() < event.partition()
                || (owed.partition() == event.partition() && owed.position() <= event.position());
    }

    private void add(
            List<LogMessage> messages, Map<UUID, String> concerned, Owed owed, Map<List<Long>, Recorded> moved) {
        var it = owed.transition();
        concerned.put(it.from(), it.traceparent());
        concerned.put(it.into(), it.traceparent());
        var id = "transition-" + owed.id();
        switch (it.kind()) {
            case MERGED -> both(messages, it, ProfileMerged.TYPE, id, new ProfileMerged(it.from(), it.into(), it.at()));
            case UNMERGED ->
                both(messages, it, ProfileUnmerged.TYPE, id, new ProfileUnmerged(it.from(), it.into(), it.at()));
            case MOVED ->
                it.moved().stream()
                        .map(position -> moved.get(List.of((long) it.partition(), position)))
                        .filter(Objects::nonNull)
                        .forEach(event -> {
                            messages.add(moved(event, it.from(), it, id));
                            messages.add(moved(event, it.into(), it, id));
                        });
            case CHANGED -> {}
        }
    }

    private void both(List<LogMessage> messages, Transition it, String type, String id, Object body) {
        messages.add(writer.message(Topics.PROFILE_EVENTS, it.from().toString(), type, id, body)
                .in(it.traceparent()));
        messages.add(writer.message(Topics.PROFILE_EVENTS, it.into().toString(), type, id, body)
                .in(it.traceparent()));
    }

    private LogMessage recorded(Recorded event) {
        return message(
                event,
                event.owner(),
                EventRecorded.TYPE,
                event.id(),
                "{\"profileId\":\"" + event.owner() + "\"," + visitorAnd(event));
    }

    private LogMessage moved(Recorded event, UUID key, Transition it, String id) {
        return message(
                event,
                key,
                EventMoved.TYPE,
                id + ":" + event.id(),
                "{\"from\":\"" + it.from() + "\",\"into\":\"" + it.into() + "\"," + visitorAnd(event));
    }

    private String visitorAnd(Recorded event) {
        var visitor = event.visitor();
        return (visitor == null ? "" : "\"visitorId\":" + json.valueToTree(visitor) + ",") + "\"event\":";
    }

    /// The event's own bytes go into the message as they came.
    private LogMessage message(Recorded event, UUID key, String type, String id, String head) {
        var start = head.getBytes(StandardCharsets.UTF_8);
        var body = Arrays.copyOf(start, start.length + event.body().length + 1);
        System.arraycopy(event.body(), 0, body, start.length, event.body().length);
        body[body.length - 1] = '}';
        return new LogMessage(
                topics.of(Topics.PROFILE_EVENTS),
                key.toString(),
                null,
                type,
                id,
                event.occurredAt(),
                event.traceparent(),
                body);
    }

    /// The facts of these profiles as they are now, each in the trace of what changed them last.
    private Uni<List<LogMessage>> changed(SqlConnection tx, Map<UUID, String> concerned, Map<UUID, ProfileRow> known) {
        var ids = concerned.keySet();
        var unknown = ids.stream().filter(id -> !known.containsKey(id)).toList();
        return profiles.find(tx, unknown).chain(found -> {
            var rows = ids.stream()
                    .map(id -> known.getOrDefault(id, found.get(id)))
                    .filter(Objects::nonNull)
                    .toList();
            return profiles.aliases(tx, rows.stream().map(ProfileRow::id).toList())
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map(aliases -> rows.stream()
                            .map(row -> changed(row, aliases.getOrDefault(row.id(), List.of()))
                                    .in(concerned.get(row.id())))
                            .toList());
        });
    }

    private LogMessage changed(ProfileRow row, List<UUID> aliases) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Seoul"));
        var body = new ProfileChanged(
                row.id(), row.revision(), row.state().shown().traits(), aliases, row.isGuarded(today));
        return writer.message(
                Topics.PROFILE_EVENTS, row.id().toString(), ProfileChanged.TYPE, row.id() + ":" + row.revision(), body);
    }

    private static Uni<Void> remember(SqlConnection tx, Map<Integer, Long> upTo) {
        return tx.preparedQuery("""
                        update publication set next_position = u.position
                        from unnest($1::int[], $2::bigint[]) as u (partition, position)
                        where publication.partition = u.partition and publication.next_position < u.position""")
                .execute(Tuple.of(partitions(upTo), positions(upTo)))
                .replaceWithVoid();
    }

    private static Uni<Void> forget(SqlConnection tx, List<Owed> said) {
        if (said.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("delete from transition where id = any($1)")
                .execute(Tuple.of(said.stream().map(Owed::id).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    private static Integer[] partitions(Map<Integer, Long> upTo) {
        return upTo.keySet().toArray(Integer[]::new);
    }

    private static Long[] positions(Map<Integer, Long> upTo) {
        return upTo.keySet().stream().map(upTo::get).toArray(Long[]::new);
    }

    private Uni<Boolean> replay(SqlConnection tx, int partition) {
        return tx.preparedQuery("""
                        select id, positions from replay_portion where partition = $1 order by id limit 1
                        for update skip locked""").execute(Tuple.of(partition)).chain(found -> {
            if (found.size() == 0) return Uni.createFrom().item(false);
            var portion = found.iterator().next();
            return tx.preparedQuery("select " + Recorded.COLUMNS + """
                             from archive
                            where partition = $1 and position = any($2) order by position""")
                    .execute(Tuple.of(partition, portion.getArrayOfLongs("positions")))
                    .chain(events -> say(tx, untraced(events), List.of(), Map.of(), Map.of()))
                    .chain(() -> tx.preparedQuery("delete from replay_portion where id = $1")
                            .execute(Tuple.of(portion.getLong("id"))))
                    .replaceWith(true);
        });
    }

    /// What is said again is no part of what once happened.
    private static List<Recorded> untraced(RowSet<Row> set) {
        return recorded(set).stream().map(Recorded::untraced).toList();
    }

    private static List<Recorded> recorded(RowSet<Row> set) {
        return rows(set).stream().map(Recorded::of).toList();
    }

    private static List<Row> rows(RowSet<Row> set) {
        var rows = new ArrayList<Row>(set.size());
        set.forEach(rows::add);
        return rows;
    }
}
