package io.danggol.recommendation.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.imports.ImportProgress;
import io.danggol.chassis.imports.ImportStore;
import io.danggol.chassis.imports.ImportStore.Chunk;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.chassis.problem.Problem;
import io.danggol.chassis.work.Worker;
import io.danggol.contracts.Product;
import io.danggol.recommendation.feed.Feed;
import io.danggol.recommendation.feed.Rows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
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
import java.util.stream.Collectors;

/// Imports of many products. The rows are stored first and put into the catalogue behind, chunk by chunk.
@Singleton
class Imports {
    private static final int CHUNK = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// So long it takes another replica to notice a file.
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Pool pool;
    private final ImportStore store;
    private final Worker worker;
    private final Catalogue catalogue;
    private final Shelf shelf;
    private final ObjectMapper json;
    private final Clock clock;

    Imports(Pool pool, Catalogue catalogue, Shelf shelf, Outbox outbox, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.store = new ImportStore(pool, json, "product_import", "import_id");
        this.worker = new Worker(
                "imports", POLL, () -> step().invoke(outbox::wake).await().atMost(PATIENCE));
        this.catalogue = catalogue;
        this.shelf = shelf;
        this.json = json;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop();
    }

    /// Takes in a file, whole or not at all; blocks until it is stored.
    UUID accept(Feed feed, Rows rows) throws IOException {
        var id = store.accept(() -> storable(rows.next()), CHUNK, new Writing(feed));
        worker.wake();
        return id;
    }

    private static String storable(String row) {
        return row == null ? null : row.replace('\0', '\uFFFD');
    }

    private final class Writing implements ImportStore.Writer {
        private final Feed feed;

        private Writing(Feed feed) {
            this.feed = feed;
        }

        @Override
        public Uni<?> begin(SqlClient tx, UUID id) {
            return tx.preparedQuery("insert into product_import (id, created_at, feed, rows) values ($1, $2, $3, 0)")
                    .execute(Tuple.of(id, clock.instant().atOffset(ZoneOffset.UTC), feed.key()));
        }

        @Override
        public Uni<?> chunk(SqlClient tx, UUID id, int first, List<String> lines) {
            return tx.preparedQuery(
                            "insert into product_import_chunk (import_id, first_row, lines) values ($1, $2, $3)")
                    .execute(Tuple.of(id, first, String.join("\n", lines)));
        }
    }

    Uni<Optional<ImportProgress>> find(UUID id) {
        return store.find(id).map(found -> found.map(store::progress));
    }

    /// Puts the next chunk in, and says so once it is there for all.
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
        return store.next(tx)
                .chain(chunk -> chunk.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : put(tx, chunk.get()).map(Optional::of));
    }

    private Uni<List<Catalogue.Stored>> put(SqlConnection tx, Chunk chunk) {
        var feed = Feed.of(chunk.of().getString("feed"));
        var number = chunk.first();
        var good = new ArrayList<FeedProduct>();
        var bad = new HashMap<Integer, List<Problem.Error>>();
        for (var line : chunk.rows().getString("lines").split("\n")) {
            switch (FeedProduct.read(feed, parse(line), clock.instant())) {
                case FeedProduct.Read.Good read -> good.add(read.product());
                case FeedProduct.Read.Bad read -> bad.put(number, read.errors());
            }
            number++;
        }
        return merged(tx, good)
                .chain(products -> catalogue.put(tx, products))
                .call(() -> store.advance(tx, chunk, good.size(), bad));
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

    /// Null for what is no JSON.
    private JsonNode parse(String line) {
        try {
            return json.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
