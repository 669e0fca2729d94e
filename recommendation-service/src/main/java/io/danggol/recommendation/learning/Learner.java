package io.danggol.recommendation.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.LogRecord;
import io.danggol.contracts.ProfileMessage.EventMoved;
import io.danggol.contracts.ProfileMessage.EventRecorded;
import io.danggol.contracts.ProfileMessage.ProfileMerged;
import io.danggol.contracts.ProfileMessage.ProfileUnmerged;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.recommendation.catalogue.Product;
import io.danggol.recommendation.history.Action;
import io.danggol.recommendation.history.Items;
import io.danggol.recommendation.history.Touch;
import io.danggol.recommendation.knowledge.Knowledge;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Learns from what profile-service says happened: sessions and orders of people who agreed to personalisation,
/// popularity from everybody.
///
/// Only [EventRecorded] counts towards popularity, so a move counts nothing twice.
@Singleton
class Learner {
    private static final int LONGEST_ID = 128;

    private final Knowledge knowledge;
    private final Keys keys;
    private final ObjectMapper json;
    private final ZoneId zone;

    Learner(
            Knowledge knowledge,
            Keys keys,
            ObjectMapper json,
            @ConfigProperty(name = "danggol.shop.time-zone", defaultValue = "Asia/Seoul") ZoneId zone) {
        this.knowledge = knowledge;
        this.keys = keys;
        this.json = json;
        this.zone = zone;
    }

    /// Learns from one record of profile-events; one that cannot be understood is refused.
    void learn(LogRecord record) {
        if (record.type() == null || record.body() == null) return;
        switch (record.type()) {
            case EventRecorded.TYPE -> recorded(record.as(EventRecorded.class, json));
            case EventMoved.TYPE -> moved(record.as(EventMoved.class, json), record.key());
            case ProfileMerged.TYPE -> merged(record.as(ProfileMerged.class, json));
            case ProfileUnmerged.TYPE -> unmerged(record.as(ProfileUnmerged.class, json));
            default -> {}
        }
    }

    private void merged(ProfileMerged message) {
        knowledge.learn(() -> knowledge.merge(message.from(), message.into()));
    }

    private void unmerged(ProfileUnmerged message) {
        knowledge.learn(() -> knowledge.unmerge(message.from(), message.into()));
    }

    private void recorded(EventRecorded message) {
        var event = message.event();
        var browser = keys.browser(event.visitorId());
        var customer = event.customer() == null ? 0 : Keys.ofHash(event.customer());
        var key = Keys.of(event.source(), event.id());
        var action = actionOf(event.name());
        var items = idsOf(event);
        var touch = action.map(what -> touch(event, message.profileId(), browser, key, what, items));
        var order = orderOf(event);
        knowledge.learn(() -> {
            if (knowledge.erased().covers(message.profileId(), browser, event.occurredAt())) return;
            if (browser != 0) sign(event, browser, customer);
            var personal = personal(message.profileId(), browser, event);
            touch.ifPresent(it -> {
                if (personal) knowledge.history().add(it);
                if (knowledge.counted().add(key)) count(it);
            });
            order.ifPresent(number -> order(event, number, message.profileId(), items, personal));
        });
    }

    private void sign(StorefrontEvent event, long browser, long customer) {
        var history = knowledge.history();
        history.say(browser, event.consent().personalization(), event.occurredAt());
        if (customer != 0) history.use(browser, customer, event.occurredAt());
        if (event.name().equals("login") || event.name().equals("logout")) history.turn(browser, event.occurredAt());
    }

    private boolean personal(UUID profile, long browser, StorefrontEvent event) {
        return event.consent().personalization()
                && !knowledge.permissions().refuses(knowledge.resolve(profile), browser);
    }

    private void count(Touch touch) {
        for (var id : touch.items()) {
            var item = knowledge.items().number(id);
            if (item == Items.NONE) continue;
            var categories =
                    knowledge.assortment().find(item).map(Product::categories).orElse(List.of());
            knowledge
                    .popularity()
                    .count(item, categories, touch.action(), touch.at().toEpochMilli());
        }
    }

    private void order(StorefrontEvent event, long number, UUID buyer, List<String> items, boolean personal) {
        var server = event.source().equals(StorefrontEvent.SERVER);
        switch (event.name()) {
            case "purchase" -> knowledge.orders().place(number, buyer, event.occurredAt(), items, server, personal);
            case "order_cancelled" -> knowledge.orders().cancel(number, buyer, event.occurredAt());
            case "refund" -> {
                if (items.isEmpty()) knowledge.orders().cancel(number, buyer, event.occurredAt());
            }
            default -> {}
        }
    }

    private void moved(EventMoved message, String key) {
        var event = message.event();
        var browser = keys.browser(event.visitorId());
        var number = Keys.of(event.source(), event.id());
        var into = key.equals(message.into().toString());
        var owner = into ? message.into() : message.from();
        var items = idsOf(event);
        var touch = actionOf(event.name()).map(what -> touch(event, owner, browser, number, what, items));
        knowledge.learn(() -> {
            if (!into) {
                touch.ifPresent(knowledge.history()::remove);
                return;
            }
            if (knowledge.erased().covers(owner, browser, event.occurredAt())) return;
            if (personal(owner, browser, event)) touch.ifPresent(knowledge.history()::add);
            if (event.name().equals("purchase"))
                orderOf(event).ifPresent(order -> knowledge.orders().give(order, owner));
        });
    }

    private Touch touch(StorefrontEvent event, UUID owner, long browser, long key, Action action, List<String> items) {
        return new Touch(key, owner, browser, visitOf(event, owner), event.occurredAt(), action, items);
    }

    /// The sender's session; without one, a day of the visitor or customer.
    private long visitOf(StorefrontEvent event, UUID owner) {
        var who = event.visitorId() != null
                ? event.visitorId()
                : event.customer() != null ? event.customer() : owner.toString();
        return event.sessionId() != null
                ? Keys.of(who, event.sessionId())
                : Keys.of(who, event.occurredAt().atZone(zone).toLocalDate().toString());
    }

    private static Optional<Action> actionOf(String name) {
        return switch (name) {
            case "view_item" -> Optional.of(Action.VIEW);
            case "add_to_wishlist" -> Optional.of(Action.WISH);
            case "add_to_cart" -> Optional.of(Action.CART);
            case "purchase" -> Optional.of(Action.PURCHASE);
            default -> Optional.empty();
        };
    }

    private static List<String> idsOf(StorefrontEvent event) {
        if (event.items() == null) return List.of();
        return event.items().stream()
                .map(StorefrontEvent.Item::itemId)
                .filter(id -> id != null && !id.isBlank() && id.length() <= LONGEST_ID)
                .distinct()
                .toList();
    }

    private static Optional<Long> orderOf(StorefrontEvent event) {
        var id = event.params() == null ? null : event.params().get("transaction_id");
        return id == null ? Optional.empty() : Optional.of(Keys.of(id.toString()));
    }
}
