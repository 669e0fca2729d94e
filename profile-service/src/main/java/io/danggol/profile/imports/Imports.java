package io.danggol.profile.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.danggol.chassis.imports.ImportStore;
import io.danggol.chassis.imports.ImportStore.Chunk;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.work.Worker;
import io.danggol.profile.customer.Sealer;
import io.danggol.profile.person.Profiles;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Imports of many rows. They are stored first, encrypted, and taken in behind, chunk by chunk.
@Singleton
class Imports {
    private static final int CHUNK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// So long it takes another replica to notice a file.
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Pool pool;
    private final ImportStore store;
    private final Worker worker;
    private final Map<Kind, Rows<?>> rows = new HashMap<>();
    private final Profiles profiles;
    private final Sealer sealer;
    private final ObjectMapper json;
    private final Clock clock;

    Imports(
            Pool pool,
            @All List<Rows<?>> rows,
            Profiles profiles,
            Sealer sealer,
            Outbox outbox,
            ObjectMapper json,
            Clock clock) {
        this.pool = pool;
        this.store = new ImportStore(pool, json, "data_import", "import");
        this.worker = new Worker(
                "imports", POLL, () -> step().invoke(outbox::wake).await().atMost(PATIENCE));
        rows.forEach(each -> this.rows.put(each.kind(), each));
        this.profiles = profiles;
        this.sealer = sealer;
        this.json = json;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop();
    }

    /// Takes in a file whole or not at all; blocks until it is stored.
    ///
    /// @param text whether all values are text
    UUID accept(Kind kind, boolean text, Lines lines) throws IOException {
        var id = store.accept(() -> lines.next().orElse(null), CHUNK, new Sealing(kind, text));
        worker.wake();
        return id;
    }

    /// Writes rows down so that none can be read in the database.
    private final class Sealing implements ImportStore.Writer {
        private final Kind kind;
        private final boolean text;

        private Sealing(Kind kind, boolean text) {
            this.kind = kind;
            this.text = text;
        }

        @Override
        public Uni<?> begin(SqlClient tx, UUID id) {
            return tx.preparedQuery("insert into data_import (id, kind, text, created_at) values ($1, $2, $3, $4)")
                    .execute(Tuple.of(id, kind.name(), text, clock.instant().atOffset(ZoneOffset.UTC)));
        }

        @Override
        public Uni<?> chunk(SqlClient tx, UUID id, int first, List<String> lines) {
            var sealed = sealer.seal(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), id.toString());
            return tx.preparedQuery(
                            "insert into data_import_chunk (import, first_row, sealed, key_id) values ($1, $2, $3, $4)")
                    .execute(Tuple.of(id, first, Buffer.buffer(sealed.bytes()), sealed.keyId()));
        }
    }

    Uni<Optional<Import>> find(UUID id) {
        return store.find(id).map(found -> found.map(this::progress));
    }

    private Import progress(Row row) {
        var progress = store.progress(row);
        return new Import(
                progress.id(),
                Kind.valueOf(row.getString("kind")).wire(),
                progress.state(),
                progress.rows(),
                progress.done(),
                progress.failed(),
                progress.errors());
    }

    private Uni<Boolean> step() {
        return pool.withTransaction(tx -> store.next(tx)
                .chain(chunk -> chunk.isEmpty()
                        ? Uni.createFrom().item(false)
                        : take(tx, chunk.get()).replaceWith(true)));
    }

    private Uni<Void> take(SqlClient tx, Chunk chunk) {
        return take(tx, chunk, rows.get(Kind.valueOf(chunk.of().getString("kind"))));
    }

    /// A row that can be taken in.
    private record Good<T>(int number, T item) {}

    private <T extends Rows.Told> Uni<Void> take(SqlClient tx, Chunk chunk, Rows<T> kind) {
        var text = chunk.of().getBoolean("text");
        var at = chunk.of().getOffsetDateTime("created_at").toInstant();
        var lines = open(chunk).split("\n");
        var good = new ArrayList<Good<T>>();
        var bad = new HashMap<Integer, List<Problem.Error>>();
        for (var i = 0; i < lines.length; i++) {
            var fields = new Fields(parse(lines[i]), text);
            var item = kind.read(fields, at);
            if (item == null) bad.put(chunk.first() + i, fields.errors());
            else good.add(new Good<>(chunk.first() + i, item));
        }
        return profiles.erased(tx, good.stream().map(it -> it.item().profile()).toList())
                .invoke(erased -> good.removeIf(it -> {
                    var until = erased.get(it.item().profile());
                    var gone = until != null && (!it.item().at().isAfter(until) || !at.isAfter(until));
                    if (gone) bad.put(it.number(), List.of(new Problem.Error("", "erased since")));
                    return gone;
                }))
                .chain(() -> kind.take(tx, good.stream().map(Good::item).toList(), at))
                .chain(() -> store.advance(tx, chunk, good.size(), bad));
    }

    private String open(Chunk chunk) {
        var row = chunk.rows();
        var sealed = new Sealer.Sealed(
                row.getString("key_id"), row.getBuffer("sealed").getBytes());
        return new String(sealer.open(sealed, chunk.id().toString()), StandardCharsets.UTF_8);
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
}
