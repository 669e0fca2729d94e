package io.danggol.shop.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the product list that the shop comes with: `products.txt`, whose head explains its lines.
final class ProductList {
    private ProductList() {}

    /// The products in the list's order. A line that makes no product fails with its text.
    static List<Product> parse(String text) {
        var products = new ArrayList<Product>();
        var category = List.<String>of();
        for (var line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) continue;
            if (line.startsWith("==")) {
                category = List.of(line.substring(2).strip().split("\\s*>\\s*"));
            } else {
                try {
                    products.add(product(category, line));
                } catch (RuntimeException e) {
                    throw new IllegalArgumentException("no product: " + line, e);
                }
            }
        }
        return products;
    }

    private static Product product(List<String> category, String line) {
        var fields = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        var options = options(fields.get(9));
        return new Product(
                fields.get(0),
                fields.get(1),
                fields.get(2),
                category,
                fields.get(3),
                Long.parseLong(fields.get(4)),
                fields.get(5).equals("-") ? Optional.empty() : Optional.of(Long.valueOf(fields.get(5))),
                Integer.parseInt(fields.get(6)),
                List.of(fields.get(7).split(" ")),
                fields.get(8),
                Optional.ofNullable(options.get("variantOf")),
                Optional.ofNullable(options.get("for"))
                        .map(ids -> List.of(ids.split(",")))
                        .orElse(List.of()),
                Optional.ofNullable(options.get("every")).map(Integer::valueOf));
    }

    private static Map<String, String> options(String text) {
        var options = new HashMap<String, String>();
        for (var option : text.split(" ")) {
            var equals = option.indexOf('=');
            if (equals > 0) options.put(option.substring(0, equals), option.substring(equals + 1));
        }
        return options;
    }
}
