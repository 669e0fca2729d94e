package io.danggol.campaign.audience;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.Fold;
import io.danggol.chassis.log.LogRecord;
import io.danggol.contracts.Product;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/// Keeps the catalogue.
@Singleton
class ProductFold implements Fold {
    private final Products products;
    private final ObjectMapper json;

    ProductFold(Products products, ObjectMapper json) {
        this.products = products;
        this.json = json;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        var newest = new LinkedHashMap<String, Product>();
        var gone = new LinkedHashSet<String>();
        for (var record : records) {
            if (record.body() == null) {
                newest.remove(record.key());
                gone.add(record.key());
            } else {
                var product = record.as(Product.class, json);
                newest.put(product.itemId(), product);
                gone.remove(product.itemId());
            }
        }
        return products.delete(tx, gone).chain(() -> products.put(tx, newest.values()));
    }
}
