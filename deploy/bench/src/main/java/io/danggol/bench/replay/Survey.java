package io.danggol.bench.replay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a plain count over the file says, without the suite; events with a negative price are left out of all but
/// `events`.
final class Survey {
    private final Set<String> users = new LinkedHashSet<>();
    private final Set<String> buyers = new HashSet<>();
    private final Map<String, Map<String, Boolean>> carts = new HashMap<>();
    private final Map<String, ShopEvent.Item> catalogue = new LinkedHashMap<>();
    private final Map<String, Long> categories = new HashMap<>();
    private long events;
    private long negative;
    private BigDecimal gross = BigDecimal.ZERO;
    private BigDecimal refunded = BigDecimal.ZERO;
    private Instant last = Instant.MIN;

    void add(ShopEvent event) {
        events++;
        if (event.at().isAfter(last)) last = event.at();
        if (event.items().stream()
                .anyMatch(item -> item.price() != null && item.price().signum() < 0)) {
            negative++;
            return;
        }
        users.add(event.user());
        for (var item : event.items()) {
            catalogue.merge(item.id(), item, Survey::newer);
            if (!item.categories().isEmpty()) categories.merge(item.categories().getFirst(), 1L, Long::sum);
        }
        switch (event.name()) {
            case ShopEvent.CART -> event.items().forEach(item -> inCart(event.user(), item.id(), true));
            case "remove_from_cart" -> event.items().forEach(item -> inCart(event.user(), item.id(), false));
            case ShopEvent.PURCHASE -> {
                buyers.add(event.user());
                event.items().forEach(item -> inCart(event.user(), item.id(), false));
                if (event.value() != null) gross = gross.add(event.value());
            }
            case ShopEvent.REFUND -> refunded = refunded.add(event.value());
            default -> {}
        }
    }

    private void inCart(String user, String item, boolean in) {
        carts.computeIfAbsent(user, _ -> new HashMap<>()).put(item, in);
    }

    /// The later line's words, where it has any.
    private static ShopEvent.Item newer(ShopEvent.Item old, ShopEvent.Item item) {
        return new ShopEvent.Item(
                item.id(),
                item.name() == null ? old.name() : item.name(),
                item.brand() == null ? old.brand() : item.brand(),
                item.categories().isEmpty() ? old.categories() : item.categories(),
                item.price() == null || item.price().signum() == 0 ? old.price() : item.price(),
                item.quantity());
    }

    long events() {
        return events;
    }

    long negative() {
        return negative;
    }

    Set<String> users() {
        return users;
    }

    int buyers() {
        return buyers.size();
    }

    /// People with an item in the cart and no later purchase of it.
    long fullCarts() {
        return carts.values().stream().filter(cart -> cart.containsValue(true)).count();
    }

    /// Every product that the events name, with the latest words for it.
    Map<String, ShopEvent.Item> catalogue() {
        return catalogue;
    }

    /// The top categories with the most events, at most so many.
    List<String> busiestCategories(int most) {
        return categories.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    BigDecimal gross() {
        return gross;
    }

    BigDecimal net() {
        return gross.subtract(refunded);
    }

    /// When the last event happened, as the file says.
    Instant last() {
        return last;
    }
}
