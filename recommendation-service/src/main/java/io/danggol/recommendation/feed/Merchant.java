package io.danggol.recommendation.feed;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;

/// Google Merchant Center's product data: `price` is the regular price, `sale_price` holds in its term, both with a
/// currency (`15000 KRW`); availability stands for a stock that nobody counts.
final class Merchant {
    private static final Pattern MONEY = Pattern.compile("([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\\.[0-9]+)? *([A-Z]{3})");
    /// Offsets come with and without a colon, times with and without seconds.
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm[:ss]")
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private static final int LEVELS = 3;

    private Merchant() {}

    static void translate(Translation row, Instant now) {
        row.copy("id", "item_id");
        row.copy("title", "item_name");
        row.copy("brand", "item_brand");
        row.copy("link", "url");
        row.copy("image_link", "imageUrl");
        row.copy("item_group_id", "variantOf");
        row.attributes("color", "size", "gender", "age_group", "material", "pattern", "condition");
        category(row);
        row.put("price", "price", money(row, "price"));
        var salePrice = money(row, "sale_price");
        if (isOn(row, now)) row.put("salePrice", "sale_price", salePrice);
        if (row.text("adult") != null)
            row.put("adult", row.text("adult").toLowerCase(Locale.ROOT).matches("yes|true"));
        availability(row);
    }

    /// The shop's own kind of product, else Google's; a Google category in digits says nothing to a shopper.
    private static void category(Translation row) {
        var column = row.text("product_type") == null ? "google_product_category" : "product_type";
        var path = row.text(column);
        if (path == null || path.matches("[0-9]+")) return;
        var levels = path.split(">");
        for (var level = 0; level < Math.min(LEVELS, levels.length); level++) {
            if (levels[level].isBlank()) return;
            row.put("item_category" + (level == 0 ? "" : level + 1), column, levels[level].strip());
        }
    }

    private static BigDecimal money(Translation row, String column) {
        var text = row.text(column);
        if (text == null) return null;
        var money = MONEY.matcher(text);
        if (!money.matches()) {
            row.reject(column, "expected: an amount and its currency, such as 15000 KRW");
            return null;
        }
        var currency = row.product().path("currency").asText(money.group(3));
        if (!currency.equals(money.group(3))) row.reject(column, "expected: one currency");
        row.put("currency", column, currency);
        return new BigDecimal(money.group(1).replace(",", "") + (money.group(2) == null ? "" : money.group(2)));
    }

    /// Whether the sale has begun and not ended, both ends included; one without a term is on.
    private static boolean isOn(Translation row, Instant now) {
        var term = row.text("sale_price_effective_date");
        if (term == null) return true;
        try {
            var ends = term.split("/", 2);
            return !now.isBefore(time(ends[0])) && !now.isAfter(time(ends[ends.length - 1]));
        } catch (DateTimeParseException e) {
            row.reject("sale_price_effective_date", "expected: two times with offset and a slash between them");
            return false;
        }
    }

    private static Instant time(String text) {
        return TIME.parse(text.strip(), OffsetDateTime::from).toInstant();
    }

    private static void availability(Translation row) {
        var text = row.text("availability");
        if (text == null) return;
        switch (text.toLowerCase(Locale.ROOT).replace(' ', '_')) {
            case "in_stock", "preorder", "backorder" -> row.say(Translation.Stock.SOME);
            case "out_of_stock" -> row.say(Translation.Stock.NONE);
            default -> row.reject("availability", "expected: in_stock, out_of_stock, preorder or backorder");
        }
    }
}
