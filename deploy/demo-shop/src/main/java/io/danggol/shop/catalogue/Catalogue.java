package io.danggol.shop.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All that the shop sells. Fixed while it runs; how many are left is [Stock]'s.
public final class Catalogue {
    private final Map<String, Product> products = new LinkedHashMap<>();
    private final List<Category> categories;

    private Catalogue(List<Product> products) {
        var parts = new LinkedHashMap<String, LinkedHashSet<String>>();
        for (var product : products) {
            if (this.products.put(product.id(), product) != null)
                throw new IllegalArgumentException("twice: " + product.id());
            parts.computeIfAbsent(product.category().getFirst(), _ -> new LinkedHashSet<>())
                    .add(product.category().getLast());
        }
        this.categories = parts.entrySet().stream()
                .map(entry -> new Category(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /// The catalogue that the shop comes with.
    public static Catalogue ofTheShop() {
        try (var file = Catalogue.class.getResourceAsStream("products.txt")) {
            return new Catalogue(ProductList.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In the shop's order.
    public Collection<Product> products() {
        return products.values();
    }

    public List<Category> categories() {
        return categories;
    }

    public Optional<Product> find(String id) {
        return Optional.ofNullable(products.get(id));
    }

    /// @param part a second-level category; empty for the whole category
    public List<Product> in(String category, Optional<String> part) {
        return products.values().stream()
                .filter(product -> product.category().getFirst().equals(category))
                .filter(product ->
                        part.map(product.category().getLast()::equals).orElse(true))
                .toList();
    }

    /// The other colours of a product, itself included where it has any; else empty.
    public List<Product> colours(Product product) {
        var root = product.variantOf().orElse(product.id());
        var found = products.values().stream()
                .filter(other -> other.id().equals(root)
                        || other.variantOf().filter(root::equals).isPresent())
                .toList();
        return found.size() > 1 ? found : List.of();
    }

    /// The products whose name, brand, category or text contain every word of `query`; those that name all of them
    /// first. Empty for a blank query.
    public List<Product> search(String query) {
        var words = Arrays.stream(plain(query).split("\\s+"))
                .filter(w -> !w.isEmpty())
                .toList();
        if (words.isEmpty()) return List.of();
        var inName =
                products.values().stream().filter(product -> words.stream().allMatch(plain(product.name())::contains));
        var anywhere =
                products.values().stream().filter(product -> words.stream().allMatch(described(product)::contains));
        return Stream.concat(inName, anywhere).distinct().toList();
    }

    private static String described(Product product) {
        return plain(String.join(
                " ", product.name(), product.brand(), String.join(" ", product.category()), product.text()));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
