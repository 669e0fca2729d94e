package io.danggol.segment.membership;

import io.danggol.contracts.ConsentsChanged;
import io.danggol.contracts.ProfileMessage;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.segment.condition.TraitName;
import io.danggol.segment.history.Amount;
import io.danggol.segment.history.Consents;
import io.danggol.segment.history.Event;
import io.danggol.segment.history.Item;
import io.danggol.segment.history.Traits;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// From the words of the log to those of this service.
final class Translation {
    private static final String GRANTED = "granted";

    private Translation() {}

    static Event event(StorefrontEvent event) {
        var items = event.items() == null ? List.<StorefrontEvent.Item>of() : event.items();
        return new Event(
                event.source(),
                event.id(),
                event.name(),
                event.occurredAt().truncatedTo(ChronoUnit.MICROS),
                event.currency(),
                event.value() == null ? null : (Long) Amount.money(event.value(), event.currency()),
                items.stream().map(item -> item(item, event.currency())).toList(),
                context(event),
                params(event));
    }

    private static Item item(StorefrontEvent.Item item, String currency) {
        var pieces = item.quantity() == null ? BigDecimal.ONE : item.quantity();
        return new Item(
                item.itemId(),
                item.itemName(),
                item.itemBrand(),
                item.itemVariant(),
                Stream.of(
                                item.itemCategory(),
                                item.itemCategory2(),
                                item.itemCategory3(),
                                item.itemCategory4(),
                                item.itemCategory5())
                        .filter(Objects::nonNull)
                        .toList(),
                item.price() == null ? null : (Long) Amount.of(item.price()),
                item.quantity() == null ? null : (Long) Amount.of(item.quantity()),
                item.price() == null ? null : (Long) Amount.money(item.price().multiply(pieces), currency));
    }

    private static Map<String, Object> context(StorefrontEvent event) {
        var values = new HashMap<String, Object>();
        put(values, "session_number", event.sessionNumber());
        if (event.context() == null) return values;
        var context = event.context();
        put(values, "channel", context.channel());
        put(values, "device", context.device());
        put(values, "page_url", context.pageUrl());
        put(values, "page_title", context.pageTitle());
        put(values, "referrer", context.referrer());
        if (context.utm() == null) return values;
        put(values, "utm_source", context.utm().source());
        put(values, "utm_medium", context.utm().medium());
        put(values, "utm_campaign", context.utm().campaign());
        put(values, "utm_term", context.utm().term());
        put(values, "utm_content", context.utm().content());
        return values;
    }

    private static Map<String, Object> params(StorefrontEvent event) {
        var values = new HashMap<String, Object>();
        if (event.params() != null) event.params().forEach((name, value) -> put(values, name, value));
        return values;
    }

    /// Numbers become decimals; what is no single value is left out.
    private static void put(Map<String, Object> values, String name, Object value) {
        switch (value) {
            case String text -> values.put(name, text);
            case Boolean flag -> values.put(name, flag);
            case Number number -> values.put(name, new BigDecimal(number.toString()));
            case null, default -> {}
        }
    }

    static News.TraitsChanged traits(ProfileMessage.ProfileChanged message) {
        var traits = message.traits();
        var values = new EnumMap<TraitName, List<?>>(TraitName.class);
        put(values, TraitName.FIRST_SEEN_AT, traits.firstSeenAt());
        put(values, TraitName.LAST_SEEN_AT, traits.lastSeenAt());
        put(values, TraitName.ORDERS, BigDecimal.valueOf(traits.orders()));
        put(values, TraitName.TOTAL_SPENT, traits.totalSpent());
        put(values, TraitName.AVERAGE_ORDER_VALUE, traits.averageOrderValue());
        put(values, TraitName.CURRENCY, traits.currency());
        put(values, TraitName.LAST_ORDER_AT, traits.lastOrderAt());
        put(values, TraitName.PRICE_BAND, traits.priceBand());
        put(values, TraitName.CHANNEL, traits.channel());
        put(values, TraitName.DEVICE, traits.device());
        var shares = new HashMap<String, BigDecimal>();
        if (traits.favouriteCategories() != null) {
            traits.favouriteCategories().forEach(each -> shares.put(each.category(), BigDecimal.valueOf(each.share())));
            put(
                    values,
                    TraitName.FAVOURITE_CATEGORIES,
                    traits.favouriteCategories().stream()
                            .map(ProfileMessage.CategoryShare::category)
                            .toList());
        }
        if (traits.cart() != null) {
            put(
                    values,
                    TraitName.CART,
                    traits.cart().stream().map(ProfileMessage.CartItem::itemId).toList());
        }
        return new News.TraitsChanged(message.revision(), new Traits(values, shares), traits.lastSeenAt());
    }

    private static void put(Map<TraitName, List<?>> values, TraitName trait, Object value) {
        if (value instanceof Instant time) values.put(trait, List.of(time.truncatedTo(ChronoUnit.MICROS)));
        else if (value != null) values.put(trait, List.of(value));
    }

    private static void put(Map<TraitName, List<?>> values, TraitName trait, List<String> several) {
        if (!several.isEmpty()) values.put(trait, several);
    }

    static News.ConsentsChanged consents(ConsentsChanged message) {
        return new News.ConsentsChanged(
                message.revision(),
                new Consents(message.states().stream()
                        .map(state -> new Consents.Decision(
                                state.purpose(),
                                Optional.ofNullable(state.channel()),
                                state.state().equals(GRANTED)))
                        .toList()));
    }
}
