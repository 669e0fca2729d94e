package io.danggol.recommendation.feed;

import java.math.BigDecimal;
import java.util.Locale;

/// Naver Shopping EP 3.0: `price_pc` is what a product costs, `normal_price` what it cost before, both in won. The feed
/// knows no stock; in its daily differences the class `D` says that a product is not sold any more.
final class Naver {
    private Naver() {}

    static void translate(Translation row) {
        row.copy("id", "item_id");
        row.copy("title", "item_name");
        row.copy("link", "url");
        row.copy("image_link", "imageUrl");
        row.copy("category_name1", "item_category");
        row.copy("category_name2", "item_category2");
        row.copy("category_name3", "item_category3");
        row.copy(row.text("brand") == null ? "maker" : "brand", "item_brand");
        row.attributes("maker", "origin", "condition");
        prices(row);
        classOf(row);
    }

    private static void prices(Translation row) {
        var cost = won(row, "price_pc");
        var normal = won(row, "normal_price");
        if (cost != null && normal != null && normal.compareTo(cost) > 0) {
            row.put("price", "normal_price", normal);
            row.put("salePrice", "price_pc", cost);
        } else {
            row.put("price", "price_pc", cost);
        }
        row.put("currency", "price_pc", "KRW");
    }

    private static BigDecimal won(Translation row, String column) {
        var text = row.text(column);
        if (text == null) return null;
        if (text.matches("[0-9]+|[0-9]{1,3}(,[0-9]{3})+")) return new BigDecimal(text.replace(",", ""));
        row.reject(column, "expected: an amount in won");
        return null;
    }

    private static void classOf(Translation row) {
        if (row.text("class") == null) return;
        switch (row.text("class").toUpperCase(Locale.ROOT)) {
            case "I", "U" -> {}
            case "D" -> row.say(Translation.Stock.GONE);
            default -> row.reject("class", "expected: I, U or D");
        }
    }
}
