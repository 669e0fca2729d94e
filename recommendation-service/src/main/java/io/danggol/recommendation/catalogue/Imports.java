package io.danggol.recommendation.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.chassis.problem.Problem;
import io.danggol.contracts.Product;
import io.danggol.recommendation.feed.Feed;
import io.danggol.recommendation.feed.Rows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Imports of many products. The rows are stored first and put into the catalogue behind, chunk by chunk, each in one
/// transaction with the import's progress: whatever is killed, another replica or the next start goes on.
@Singleton
class Imports {
    private static final Logger LOG = Logger.getLogger(Imports.class);
    private static final int CHUNK = 500;
    private static final int TOLD_ERRORS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 1_000;

    private final Pool pool;
    private final Catalogue catalogue;
    private final Shelf shelf;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean closed;

    Imports(Pool pool, Catalogue catalogue, Shelf shelf, Outbox outbox, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.catalogue = catalogue;
        this.shelf = shelf;
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

    /// Takes in a file, whole or not at all; blocks until it is stored.
    UUID accept(Feed feed, Rows rows) throws IOException {
        var id = UUID.randomUUID();
        var connection = pool.getConnection().await().atMost(PATIENCE);
        try {
            var tx = connection.begin().await().atMost(PATIENCE);
            store(connection, id, feed, rows);
            tx.commit().await().atMost(PATIENCE);
        } finally {
            // A transaction that is still open here is rolled back.
            connection.close().await().atMost(PATIENCE);
        }
        woken.release();
        return id;
    }

    private void store(SqlConnection connection, UUID id, Feed feed, Rows file) throws IOException {
        execute(
                connection,
                "insert into product_import (id, created_at, feed, rows) values ($1, $2, $3, 0)",
                Tuple.of(id, clock.instant().atOffset(ZoneOffset.UTC), feed.key()));
        var rows = 0;
        for (var chunk = next(file); !chunk.isEmpty(); chunk = next(file)) {
            execute(
                    connection,
                    "insert into product_import_chunk (import_id, first_row, lines) values ($1, $2, $3)",
                    Tuple.of(id, rows + 1, String.join("\n", chunk)));
            rows += chunk.size();
        }
        execute(connection, "update product_import set rows = $2 where id = $1", Tuple.of(id, rows));
    }

    private static void execute(SqlConnection connection, String statement, Tuple values) {
        connection.preparedQuery(statement).execute(values).await().atMost(PATIENCE);
    }

    private static List<String> next(Rows file) throws IOException {
        var chunk = new ArrayList<String>(CHUNK);
        while (chunk.size() < CHUNK) {
            var row = file.next();
            if (row == null) break;
            chunk.add(row.replace('\0', '\uFFFD'));
        }
        return chunk;
    }

    Uni<Optional<Import>> find(UUID id) {
        return pool.preparedQuery("select rows, done, failed, errors::text from product_import where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(progress(id, rows.iterator().next()))
                        : Optional.empty());
    }

    private Import progress(UUID id, Row row) {
        var rows = row.getInteger("rows");
        var done = row.getInteger("done");
        var failed = row.getInteger("failed");
        var state = done + failed < rows ? Import.State.RUNNING : Import.State.DONE;
        return new Import(id, state, rows, done, failed, tree(row.getString("errors")));
    }

    private void run() {
        while (!closed) {
            try {
                while (!closed && step().await().atMost(PATIENCE)) outbox.wake();
                if (woken.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) woken.drainPermits();
            } catch (InterruptedException e) {
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

    /// Puts the next chunk in; false if there is none that no other replica has in hand.
    private Uni<Boolean> step() {
        return pool.withTransaction(this::next)
                .chain(stored -> stored.isEmpty()
                        ? Uni.createFrom().item(false)
                        : shelf.announce(stored.get().stream()
                                        .map(Catalogue.Stored::change)
                                        .toList())
                                .replaceWith(true));
    }

    private Uni<Optional<List<Catalogue.Stored>>> next(SqlConnection tx) {
        return tx.query("""
                        select id, feed from product_import i
                        where exists (select from product_import_chunk c where c.import_id = i.id)
                        order by created_at limit 1 for update skip locked""").execute().chain(found -> {
            if (!found.iterator().hasNext()) return Uni.createFrom().item(Optional.empty());
            var row = found.iterator().next();
            var id = row.getUUID("id");
            return tx.preparedQuery("""
                                    delete from product_import_chunk where (import_id, first_row) = (
                                        select import_id, first_row from product_import_chunk
                                        where import_id = $1 order by first_row limit 1)
                                    returning first_row, lines""")
                    .execute(Tuple.of(id))
                    .chain(rows -> put(tx, id, Feed.of(row.getString("feed")), rows));
        });
    }

    private Uni<Optional<List<Catalogue.Stored>>> put(SqlConnection tx, UUID id, Feed feed, RowSet<Row> chunk) {
        var row = chunk.iterator().next();
        var number = row.getInteger("first_row");
        var good = new ArrayList<FeedProduct>();
        var errors = json.createArrayNode();
        var failed = 0;
        for (var line : row.getString("lines").split("\n")) {
            switch (FeedProduct.read(feed, parse(line), clock.instant())) {
                case FeedProduct.Read.Good read -> good.add(read.product());
                case FeedProduct.Read.Bad bad -> {
                    if (failed++ < TOLD_ERRORS) tell(errors, number, bad.errors());
                }
            }
            number++;
        }
        var refused = failed;
        return merged(tx, good)
                .chain(products -> catalogue.put(tx, products))
                .call(() -> tx.preparedQuery("""
                        update product_import set done = done + $2, failed = failed + $3,
                            errors = case when jsonb_array_length(errors) < $4 then errors || $5::text::jsonb
                                else errors end
                        where id = $1""")
                        .execute(Tuple.of(id, good.size(), refused, TOLD_ERRORS, errors.toString())))
                .map(Optional::of);
    }

    /// The products that stay when each row comes over what was there before it.
    private Uni<List<Product>> merged(SqlConnection tx, List<FeedProduct> rows) {
        var partial = rows.stream()
                .filter(FeedProduct::isPartial)
                .map(row -> row.product().itemId())
                .collect(Collectors.toSet());
        return (partial.isEmpty()
                        ? Uni.createFrom().item(new HashMap<String, Product>())
                        : catalogue.known(tx, partial))
                .map(known -> rows.stream()
                        .map(row -> {
                            var product = row.over(known.get(row.product().itemId()));
                            known.put(product.itemId(), product);
                            return product;
                        })
                        .toList());
    }

    private static void tell(ArrayNode errors, int number, List<Problem.Error> reasons) {
        var error = errors.addObject().put("row", number);
        var list = error.putArray("errors");
        reasons.forEach(
                reason -> list.addObject().put("pointer", reason.pointer()).put("detail", reason.detail()));
    }

    /// Null for what is no JSON.
    private JsonNode parse(String line) {
        try {
            return json.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
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
