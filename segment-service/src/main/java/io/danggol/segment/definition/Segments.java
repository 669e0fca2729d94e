package io.danggol.segment.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.rest.Page;
import io.danggol.segment.Cursor;
import io.danggol.segment.SegmentRefusal;
import io.danggol.segment.condition.ConditionWriter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The segments as marketers draw them up. Each change of a condition or state is a new version of the catalogue; the
/// backfill carries it to all profiles.
@Singleton
public class Segments {
    private static final String SELECT =
            "select id, key, name, description, condition, state, version, created_at from segment ";

    private final Pool pool;
    private final Catalogues catalogues;
    private final ObjectMapper json;
    private final Clock clock;

    Segments(Pool pool, Catalogues catalogues, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.catalogues = catalogues;
        this.json = json;
        this.clock = clock;
    }

    private record Stored(
            UUID id,
            String key,
            String name,
            String description,
            String condition,
            String state,
            long version,
            Instant createdAt) {}

    /// Makes a segment; a key that is taken is refused.
    Uni<Segment> create(Draft draft) {
        return pool.withTransaction(tx -> locked(tx)
                .chain(() -> stored(tx, draft.key()))
                .chain(known -> known.isPresent()
                        ? Uni.createFrom().failure(SegmentRefusal.keyTaken(draft.key()))
                        : checked(tx, draft).chain(() -> insert(tx, draft)))
                .chain(made -> shown(tx, made)));
    }

    /// Replaces a segment that is there.
    Uni<Segment> replace(String key, Draft draft) {
        return pool.withTransaction(tx -> locked(tx)
                .chain(() -> stored(tx, key))
                .map(known -> known.orElseThrow(SegmentRefusal::noSegment))
                .chain(known -> checked(tx, draft).chain(() -> update(tx, known, draft)))
                .chain(changed -> shown(tx, changed)));
    }

    /// Takes a segment away; its members leave it in the background. One that others refer to is refused.
    Uni<Void> delete(String key) {
        return pool.withTransaction(tx -> locked(tx)
                .chain(() -> catalogues.inForce(tx))
                .chain(catalogue -> {
                    if (catalogue.definition(key).isEmpty()) throw SegmentRefusal.noSegment();
                    catalogue.referringTo(key).ifPresent(by -> {
                        throw SegmentRefusal.inUse(by);
                    });
                    return tx.preparedQuery("delete from segment where key = $1")
                            .execute(Tuple.of(key));
                })
                .chain(() -> nextVersion(tx))
                .replaceWithVoid());
    }

    /// The segment of that id or key.
    Uni<Segment> find(String idOrKey) {
        return key(idOrKey)
                .chain(key -> stored(pool, key))
                .map(known -> known.orElseThrow(SegmentRefusal::noSegment))
                .chain(known -> shown(pool, known));
    }

    /// The key of the segment of that id or key, which need not exist if it is a key; an unknown id is refused.
    public Uni<String> key(String idOrKey) {
        // PostgreSQL knows no NUL, so nothing is called so.
        if (idOrKey.indexOf('\0') >= 0) return Uni.createFrom().failure(SegmentRefusal.noSegment());
        UUID id;
        try {
            id = UUID.fromString(idOrKey);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(idOrKey);
        }
        return pool.preparedQuery("select key from segment where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> {
                    if (rows.size() == 0) throw SegmentRefusal.noSegment();
                    return rows.iterator().next().getString("key");
                });
    }

    Uni<Boolean> exists(String key) {
        return stored(pool, key).map(Optional::isPresent);
    }

    /// The segments, newest first.
    Uni<Page<Segment>> list(int limit, Cursor from) {
        return pool.preparedQuery(
                        SELECT + "where (created_at, key) < ($1, $2) order by created_at desc, key desc limit $3")
                .execute(Tuple.of(from.at().atOffset(ZoneOffset.UTC), from.key(), limit + 1))
                .chain(rows -> {
                    var stored = new ArrayList<Stored>();
                    rows.forEach(row -> stored.add(stored(row)));
                    var page = stored.subList(0, Math.min(limit, stored.size()));
                    var next = stored.size() > limit
                            ? new Cursor(
                                            page.getLast().createdAt(),
                                            page.getLast().key())
                                    .encoded()
                            : null;
                    return progress(pool)
                            .map(progress -> new Page<>(
                                    page.stream()
                                            .map(each -> shown(each, progress))
                                            .toList(),
                                    next));
                });
    }

    /// Keeps the catalogue as it is for the rest of the transaction.
    private static Uni<Void> locked(SqlClient tx) {
        return tx.query("select version from catalogue for update").execute().replaceWithVoid();
    }

    private Uni<Void> checked(SqlClient tx, Draft draft) {
        return catalogues
                .inForce(tx)
                .invoke(catalogue -> {
                    var faults =
                            References.faults(draft.condition(), Optional.of(draft.key()), catalogue, "/condition");
                    if (!faults.isEmpty()) throw SegmentRefusal.badBody(faults);
                })
                .replaceWithVoid();
    }

    private static Uni<Long> nextVersion(SqlClient tx) {
        return tx.query("update catalogue set version = version + 1 returning version")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private Uni<Stored> insert(SqlConnection tx, Draft draft) {
        return nextVersion(tx).chain(version -> {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var made = new Stored(
                    UUID.randomUUID(),
                    draft.key(),
                    draft.name(),
                    draft.description(),
                    written(draft),
                    draft.state().key(),
                    version,
                    now);
            return tx.preparedQuery("""
                            insert into segment
                                (id, key, name, description, condition, state, version, created_at, updated_at)
                            values ($1, $2, $3, $4, $5, $6, $7, $8, $8)""").execute(tuple(made)).replaceWith(made);
        });
    }

    /// Draws up a segment that nobody sent, such as a ready one; one that is there already stays as it is.
    Uni<Void> install(SqlConnection tx, Draft draft) {
        return stored(tx, draft.key())
                .chain(known -> known.isPresent()
                        ? Uni.createFrom().voidItem()
                        : insert(tx, draft).replaceWithVoid());
    }

    private Uni<Stored> update(SqlConnection tx, Stored known, Draft draft) {
        var condition = written(draft);
        var same = known.condition().equals(condition)
                && known.state().equals(draft.state().key());
        return (same ? Uni.createFrom().item(known.version()) : nextVersion(tx)).chain(version -> {
            var changed = new Stored(
                    known.id(),
                    known.key(),
                    draft.name(),
                    draft.description(),
                    condition,
                    draft.state().key(),
                    version,
                    known.createdAt());
            return tx.preparedQuery("""
                            update segment set name = $3, description = $4, condition = $5, state = $6, version = $7,
                                updated_at = $8
                            where id = $1 and key = $2""")
                    .execute(tuple(changed, clock.instant()))
                    .replaceWith(changed);
        });
    }

    private static Tuple tuple(Stored stored) {
        return tuple(stored, stored.createdAt());
    }

    private static Tuple tuple(Stored stored, Instant at) {
        return Tuple.tuple()
                .addUUID(stored.id())
                .addString(stored.key())
                .addString(stored.name())
                .addString(stored.description())
                .addString(stored.condition())
                .addString(stored.state())
                .addLong(stored.version())
                .addOffsetDateTime(at.atOffset(ZoneOffset.UTC));
    }

    private static Uni<Optional<Stored>> stored(SqlClient client, String key) {
        return client.preparedQuery(SELECT + "where key = $1")
                .execute(Tuple.of(key))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(stored(rows.iterator().next())));
    }

    private static Stored stored(Row row) {
        return new Stored(
                row.getUUID("id"),
                row.getString("key"),
                row.getString("name"),
                row.getString("description"),
                row.getString("condition"),
                row.getString("state"),
                row.getLong("version"),
                row.get(OffsetDateTime.class, "created_at").toInstant());
    }

    private Uni<Segment> shown(SqlClient client, Stored stored) {
        return progress(client).map(progress -> shown(stored, progress));
    }

    private Segment shown(Stored stored, Progress progress) {
        return new Segment(
                stored.id(),
                stored.key(),
                stored.name(),
                stored.description(),
                read(stored.condition()),
                stored.state(),
                progress.of(stored.version()));
    }

    /// How many profiles were last evaluated against which version, the latest left out.
    private record Progress(long total, Map<Long, Long> behind) {
        Segment.Backfill of(long version) {
            var open = behind.entrySet().stream()
                    .filter(each -> each.getKey() < version)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            return new Segment.Backfill(open == 0 ? Segment.State.DONE : Segment.State.RUNNING, total - open, total);
        }
    }

    private static Uni<Progress> progress(SqlClient client) {
        return client.query("""
                        select definitions, count(*) as profiles from profile
                        where definitions < (select version from catalogue) group by definitions
                        union all select null, count(*) from profile""").execute().map(rows -> {
            var behind = new HashMap<Long, Long>();
            var total = 0L;
            for (var row : rows) {
                if (row.getLong("definitions") == null) total = row.getLong("profiles");
                else behind.put(row.getLong("definitions"), row.getLong("profiles"));
            }
            return new Progress(total, behind);
        });
    }

    private String written(Draft draft) {
        try {
            return json.writeValueAsString(ConditionWriter.write(draft.condition()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> read(String condition) {
        try {
            return json.readValue(condition, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
