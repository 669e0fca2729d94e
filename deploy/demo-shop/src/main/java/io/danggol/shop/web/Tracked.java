package io.danggol.shop.web;

import io.danggol.shop.catalogue.Product;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Something that the page tells the SDK when it is shown, in GA4's words.
///
/// @param once tells it once a browser session under this name; null for each time
record Tracked(String name, Map<String, Object> details, String once) {
    static Tracked of(String name, Map<String, Object> details) {
        return new Tracked(name, details, null);
    }

    /// `details` with currency, value and the products with their pieces.
    static Map<String, Object> bought(Map<Product, Integer> products) {
        var value = products.entrySet().stream()
                .mapToLong(entry -> entry.getKey().sellingPrice() * entry.getValue())
                .sum();
        var details = new LinkedHashMap<String, Object>();
        details.put("currency", "KRW");
        details.put("value", value);
        details.put(
                "items",
                products.entrySet().stream()
                        .map(entry -> item(entry.getKey(), entry.getValue()))
                        .toList());
        return details;
    }

    /// `details` of a list of products under a name.
    static Map<String, Object> list(String name, List<Product> products) {
        var details = new LinkedHashMap<String, Object>();
        details.put("item_list_name", name);
        details.put(
                "items",
                products.stream().limit(50).map(product -> item(product, 1)).toList());
        return details;
    }

    static Map<String, Object> item(Product product, int pieces) {
        var item = new LinkedHashMap<String, Object>();
        item.put("item_id", product.id());
        item.put("item_name", product.name());
        item.put("item_brand", product.brand());
        item.put("item_category", product.category().getFirst());
        item.put("item_category2", product.category().getLast());
        item.put("price", product.sellingPrice());
        item.put("quantity", pieces);
        return item;
    }
}
