package io.danggol.recommendation.catalogue;

import io.danggol.recommendation.history.Items;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The catalogue as this replica knows it, with the ways to find products that have something in common.
///
/// Of two states of a product the one of the higher revision holds, whichever comes first. Not thread-safe.
public final class Assortment {
    /// A null product is one that was deleted.
    private record Entry(Product product, Set<String> words, long revision) {}

    private record Arrival(Instant since, int item) {}

    private static final Comparator<Arrival> NEWEST_FIRST =
            Comparator.comparing(Arrival::since).reversed().thenComparing(Arrival::item);

    private final Items items;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Set<Integer>> byCategory = new HashMap<>();
    private final Map<String, Set<String>> pathsByName = new HashMap<>();
    private final Map<String, Set<Integer>> byBrand = new HashMap<>();
    private final Map<String, Set<Integer>> byWord = new HashMap<>();
    private final Map<String, Set<Integer>> accessories = new HashMap<>();
    private final NavigableSet<Arrival> sellable = new TreeSet<>(NEWEST_FIRST);
    private int size;

    public Assortment(Items items) {
        this.items = items;
    }

    /// Number of products, sold-out ones included.
    public int size() {
        return size;
    }

    /// The product with this number, if the catalogue has it.
    public Optional<Product> find(int item) {
        return Optional.ofNullable(product(item));
    }

    /// As [#find], null if the catalogue does not have it.
    public Product product(int item) {
        return item < 0 || item >= entries.size() || entries.get(item) == null
                ? null
                : entries.get(item).product();
    }

    /// Whether the catalogue has it and it may be shown to anybody now.
    public boolean isSellable(int item) {
        var product = product(item);
        return product != null && product.isSellable();
    }

    /// Everything that may be shown, the newest arrivals first.
    public Stream<Product> sellable() {
        return sellable.stream().map(arrival -> product(arrival.item()));
    }

    /// The products in a category and below it, in the order of their numbers.
    public Collection<Integer> inCategory(String category) {
        return byCategory.getOrDefault(category, Set.of());
    }

    /// The paths of the categories that people call `name`; a path is its own name.
    public Collection<String> categoriesCalled(String name) {
        return byCategory.containsKey(name) ? Set.of(name) : pathsByName.getOrDefault(name, Set.of());
    }

    /// The words of the product's name; empty if the catalogue does not have it.
    Set<String> words(int item) {
        return item < 0 || item >= entries.size() || entries.get(item) == null
                ? Set.of()
                : entries.get(item).words();
    }

    Collection<Integer> ofBrand(String brand) {
        return byBrand.getOrDefault(brand, Set.of());
    }

    Collection<Integer> withWord(String word) {
        return byWord.getOrDefault(word, Set.of());
    }

    /// The accessories of the product with this id.
    public Collection<Integer> accessoriesOf(String id) {
        return accessories.getOrDefault(id, Set.of());
    }

    /// Takes over the state of `product` at `revision`; false if a later one is known or there is no room for more.
    public boolean put(Product product, long revision) {
        return set(product.id(), product, revision);
    }

    /// The catalogue no longer has the product from `revision` on.
    public boolean remove(String id, long revision) {
        return set(id, null, revision);
    }

    private boolean set(String id, Product product, long revision) {
        var item = items.number(id);
        if (item == Items.NONE) return false;
        while (entries.size() <= item) entries.add(null);
        var before = entries.get(item);
        if (before != null && before.revision() >= revision) return false;
        var old = before == null ? null : before.product();
        if (old != null && product != null && sameFacets(old, product)) {
            entries.set(item, new Entry(product, before.words(), revision));
        } else {
            if (old != null) file(item, old, before.words(), false);
            var words = product == null ? Set.<String>of() : Words.of(product.name());
            if (product != null) file(item, product, words, true);
            entries.set(item, new Entry(product, words, revision));
        }
        if (old != null && old.isSellable()) sellable.remove(new Arrival(old.since(), item));
        if (product != null && product.isSellable()) sellable.add(new Arrival(product.since(), item));
        size += (product == null ? 0 : 1) - (old == null ? 0 : 1);
        return true;
    }

    private static boolean sameFacets(Product one, Product other) {
        return one.levels().equals(other.levels())
                && Objects.equals(one.brand(), other.brand())
                && Objects.equals(one.name(), other.name())
                && one.accessoriesOf().equals(other.accessoriesOf());
    }

    private void file(int item, Product product, Set<String> words, boolean in) {
        for (var category : product.categories()) {
            file(byCategory, category, item, in);
            file(pathsByName, Product.nameOf(category), category, byCategory.containsKey(category));
        }
        if (product.brand() != null) file(byBrand, product.brand(), item, in);
        for (var word : words) file(byWord, word, item, in);
        for (var main : product.accessoriesOf()) file(accessories, main, item, in);
    }

    private static <T> void file(Map<String, Set<T>> index, String key, T value, boolean in) {
        if (in) {
            index.computeIfAbsent(key, _ -> new TreeSet<>()).add(value);
        } else {
            index.computeIfPresent(key, (_, held) -> {
                held.remove(value);
                return held.isEmpty() ? null : held;
            });
        }
    }
}
