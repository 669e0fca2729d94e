package io.danggol.bench.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;

/// REES46's multi-category shop: a view, cart or purchase of one product a line, with brand, category path and
/// price in US dollars.
record Rees46() implements ShopFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");

    @Override
    public List<String> columns() {
        return List.of("event_time", "event_type", "product_id", "category_code", "brand", "price", "user_id");
    }

    @Override
    public String currency() {
        return "USD";
    }

    @Override
    public Iterator<ShopEvent> events(Iterator<Row> rows, String source) {
        return Iterators.mapping(rows, row -> event(row, source + "." + row.line()));
    }

    private ShopEvent event(Row row, String id) {
        var price = new BigDecimal(row.text("price"));
        var name = switch (row.text("event_type")) {
            case "view" -> ShopEvent.VIEW;
            case "cart" -> ShopEvent.CART;
            case "remove_from_cart" -> "remove_from_cart";
            case "purchase" -> ShopEvent.PURCHASE;
            case String other -> throw new IllegalArgumentException("line " + row.line() + ": event_type " + other);
        };
        var item = new ShopEvent.Item(
                row.text("product_id"), null, row.text("brand"), categories(row), price, BigDecimal.ONE);
        return new ShopEvent(
                id,
                row.text("user_id"),
                name,
                time(row),
                currency(),
                price.setScale(2, RoundingMode.HALF_UP),
                List.of(item),
                name.equals(ShopEvent.PURCHASE) ? id : null,
                0,
                0);
    }

    private static List<String> categories(Row row) {
        var code = row.text("category_code");
        return code == null ? List.of() : List.of(code.split("\\."));
    }

    private static Instant time(Row row) {
        return LocalDateTime.parse(row.text("event_time"), TIME).toInstant(ZoneOffset.UTC);
    }
}
