package io.danggol.campaign.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.contracts.Product;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The shop's catalogue, as recommendation-service says.
@Singleton
public class Products {
    private final ObjectMapper json;

    Products(ObjectMapper json) {
        this.json = json;
    }

    /// Adds or replaces.
    Uni<Void> put(SqlClient tx, Collection<Product> products) {
        if (products.isEmpty()) return Uni.createFrom().voidItem();
        var rows = List.copyOf(products);
        return tx.preparedQuery("""
                        insert into product (item_id, body)
                        select p.id, p.body::jsonb from unnest($1::text[], $2::text[]) as p (id, body)
                        on conflict (item_id) do update set body = excluded.body""")
                .execute(Tuple.of(
                        rows.stream().map(Product::itemId).toArray(String[]::new),
                        rows.stream().map(this::write).toArray(String[]::new)))
                .replaceWithVoid();
    }

    /// Takes products away.
    Uni<Void> delete(SqlClient tx, Collection<String> itemIds) {
        if (itemIds.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("delete from product where item_id = any($1)")
                .execute(Tuple.of(itemIds.toArray(String[]::new)))
                .replaceWithVoid();
    }

    /// These products by their ids; what the catalogue does not hold is not in it.
    public Uni<Map<String, Product>> of(SqlClient client, Collection<String> itemIds) {
        return client.preparedQuery("select body::text as body from product where item_id = any($1)")
                .execute(Tuple.of(itemIds.toArray(String[]::new)))
                .map(rows -> {
                    var products = new HashMap<String, Product>();
                    rows.forEach(row -> {
                        var product = read(row.getString("body"));
                        products.put(product.itemId(), product);
                    });
                    return products;
                });
    }

    /// Any products that the catalogue holds, at most `limit`, those with a picture first.
    public Uni<List<Product>> some(SqlClient client, int limit) {
        return client.preparedQuery("""
                        select body::text as body from product where body ->> 'adult' is distinct from 'true'
                        order by body ->> 'imageUrl' is null, item_id limit $1""").execute(Tuple.of(limit)).map(rows -> {
            var some = new ArrayList<Product>();
            rows.forEach(row -> some.add(read(row.getString("body"))));
            return List.copyOf(some);
        });
    }

    private String write(Product product) {
        try {
            return json.writeValueAsString(product);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Product read(String body) {
        try {
            return json.readValue(body, Product.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
