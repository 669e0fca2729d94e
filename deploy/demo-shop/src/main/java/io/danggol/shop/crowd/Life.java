package io.danggol.shop.crowd;

import io.danggol.shop.catalogue.Product;
import io.danggol.shop.crowd.PastEvent.Item;
import io.danggol.shop.customer.Customer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/// What one shopper does in the past's span: visit by visit, on one device or two.
///
/// Time runs as an age in seconds that shrinks to 0 at the past's end.
final class Life {
    private static final long DAY = 86_400;
    private static final long SPAN = Crowd.SPAN.toSeconds();
    /// The youngest that a visit may begin: it is over before the past ends.
    private static final long LAST_START = 3_600;

    /// One visit to come.
    ///
    /// @param age of its beginning, in seconds
    /// @param wanted what it is made for; empty for looking around
    private record Visit(long age, List<Product> wanted) {}

    private final Shopper shopper;
    private final Shelves shelves;
    private final Random random;
    private final String prefix;
    private final List<PastEvent> events = new ArrayList<>();
    private final Map<String, Integer> visitsOnDevice = new HashMap<>();
    private final Set<String> loggedIn = new HashSet<>();
    private final Map<String, Integer> cart = new LinkedHashMap<>();
    private boolean signedUp;
    /// What the shopper cannot decide on; null for nothing.
    private Product longedFor;

    private int orders;
    private long lastAge = SPAN + 1_801;

    // Of the running visit.
    private long age;
    private String device;
    private String session;

    Life(Shopper shopper, Shelves shelves, long seed) {
        this.shopper = shopper;
        this.shelves = shelves;
        this.random = Crowd.randomOf(seed, shopper.number(), "life");
        this.prefix = "past-" + seed + "-" + shopper.number() + "-";
    }

    /// In no particular order; a refund comes after its order by its age.
    List<PastEvent> events() {
        visits().stream()
                .sorted((one, other) -> Long.compare(other.age(), one.age()))
                .forEach(this::visit);
        return events;
    }

    private List<Visit> visits() {
        var intent = shopper.intent();
        var visits = new ArrayList<Visit>();
        if (intent == Intent.REGULAR) {
            for (var staple : staples()) {
                var every = staple.boughtEveryDays().orElseThrow();
                for (var start = random.nextDouble(every); start < 60; start += every * random.nextDouble(0.85, 1.15)) {
                    add(visits, SPAN - (long) (start * DAY), List.of(staple));
                }
            }
        }
        var count = random.nextInt(intent.leastVisits, intent.mostVisits + 1);
        var next = random.nextLong(LAST_START, SPAN);
        for (var visit = 0; visit < count; visit++) {
            add(visits, next, List.of());
            next -= random.nextInt(100) < 40 ? random.nextLong(DAY / 6, 2 * DAY) : random.nextLong(DAY, 14 * DAY);
        }
        return visits;
    }

    /// Moves the visit to an hour at which people shop, and keeps it when it still lies in the span.
    private void add(List<Visit> visits, long roughly, List<Product> wanted) {
        var moved = roughly / DAY * DAY + secondsBeforeDayEnd();
        if (moved >= LAST_START && moved <= SPAN) visits.add(new Visit(moved, wanted));
    }

    /// Most shop in the evening and at lunch, few at night. The past ends at 18:00 of its day, as far as the crowd
    /// knows.
    private long secondsBeforeDayEnd() {
        var hour = random.nextInt(100) < 55
                ? random.nextInt(19, 24)
                : random.nextInt(100) < 90 ? random.nextInt(8, 19) : random.nextInt(0, 8);
        return Math.floorMod(18 - hour, 24) * 3_600L + random.nextInt(3_600);
    }

    private List<Product> staples() {
        var staples = new LinkedHashMap<String, Product>();
        var count = random.nextInt(1, 3);
        for (var at = 0; at < count; at++) {
            var taste = shopper.tastes().get(at % shopper.tastes().size());
            shelves.draw(
                            random,
                            product -> Shelves.buyable(product)
                                    && product.category().getFirst().equals(taste)
                                    && product.boughtEveryDays()
                                            .filter(days -> days <= 40)
                                            .isPresent(),
                            _ -> 1)
                    .ifPresent(product -> staples.put(product.id(), product));
        }
        return List.copyOf(staples.values());
    }

    private void visit(Visit visit) {
        // Half an hour apart at least, so that two visits are two sessions.
        age = Math.min(visit.age(), lastAge - 1_801);
        if (age < LAST_START) return;
        device = shopper.visitorIds()
                .get(random.nextInt(10) < 7 ? 0 : shopper.visitorIds().size() - 1);
        session = "s_" + Crowd.hex(random);
        visitsOnDevice.merge(device, 1, Integer::sum);
        var channel = visitsOnDevice.get(device) == 1 || random.nextInt(100) < 40 ? shopper.channel() : Channel.DIRECT;
        happen("page_view", "/", Optional.of(channel), List.of(), Map.of());
        if (shopper.customer().isPresent() && random.nextInt(100) < 40) enter();
        for (var product : seen(visit)) look(product, visit.wanted().contains(product));
        if (!cart.isEmpty()) standAtTheCart(!visit.wanted().isEmpty());
        if (loggedIn.contains(device) && random.nextInt(100) < 6) {
            happen("logout", "/", Optional.empty(), List.of(), Map.of());
            loggedIn.remove(device);
        }
        lastAge = age;
    }

    /// What is looked at: what the visit is made for, then a walk that mostly stays in one part of the shop.
    private Collection<Product> seen(Visit visit) {
        var seen = new LinkedHashMap<String, Product>();
        visit.wanted().forEach(product -> seen.put(product.id(), product));
        if (longedFor != null && random.nextInt(100) < 70) seen.put(longedFor.id(), longedFor);
        var count = random.nextInt(shopper.intent().leastViews, shopper.intent().mostViews + 1);
        var taste = shopper.tastes()
                .get(Math.min(
                        random.nextInt(shopper.tastes().size()),
                        random.nextInt(shopper.tastes().size())));
        var last = seen.values().stream()
                .findFirst()
                .or(() -> draw(product -> product.category().getFirst().equals(taste)));
        last.ifPresent(this::list);
        for (var at = 0; at < count && last.isPresent(); at++) {
            seen.put(last.get().id(), last.get());
            var from = last.get().category();
            var dice = random.nextInt(100);
            last = draw(product -> !seen.containsKey(product.id())
                    && (dice < 65
                            ? product.category().equals(from)
                            : dice < 88
                                    ? product.category().getFirst().equals(from.getFirst())
                                    : shopper.tastes()
                                            .contains(product.category().getFirst())));
        }
        return seen.values();
    }

    private Optional<Product> draw(Predicate<Product> wanted) {
        return shelves.draw(random, wanted, product -> switch (shopper.intent()) {
            case BROWSER, REGULAR -> 1;
            case BARGAIN_HUNTER -> 1 + product.discountPercent() / 5.0;
            case GIFT_BUYER -> product.sellingPrice() >= 15_000 && product.sellingPrice() <= 60_000 ? 3 : 0.6;
        });
    }

    /// Comes to a part of the shop by its list or by search.
    private void list(Product product) {
        var part = product.category().getLast();
        if (random.nextInt(100) < 25) {
            happen("search", "/search", Optional.empty(), List.of(), Map.of("search_term", part));
        } else {
            var path = "/c/" + product.category().getFirst();
            happen("page_view", path, Optional.empty(), List.of(), Map.of());
            happen("view_item_list", path, Optional.empty(), List.of(), Map.of("item_list_name", part));
        }
    }

    private void look(Product product, boolean wanted) {
        var path = "/p/" + product.id();
        happen("page_view", path, Optional.empty(), List.of(), Map.of());
        happen("view_item", path, Optional.empty(), List.of(item(product, 1)), Map.of());
        if (random.nextInt(100) < 4)
            happen("add_to_wishlist", path, Optional.empty(), List.of(item(product, 1)), Map.of());
        if (!Shelves.buyable(product)) return;
        if (longedFor == null && hesitates()) longedFor = product;
        var bargain = shopper.intent() == Intent.BARGAIN_HUNTER && product.onSale() ? 0.1 : 0;
        if (!wanted && random.nextDouble() >= shopper.intent().putChance + bargain) return;
        put(product, product.boughtEveryDays().isPresent() && random.nextInt(100) < 25 ? 2 : 1);
        for (var other : shelves.goesWith(product)) {
            if (random.nextInt(100) >= 30 || cart.containsKey(other.id())) continue;
            happen("page_view", "/p/" + other.id(), Optional.empty(), List.of(), Map.of());
            happen("view_item", "/p/" + other.id(), Optional.empty(), List.of(item(other, 1)), Map.of());
            put(other, 1);
        }
    }

    /// Browsers and bargain hunters come back to one product again and again until they buy it.
    private boolean hesitates() {
        return switch (shopper.intent()) {
            case BROWSER, BARGAIN_HUNTER -> random.nextInt(100) < 25;
            case GIFT_BUYER, REGULAR -> false;
        };
    }

    private void put(Product product, int pieces) {
        cart.merge(product.id(), pieces, Integer::sum);
        happen("add_to_cart", "/p/" + product.id(), Optional.empty(), List.of(item(product, pieces)), Map.of());
    }

    private void standAtTheCart(boolean determined) {
        happen("page_view", "/cart", Optional.empty(), List.of(), Map.of());
        happen("view_cart", "/cart", Optional.empty(), inCart(), Map.of());
        if (cart.size() > 1 && random.nextInt(100) < 12) {
            var id = cart.keySet().iterator().next();
            happen(
                    "remove_from_cart",
                    "/cart",
                    Optional.empty(),
                    List.of(item(shelves.product(id), cart.remove(id))),
                    Map.of());
        }
        if (!determined && random.nextDouble() >= shopper.intent().buyChance) return;
        happen("page_view", "/checkout", Optional.empty(), List.of(), Map.of());
        happen("begin_checkout", "/checkout", Optional.empty(), inCart(), Map.of());
        if (random.nextInt(100) < 8) return;
        if (shopper.customer().isPresent()) enter();
        happen("add_shipping_info", "/checkout", Optional.empty(), inCart(), Map.of());
        happen("add_payment_info", "/checkout", Optional.empty(), inCart(), Map.of("payment_type", "simple"));
        buy();
    }

    private void buy() {
        var order = Map.of("transaction_id", prefix + "o" + ++orders);
        var items = inCart();
        happen("purchase", "/checkout", Optional.empty(), items, order);
        if (longedFor != null && cart.containsKey(longedFor.id())) longedFor = null;
        cart.clear();
        var dice = random.nextInt(100);
        var later = dice < 3 ? random.nextLong(600, DAY / 2) : random.nextLong(2 * DAY, 7 * DAY);
        var name = dice < 3 ? "order_cancelled" : "refund";
        var then = age;
        if (dice < 9 && then > later) {
            age = then - later;
            happen(name, "/mypage", Optional.empty(), items, order);
            age = then;
        }
    }

    /// Logs in on this device, by a new account where there is none yet.
    private void enter() {
        if (!loggedIn.add(device)) return;
        if (!signedUp) happen("sign_up", "/login", Optional.empty(), List.of(), Map.of());
        signedUp = true;
        happen("login", "/login", Optional.empty(), List.of(), Map.of());
    }

    private List<Item> inCart() {
        return cart.entrySet().stream()
                .map(entry -> item(shelves.product(entry.getKey()), entry.getValue()))
                .toList();
    }

    private static Item item(Product product, int pieces) {
        return new Item(product.id(), pieces, product.sellingPrice());
    }

    private void happen(
            String name, String path, Optional<Channel> channel, List<Item> items, Map<String, String> params) {
        age = Math.max(1, age - random.nextInt(4, 40));
        events.add(new PastEvent(
                prefix + events.size(),
                name,
                shopper,
                Duration.ofSeconds(age),
                device,
                session,
                visitsOnDevice.get(device),
                loggedIn.contains(device) ? shopper.customer().map(Customer::id) : Optional.empty(),
                path,
                channel,
                items,
                params));
    }
}
