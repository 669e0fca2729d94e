package io.danggol.recommendation.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.Product;
import io.danggol.contracts.Topics;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The catalogue in the database, where it belongs. Every change gets the next revision and is owed to the log.
@Singleton
class Catalogue {
    private static final int PAGE = 2_000;

    /// @param created whether the catalogue did not have it before
    record Stored(Change change, boolean created) {}

    private final Pool pool;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;

    Catalogue(Pool pool, Outbox outbox, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /// Puts products in or replaces them; of two with one id the later one stays.
    Uni<List<Stored>> put(List<Product> products) {
        return committed(pool.withTransaction(tx -> put(tx, products)));
    }

    /// As [#put(List)], in a transaction of the caller, who wakes the outbox.
    Uni<List<Stored>> put(SqlConnection tx, List<Product> products) {
        var latest = new LinkedHashMap<String, Product>();
        products.forEach(product -> latest.put(product.itemId(), product));
        if (latest.isEmpty()) return Uni.createFrom().item(List.of());
        return nextRevisions(tx, latest.size())
                .chain(first -> tx.preparedQuery("""
                        insert into product as p (item_id, revision, body, since)
                        select item_id, $1 + row_number() over () - 1, body::jsonb, $4
                        from unnest($2::text[], $3::text[]) as given (item_id, body)
                        on conflict (item_id) do update set revision = excluded.revision, body = excluded.body,
                            since = case when p.body is null then excluded.since else p.since end
                        returning item_id, revision, since, body, since = $4 as created""")
                        .execute(Tuple.of(
                                first,
                                latest.keySet().toArray(String[]::new),
                                latest.values().stream().map(this::write).toArray(String[]::new),
                                clock.instant().atOffset(ZoneOffset.UTC))))
                .chain(rows -> owe(tx, rows));
    }

    /// The products with these ids that the catalogue has, to stay so until the end of the transaction.
    Uni<Map<String, Product>> known(SqlConnection tx, Collection<String> ids) {
        // Whoever changes a product takes this lock first.
        return tx.query("select from catalogue_revision for update")
                .execute()
                .chain(_ -> tx.preparedQuery(
                                "select item_id, body from product where item_id = any($1) and body is not null")
                        .execute(Tuple.of(ids.toArray(String[]::new))))
                .map(rows -> {
                    var known = new HashMap<String, Product>();
                    rows.forEach(row -> known.put(row.getString("item_id"), read(row.getJsonObject("body"))));
                    return known;
                });
    }

    /// Sets the stock of one product; empty if the catalogue does not have it.
    Uni<Optional<Stored>> setStock(String itemId, long stock) {
        return committed(pool.withTransaction(tx -> nextRevisions(tx, 1)
                        .chain(revision -> tx.preparedQuery("""
                                update product
                                set revision = $1, body = jsonb_set(body, '{stock}', to_jsonb($3::bigint))
                                where item_id = $2 and body is not null
                                returning item_id, revision, since, body, false as created""").execute(Tuple.of(revision, itemId, stock)))
                        .chain(rows -> owe(tx, rows))))
                .map(stored -> stored.stream().findFirst());
    }

    /// Takes one product out; empty if the catalogue does not have it.
    Uni<Optional<Stored>> delete(String itemId) {
        return committed(pool.withTransaction(tx -> nextRevisions(tx, 1)
                        .chain(revision -> tx.preparedQuery("""
                                update product set revision = $1, body = null
                                where item_id = $2 and body is not null
                                returning item_id, revision, since, body, false as created""").execute(Tuple.of(revision, itemId)))
                        .chain(rows -> owe(tx, rows))))
                .map(stored -> stored.stream().findFirst());
    }

    /// The states of the products that changed after `revision`, in the order of their revisions, a page of them; the
    /// last page is empty.
    Uni<List<Change>> after(long revision) {
        return pool.preparedQuery("""
                        select item_id, revision, since, body from product
                        where revision > $1 order by revision limit $2""").execute(Tuple.of(revision, PAGE)).map(rows -> {
            var changes = new ArrayList<Change>(rows.size());
            rows.forEach(row -> changes.add(change(row)));
            return changes;
        });
    }

    /// Reserves revisions up to the commit and answers the first.
    private static Uni<Long> nextRevisions(SqlClient tx, int count) {
        return tx.preparedQuery(
                        "update catalogue_revision set revision = revision + $1 returning revision - $1 + 1 as first")
                .execute(Tuple.of((long) count))
                .map(rows -> rows.iterator().next().getLong("first"));
    }

    private Uni<List<Stored>> owe(SqlClient tx, RowSet<Row> rows) {
        var stored = new ArrayList<Stored>(rows.size());
        rows.forEach(row -> stored.add(new Stored(change(row), row.getBoolean("created"))));
        var messages = stored.stream()
                .map(Stored::change)
                .map(change -> outbox.message(
                        Topics.PRODUCTS,
                        change.itemId(),
                        Product.TYPE,
                        change.itemId() + "@" + change.revision(),
                        change.product()))
                .toList();
        return outbox.append(tx, messages).replaceWith(stored);
    }

    private <T> Uni<T> committed(Uni<T> transaction) {
        return transaction.invoke(outbox::wake);
    }

    private Change change(Row row) {
        var body = row.getJsonObject("body");
        return new Change(
                row.getString("item_id"),
                row.getLong("revision"),
                Instant.from(row.getOffsetDateTime("since")),
                body == null ? null : read(body));
    }

    private Product read(JsonObject body) {
        try {
            return json.readValue(body.encode(), Product.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of the catalogue is no product", e);
        }
    }

    private String write(Product product) {
        try {
            return json.writeValueAsString(product);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
