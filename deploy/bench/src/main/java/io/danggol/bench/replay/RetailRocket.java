package io.danggol.bench.replay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/// RetailRocket's shop: a view, addtocart or transaction of one product a line, without prices.
record RetailRocket() implements ShopFormat {
    @Override
    public List<String> columns() {
        return List.of("time", "user_id", "event", "item_id", "category_id");
    }

    @Override
    public String currency() {
        return null;
    }

    @Override
    public Iterator<ShopEvent> events(Iterator<Row> rows, String source) {
        return Iterators.mapping(rows, row -> event(row, source + "." + row.line()));
    }

    private static ShopEvent event(Row row, String id) {
        var name = switch (row.text("event")) {
            case "view" -> ShopEvent.VIEW;
            case "addtocart" -> ShopEvent.CART;
            case "transaction" -> ShopEvent.PURCHASE;
            case String other -> throw new IllegalArgumentException("line " + row.line() + ": event " + other);
        };
        var category = row.text("category_id");
        var item = new ShopEvent.Item(
                row.text("item_id"),
                null,
                null,
                category == null ? List.of() : List.of(category),
                null,
                BigDecimal.ONE);
        return new ShopEvent(
                id,
                row.text("user_id"),
                name,
                Instant.ofEpochSecond(Long.parseLong(row.text("time"))),
                null,
                null,
                List.of(item),
                name.equals(ShopEvent.PURCHASE) ? id : null,
                0,
                0);
    }
}
