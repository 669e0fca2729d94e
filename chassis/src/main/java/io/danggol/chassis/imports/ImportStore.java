package io.danggol.chassis.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.danggol.chassis.imports.ImportProgress.State;
import io.danggol.chassis.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The imports of a service, with what is still to be taken in of them. A chunk is deleted in the transaction that
/// takes its rows in, which also writes the import's progress: whatever is killed, another replica or the next start
/// goes on.
public final class ImportStore {
    private static final int TOLD_ERRORS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Pool pool;
    private final ObjectMapper json;
    private final String imports;
    private final String chunks;
    private final String owner;

    /// @param imports a table with `id`, `created_at`, `rows`, `done`, `failed`, `errors`, and the service's own
    /// columns; its chunks are in `<imports>_chunk`, with `first_row` and the service's own columns
    /// @param owner the chunks' column that names their import
    public ImportStore(Pool pool, ObjectMapper json, String imports, String owner) {
        this.pool = pool;
        this.json = json;
        this.imports = imports;
        this.chunks = imports + "_chunk";
        this.owner = owner;
    }

    /// The rows of a file, one after the other.
    @FunctionalInterface
    public interface Lines {
        /// The next one; null after the last.
        String next() throws IOException;
    }

    /// How a service writes an import down, in one transaction.
    public interface Writer {
        /// Adds the import, without rows yet.
        Uni<?> begin(SqlClient tx, UUID id);

        /// @param first the number of the first of these rows; the file's first is 1
        Uni<?> chunk(SqlClient tx, UUID id, int first, List<String> lines);
    }

    /// Stores a file whole or not at all, in chunks of so many rows; blocks until it is stored.
    public UUID accept(Lines lines, int chunk, Writer writer) throws IOException {
        var id = UUID.randomUUID();
        var connection = pool.getConnection().await().atMost(PATIENCE);
        try {
            var tx = connection.begin().await().atMost(PATIENCE);
            store(connection, id, lines, chunk, writer);
            tx.commit().await().atMost(PATIENCE);
        } finally {
            // A transaction that is still open here is rolled back.
            connection.close().await().atMost(PATIENCE);
        }
        return id;
    }

    private void store(SqlConnection connection, UUID id, Lines lines, int size, Writer writer) throws IOException {
        writer.begin(connection, id).await().atMost(PATIENCE);
        var rows = 0;
        for (var chunk = next(lines, size); !chunk.isEmpty(); chunk = next(lines, size)) {
            writer.chunk(connection, id, rows + 1, chunk).await().atMost(PATIENCE);
            rows += chunk.size();
        }
        connection
                .preparedQuery("update " + imports + " set rows = $2 where id = $1")
                .execute(Tuple.of(id, rows))
                .await()
                .atMost(PATIENCE);
    }

    private static List<String> next(Lines lines, int size) throws IOException {
        var chunk = new ArrayList<String>(size);
        while (chunk.size() < size) {
            var line = lines.next();
            if (line == null) break;
            chunk.add(line);
        }
        return chunk;
    }

    /// The row of an import, with [#progress]; empty if there is none.
    public Uni<Optional<Row>> find(UUID id) {
        return pool.preparedQuery("select *, errors::text as told from " + imports + " where id = $1")
                .execute(Tuple.of(id))
                .map(found -> found.size() == 0
                        ? Optional.empty()
                        : Optional.of(found.iterator().next()));
    }

    /// How far the import has come whose row was found.
    public ImportProgress progress(Row row) {
        var rows = row.getInteger("rows");
        var done = row.getInteger("done");
        var failed = row.getInteger("failed");
        return new ImportProgress(
                row.getUUID("id"),
                done + failed < rows ? State.RUNNING : State.DONE,
                rows,
                done,
                failed,
                tree(row.getString("told")));
    }

    /// Rows that are to be taken in now.
    ///
    /// @param of the row of their import
    /// @param rows their own row
    public record Chunk(Row of, Row rows) {
        public UUID id() {
            return of.getUUID("id");
        }

        /// The number of its first row.
        public int first() {
            return rows.getInteger("first_row");
        }
    }

    /// Takes out the next chunk; empty if there is none that no other replica has in hand.
    public Uni<Optional<Chunk>> next(SqlClient tx) {
        return tx.query("""
                        select * from %s i where exists (select from %s c where c.%s = i.id)
                        order by created_at limit 1 for update skip locked""".formatted(imports, chunks, owner)).execute().chain(found -> {
            if (found.size() == 0) return Uni.createFrom().item(Optional.empty());
            var of = found.iterator().next();
            return tx.preparedQuery("""
                            delete from %1$s where (%2$s, first_row) = (
                                select %2$s, first_row from %1$s where %2$s = $1 order by first_row limit 1)
                            returning *""".formatted(chunks, owner))
                    .execute(Tuple.of(of.getUUID("id")))
                    .map(rows -> Optional.of(new Chunk(of, rows.iterator().next())));
        });
    }

    /// Notes what became of a chunk.
    ///
    /// @param bad what is wrong with each refused row, by its number
    public Uni<Void> advance(SqlClient tx, Chunk chunk, int done, Map<Integer, List<Problem.Error>> bad) {
        var errors = json.createArrayNode();
        bad.keySet().stream().sorted().limit(TOLD_ERRORS).forEach(number -> tell(errors, number, bad.get(number)));
        return tx.preparedQuery("""
                        update %s set done = done + $2, failed = failed + $3,
                            errors = jsonb_path_query_array(errors || $5::text::jsonb, '$[0 to $most]',
                                jsonb_build_object('most', $4::int - 1))
                        where id = $1""".formatted(imports))
                .execute(Tuple.of(chunk.id(), done, bad.size(), TOLD_ERRORS, errors.toString()))
                .replaceWithVoid();
    }

    private static void tell(ArrayNode errors, int number, List<Problem.Error> reasons) {
        var list = errors.addObject().put("row", number).putArray("errors");
        reasons.forEach(
                reason -> list.addObject().put("pointer", reason.pointer()).put("detail", reason.detail()));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column of imports is no JSON", e);
        }
    }
}
