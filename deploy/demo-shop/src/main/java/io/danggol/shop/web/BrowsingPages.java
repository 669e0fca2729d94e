package io.danggol.shop.web;

import io.danggol.shop.catalogue.Catalogue;
import io.danggol.shop.catalogue.Category;
import io.danggol.shop.catalogue.Product;
import io.danggol.shop.catalogue.Stock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Home, categories, products and search.
final class BrowsingPages {
    private final Catalogue catalogue;
    private final Stock stock;
    private final Pages pages;

    BrowsingPages(Catalogue catalogue, Stock stock, Pages pages) {
        this.catalogue = catalogue;
        this.stock = stock;
        this.pages = pages;
    }

    Answer home(Visit visit) {
        Predicate<Product> inStock = product -> stock.of(product.id()) > 0;
        var bargains = catalogue.products().stream()
                .filter(inStock)
                .filter(Product::onSale)
                .filter(product -> product.variantOf().isEmpty())
                .sorted(Comparator.comparing(Product::discountPercent).reversed())
                .limit(8)
                .toList();
        var faces = catalogue.categories().stream()
                .collect(
                        HashMap<String, Card>::new,
                        (all, category) -> all.put(category.name(), face(category)),
                        Map::putAll);
        return pages.page(
                visit,
                "home",
                Map.of("bargains", Card.of(bargains, stock), "faces", faces),
                List.of(Tracked.of("view_item_list", Tracked.list("오늘의 특가", bargains))));
    }

    /// The product that stands for a category in the menu.
    private Card face(Category category) {
        return Card.of(
                catalogue
                        .in(category.name(), Optional.of(category.parts().getFirst()))
                        .getFirst(),
                stock);
    }

    Answer category(Visit visit, String name) {
        var category = catalogue.categories().stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow(Refusal::notFound);
        var part = visit.request().field("part");
        var order = visit.request().field("sort").orElse("recommended");
        var products = sorted(catalogue.in(name, part), order);
        if (products.isEmpty()) throw Refusal.notFound();
        var content = new HashMap<String, Object>();
        content.put("category", category);
        content.put("part", part.orElse(""));
        content.put("sort", order);
        content.put("cards", Card.of(products, stock));
        content.put("first", products.getFirst().id());
        return pages.page(
                visit,
                "category",
                content,
                List.of(Tracked.of("view_item_list", Tracked.list(part.orElse(name), products))));
    }

    private static List<Product> sorted(List<Product> products, String order) {
        return switch (order) {
            case "cheap" ->
                products.stream()
                        .sorted(Comparator.comparing(Product::sellingPrice))
                        .toList();
            case "dear" ->
                products.stream()
                        .sorted(Comparator.comparing(Product::sellingPrice).reversed())
                        .toList();
            case "sale" ->
                products.stream()
                        .sorted(Comparator.comparing(Product::discountPercent).reversed())
                        .toList();
            default -> products;
        };
    }

    Answer product(Visit visit, String id) {
        var product = catalogue.find(id).orElseThrow(Refusal::notFound);
        var left = stock.of(id);
        var content = new HashMap<String, Object>();
        content.put("product", product);
        content.put("card", Card.of(product, stock));
        content.put("left", left);
        content.put("few", left > 0 && left <= 10);
        content.put("most", Math.min(left, 10));
        content.put("colours", Card.of(catalogue.colours(product), stock));
        return pages.page(
                visit, "product", content, List.of(Tracked.of("view_item", Tracked.bought(Map.of(product, 1)))));
    }

    Answer search(Visit visit) {
        var query = visit.request().field("q").orElse("");
        var found = catalogue.search(query);
        var content = new HashMap<String, Object>();
        content.put("query", query);
        content.put("cards", Card.of(found, stock));
        content.put("found", found.stream().map(Product::id).collect(Collectors.joining(",")));
        return pages.page(
                visit,
                "search",
                content,
                query.isEmpty()
                        ? List.of()
                        : List.of(
                                Tracked.of("search", Map.of("search_term", query)),
                                Tracked.of("view_item_list", Tracked.list("검색 결과", found))));
    }
}
