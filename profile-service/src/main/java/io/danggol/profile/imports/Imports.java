package io.danggol.profile.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.chassis.problem.Problem;
import io.danggol.profile.customer.Sealer;
import io.quarkus.arc.All;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Imports of many rows. They are stored first, encrypted, and taken in behind, chunk by chunk, each in one
/// transaction with the import's progress: whatever is killed, another replica or the next start goes on.
@Singleton
class Imports {
    private static final Logger LOG = Logger.getLogger(Imports.class);
    private static final int CHUNK = 200;
    private static final int TOLD_ERRORS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 1_000;

    private final Pool pool;
    private final Map<Kind, Rows<?>> rows = new HashMap<>();
    private final Sealer sealer;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean closed;

    Imports(Pool pool, @All List<Rows<?>> rows, Sealer sealer, Outbox outbox, ObjectMapper json, Clock clock) {
        this.pool = pool;
        rows.forEach(each -> this.rows.put(each.kind(), each));
        this.sealer = sealer;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("imports").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
        woken.release();
    }

    /// Takes in a file whole or not at all; blocks until it is stored.
    ///
    /// @param text whether all values are text
    UUID accept(Kind kind, boolean text, Lines lines) throws IOException {
        var id = UUID.randomUUID();
        var connection = pool.getConnection().await().atMost(PATIENCE);
        try {
            var tx = connection.begin().await().atMost(PATIENCE);
            store(connection, id, kind, text, lines);
            tx.commit().await().atMost(PATIENCE);
        } finally {
            // A transaction that is still open here is rolled back.
            connection.close().await().atMost(PATIENCE);
        }
        woken.release();
        return id;
    }

    private void store(SqlConnection connection, UUID id, Kind kind, boolean text, Lines lines) throws IOException {
        execute(
                connection,
                "insert into data_import (id, kind, text, created_at) values ($1, $2, $3, $4)",
                Tuple.of(id, kind.name(), text, clock.instant().atOffset(ZoneOffset.UTC)));
        var count = 0;
        for (var chunk = next(lines); !chunk.isEmpty(); chunk = next(lines)) {
            var sealed = sealer.seal(String.join("\n", chunk).getBytes(StandardCharsets.UTF_8), id.toString());
            execute(
                    connection,
                    "insert into data_import_chunk (import, first_row, sealed, key_id) values ($1, $2, $3, $4)",
                    Tuple.of(id, count + 1, Buffer.buffer(sealed.bytes()), sealed.keyId()));
            count += chunk.size();
        }
        execute(connection, "update data_import set rows = $2 where id = $1", Tuple.of(id, count));
    }

    private static void execute(SqlConnection connection, String statement, Tuple values) {
        connection.preparedQuery(statement).execute(values).await().atMost(PATIENCE);
    }

    private static List<String> next(Lines lines) throws IOException {
        var chunk = new ArrayList<String>(CHUNK);
        while (chunk.size() < CHUNK) {
            var line = lines.next();
            if (line.isEmpty()) break;
            chunk.add(line.get());
        }
        return chunk;
    }

    Uni<Optional<Import>> find(UUID id) {
        return pool.preparedQuery("select kind, rows, done, failed, errors::text from data_import where id = $1")
                .execute(Tuple.of(id))
                .map(found -> found.size() == 0
                        ? Optional.empty()
                        : Optional.of(progress(id, found.iterator().next())));
    }

    private Import progress(UUID id, Row row) {
        var all = row.getInteger("rows");
        var done = row.getInteger("done");
        var failed = row.getInteger("failed");
        return new Import(
                id,
                Kind.valueOf(row.getString("kind")).wire(),
                done + failed < all ? Import.State.RUNNING : Import.State.DONE,
                all,
                done,
                failed,
                tree(row.getString("errors")));
    }

    private void run() {
        while (!closed) {
            try {
                while (!closed && pool.withTransaction(this::step).await().atMost(PATIENCE)) outbox.wake();
                if (woken.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) woken.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (closed) return;
                LOG.warnf("imports go on later: %s", e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// An import of which a chunk is in hand.
    private record Running(UUID id, Kind kind, boolean text, Instant at) {}

    /// Takes in the next chunk; false if there is none that no other replica has in hand.
    private Uni<Boolean> step(SqlConnection tx) {
        return tx.query("""
                        select id, kind, text, created_at from data_import i
                        where exists (select from data_import_chunk c where c.import = i.id)
                        order by created_at limit 1 for update skip locked""").execute().chain(found -> {
            if (found.size() == 0) return Uni.createFrom().item(false);
            var row = found.iterator().next();
            var running = new Running(
                    row.getUUID("id"),
                    Kind.valueOf(row.getString("kind")),
                    row.getBoolean("text"),
                    row.getOffsetDateTime("created_at").toInstant());
            return tx.preparedQuery("""
                            delete from data_import_chunk where (import, first_row) = (
                                select import, first_row from data_import_chunk
                                where import = $1 order by first_row limit 1)
                            returning first_row, sealed, key_id""")
                    .execute(Tuple.of(running.id()))
                    .chain(chunk -> take(
                            tx,
                            running,
                            rows.get(running.kind()),
                            chunk.iterator().next()))
                    .replaceWith(true);
        });
    }

    /// A row that can be taken in.
    private record Good<T>(int number, T item) {}

    private <T extends Rows.Told> Uni<Void> take(SqlClient tx, Running running, Rows<T> kind, Row chunk) {
        var sealed = new Sealer.Sealed(
                chunk.getString("key_id"), chunk.getBuffer("sealed").getBytes());
        var lines = new String(sealer.open(sealed, running.id().toString()), StandardCharsets.UTF_8).split("\n");
        var first = chunk.getInteger("first_row");
        var good = new ArrayList<Good<T>>();
        var bad = new HashMap<Integer, List<Problem.Error>>();
        for (var i = 0; i < lines.length; i++) {
            var fields = new Fields(parse(lines[i]), running.text());
            var item = kind.read(fields, running.at());
            if (item == null) bad.put(first + i, fields.errors());
            else good.add(new Good<>(first + i, item));
        }
        return erased(tx, good.stream().map(it -> it.item().profile()).toArray(UUID[]::new))
                .invoke(erased -> good.removeIf(it -> {
                    var at = erased.get(it.item().profile());
                    var gone = at != null
                            && (!it.item().at().isAfter(at) || !running.at().isAfter(at));
                    if (gone) bad.put(it.number(), List.of(new Problem.Error("", "erased since")));
                    return gone;
                }))
                .chain(() -> kind.take(tx, good.stream().map(Good::item).toList(), running.at()))
                .chain(() -> progress(tx, running.id(), good.size(), bad));
    }

    private static Uni<Map<UUID, Instant>> erased(SqlClient tx, UUID[] profiles) {
        return tx.preparedQuery("select profile, erased_at from erased where profile = any($1)")
                .execute(Tuple.of(profiles))
                .map(found -> {
                    var erased = new HashMap<UUID, Instant>();
                    found.forEach(row -> erased.put(
                            row.getUUID("profile"),
                            row.getOffsetDateTime("erased_at").toInstant()));
                    return erased;
                });
    }

    private Uni<Void> progress(SqlClient tx, UUID id, int done, Map<Integer, List<Problem.Error>> bad) {
        var errors = json.createArrayNode();
        bad.keySet().stream().sorted().limit(TOLD_ERRORS).forEach(number -> tell(errors, number, bad.get(number)));
        return tx.preparedQuery("""
                        update data_import set done = done + $2, failed = failed + $3,
                            errors = jsonb_path_query_array(errors || $5::text::jsonb, '$[0 to $most]',
                                jsonb_build_object('most', $4::int - 1))
                        where id = $1""")
                .execute(Tuple.of(id, done, bad.size(), TOLD_ERRORS, errors.toString()))
                .replaceWithVoid();
    }

    private static void tell(ArrayNode errors, int number, List<Problem.Error> reasons) {
        var list = errors.addObject().put("row", number).putArray("errors");
        reasons.forEach(
                reason -> list.addObject().put("pointer", reason.pointer()).put("detail", reason.detail()));
    }

    /// No object for what is none, or no JSON.
    private JsonNode parse(String line) {
        try {
            return json.reader()
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .readTree(line);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column of imports is no JSON", e);
        }
    }
}
