package io.danggol.profile.facts;

import io.danggol.contracts.ProfileMessage.Traits;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.contracts.StorefrontEvent.Item;
import io.danggol.profile.identity.Position;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// What follows from a person's events, each taken once. The same set of events gives equal facts, in whatever order
/// and portions they come.
///
/// @param channel acquisition channel of the first event that has one; null if none has
/// @param device device class of the latest event that has one; null if none has
/// @param orders by transaction id
public record Facts(
        Instant firstSeenAt,
        Instant lastSeenAt,
        Dated channel,
        Dated device,
        SortedMap<String, Order> orders,
        Cart cart,
        Interests interests) {

    public static final Facts NONE =
            new Facts(null, null, null, null, Collections.emptySortedMap(), Cart.EMPTY, Interests.NONE);

    private static final int CATEGORIES_AN_EVENT = 20;
    private static final int ITEMS_AN_EVENT = 200;

    /// A value and the event that it stood in.
    public record Dated(Position at, String value) {}

    /// The facts after more events, none of which is in them already.
    public Facts plus(Collection<StorefrontEvent> events, Trust trust) {
        var facts = this;
        var changes = new ArrayList<Cart.Change>();
        var orders = new TreeMap<>(this.orders);
        for (var event : events) {
            var at = new Position(event.occurredAt(), event.id(), event.source());
            facts = facts.seen(event, at);
            changes.addAll(cartChanges(event, at));
            if (trust.covers(event)) order(orders, event, at);
        }
        return new Facts(
                facts.firstSeenAt,
                facts.lastSeenAt,
                facts.channel,
                facts.device,
                orders,
                cart.plus(changes),
                interests(interests, events, trust));
    }

    private Facts seen(StorefrontEvent event, Position at) {
        var context = event.context();
        var newChannel = context == null || context.channel() == null ? null : new Dated(at, context.channel());
        var newDevice = context == null || context.device() == null ? null : new Dated(at, context.device());
        return new Facts(
                firstSeenAt == null || at.at().isBefore(firstSeenAt) ? at.at() : firstSeenAt,
                lastSeenAt == null || at.at().isAfter(lastSeenAt) ? at.at() : lastSeenAt,
                channel == null || (newChannel != null && channel.at().isAfter(at)) ? newChannel : channel,
                device == null || (newDevice != null && at.isAfter(device.at())) ? newDevice : device,
                orders,
                cart,
                interests);
    }

    private static List<Cart.Change> cartChanges(StorefrontEvent event, Position at) {
        var kind = switch (event.name()) {
            case "add_to_cart" -> Cart.Kind.ADDED;
            case "remove_from_cart" -> Cart.Kind.REMOVED;
            case "purchase" -> Cart.Kind.BOUGHT;
            default -> null;
        };
        if (kind == null) return List.of();
        var micros = ChronoUnit.MICROS.between(Instant.EPOCH, at.at());
        return event.items().stream()
                .limit(ITEMS_AN_EVENT)
                .map(item -> new Cart.Change(
                        micros,
                        kind == Cart.Kind.REMOVED && item.quantity() == null ? Cart.Kind.TAKEN_OUT : kind,
                        item.itemId(),
                        pieces(item)))
                .toList();
    }

    private static void order(SortedMap<String, Order> orders, StorefrontEvent event, Position at) {
        var key = event.source() + ":" + event.id();
        var transaction = text(event, "transaction_id", key);
        var order = orders.getOrDefault(transaction, Order.UNKNOWN);
        var currency = Objects.requireNonNullElse(event.currency(), Money.DEFAULT_CURRENCY);
        switch (event.name()) {
            case "purchase" -> {
                var worth = worth(event);
                var part = new Order.Part(at, currency, Money.minor(worth == null ? BigDecimal.ZERO : worth, currency));
                orders.put(
                        transaction,
                        order.withPart(event.source().equals(StorefrontEvent.SERVER), partNumber(event), part));
            }
            case "refund" -> {
                var worth = worth(event);
                orders.put(
                        transaction,
                        order.withRefund(
                                key, new Order.Refund(currency, worth == null ? null : Money.minor(worth, currency))));
            }
            case "order_cancelled" -> orders.put(transaction, order.asCancelled());
            default -> {}
        }
    }

    private static int partNumber(StorefrontEvent event) {
        try {
            return new BigDecimal(text(event, "part", "1")).intValue();
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static String text(StorefrontEvent event, String param, String otherwise) {
        var value = event.params().get(param);
        return value == null ? otherwise : value.toString();
    }

    /// The event's value, else that of its items, else null.
    private static BigDecimal worth(StorefrontEvent event) {
        if (event.value() != null) return event.value();
        return event.items().stream()
                .filter(item -> item.price() != null)
                .map(item -> item.price().multiply(pieces(item)))
                .reduce(BigDecimal::add)
                .orElse(null);
    }

    private static BigDecimal pieces(Item item) {
        return item.quantity() == null ? BigDecimal.ONE : item.quantity();
    }

    private static Interests interests(Interests before, Collection<StorefrontEvent> events, Trust trust) {
        var interests = before;
        for (var event : events) {
            var weight = weight(event, trust);
            if (weight == 0) continue;
            var week = Math.toIntExact(Math.floorDiv(event.occurredAt().getEpochSecond(), 7 * 86_400L));
            var counted = new TreeMap<String, List<Item>>();
            for (var item : event.items()) {
                var category = item.itemCategory();
                if (category == null || category.isBlank()) continue;
                if (counted.size() == CATEGORIES_AN_EVENT && !counted.containsKey(category)) continue;
                counted.computeIfAbsent(category, _ -> new ArrayList<>()).add(item);
            }
            for (var entry : counted.entrySet()) {
                interests = interests.with(
                        entry.getKey(), week, interest -> prices(interest.plus(week, weight), event, entry.getValue()));
            }
        }
        return interests;
    }

    /// How much an event says about interest; 0 for none.
    private static long weight(StorefrontEvent event, Trust trust) {
        return switch (event.name()) {
            case "view_item" -> 1;
            case "add_to_wishlist" -> 2;
            case "add_to_cart" -> 3;
            case "purchase" -> trust.covers(event) ? 5 : 0;
            default -> 0;
        };
    }

    private static Interest prices(Interest interest, StorefrontEvent event, List<Item> items) {
        var currency = Objects.requireNonNullElse(event.currency(), Money.DEFAULT_CURRENCY);
        var seen = event.name().equals("view_item");
        for (var item : items) {
            if (item.price() == null) continue;
            var bucket = Interest.bucket(Money.minor(item.price(), currency));
            interest = seen ? interest.plusSeen(bucket) : interest.plusChosen(bucket);
        }
        return interest;
    }

    /// What all services are told.
    public Traits traits() {
        var counted = orders.values().stream().filter(Order::counts).toList();
        var latest = counted.stream().max(Comparator.comparing(Order::at).thenComparing(Order::currency));
        var currency = latest.map(Order::currency)
                .or(() -> orders.values().stream().map(Order::currency).min(Comparator.naturalOrder()))
                .orElse(null);
        var spent = orders.values().stream()
                .filter(order -> order.currency().equals(currency))
                .mapToLong(Order::net)
                .sum();
        var inCurrency = counted.stream()
                .filter(order -> order.currency().equals(currency))
                .count();
        return new Traits(
                firstSeenAt,
                lastSeenAt,
                counted.size(),
                currency == null ? null : Money.major(spent, currency),
                inCurrency == 0 ? null : Money.major(Math.floorDiv(2 * spent + inCurrency, 2 * inCurrency), currency),
                currency,
                latest.map(Order::at).orElse(null),
                interests.favourites(),
                interests.priceBand(),
                channel == null ? null : channel.value(),
                device == null ? null : device.value(),
                cart.items());
    }

    /// What was sold to this person, by currency.
    public SortedMap<String, Revenue> revenue() {
        var revenue = new TreeMap<String, Revenue>();
        orders.values()
                .forEach(order -> revenue.merge(
                        order.currency(),
                        new Revenue(order.placed() ? 1 : 0, order.gross(), order.net()),
                        Revenue::plus));
        return revenue;
    }

    /// Orders that were placed, also those cancelled later, and their worth in minor units, before and after refunds.
    public record Revenue(long orders, long gross, long net) {
        Revenue plus(Revenue other) {
            return new Revenue(orders + other.orders, gross + other.gross, net + other.net);
        }
    }
}
