package io.danggol.shop.suite;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.shop.catalogue.Product;
import io.danggol.shop.customer.Customer;
import io.danggol.shop.disk.Documents;
import io.danggol.shop.order.Buyer;
import io.danggol.shop.order.Order;
import io.danggol.shop.suite.Call.Service;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/// What the shop's server tells the suite, in the words of its public interface.
public final class Messages {
    private Messages() {}

    /// The product with the pieces that are left; links lead to `shop`.
    public static Call product(Product product, int stock, URI shop) {
        var body = Documents.JSON
                .createObjectNode()
                .put("item_id", product.id())
                .put("item_name", product.name())
                .put("item_brand", product.brand())
                .put("item_category", product.category().getFirst())
                .put("item_category2", product.category().getLast())
                .put("price", product.price())
                .put("currency", "KRW")
                .put("stock", stock)
                .put("url", shop + "/p/" + product.id())
                .put("imageUrl", shop + "/img/" + product.id() + ".svg")
                .put("adult", false);
        product.salePrice().ifPresent(price -> body.put("salePrice", price));
        product.variantOf().ifPresent(id -> body.put("variantOf", id));
        product.accessoriesOf().forEach(body.putArray("accessoriesOf")::add);
        body.putObject("attributes").put("text", product.text());
        return Call.ofTheShop(Service.RECOMMENDATION, "PUT", "/v1/products/" + product.id(), body);
    }

    public static Call stock(String productId, int stock) {
        return Call.ofTheShop(
                Service.RECOMMENDATION,
                "PUT",
                "/v1/products/" + productId + "/stock",
                Documents.JSON.createObjectNode().put("stock", stock));
    }

    public static Call customer(Customer customer) {
        var body = Documents.JSON
                .createObjectNode()
                .put("email", customer.email())
                .put("phone", customer.phone())
                .put("name", customer.name());
        return Call.ofTheShop(Service.PROFILE, "PUT", "/v1/customers/" + encoded(customer.id()), body);
    }

    /// The customer has opened an account, in that browser.
    public static Call signUp(Customer customer, Buyer browser, Instant at) {
        var body = Documents.JSON.createObjectNode();
        event(body, "sign-up-" + customer.id() + "-" + at.toEpochMilli(), "sign_up", browser, at)
                .put("customerId", customer.id());
        return Call.ofTheShop(Service.TRACKING, "POST", "/v1/server/events", body);
    }

    /// The order as it was placed.
    public static Call purchase(Order order, Collection<Product> products) {
        return orderEvent("order", "purchase", order, order.placedAt(), products);
    }

    /// The order as it was cancelled or returned at `at`.
    public static Call ended(Order order, Collection<Product> products, Instant at) {
        return switch (order.state()) {
            case PLACED -> throw new IllegalArgumentException("not ended: " + order.id());
            case CANCELLED -> orderEvent("cancelled", "order_cancelled", order, at, products);
            case RETURNED -> orderEvent("refund", "refund", order, at, products);
        };
    }

    private static Call orderEvent(String prefix, String name, Order order, Instant at, Collection<Product> products) {
        var body = Documents.JSON.createObjectNode();
        var event = event(body, prefix + "-" + order.id(), name, order.buyer(), at)
                .put("currency", "KRW")
                .put("value", order.total());
        event.putObject("params").put("transaction_id", order.id());
        var items = event.putArray("items");
        for (var line : order.lines()) {
            var item = items.addObject();
            products.stream()
                    .filter(product -> product.id().equals(line.productId()))
                    .findAny()
                    .ifPresentOrElse(product -> describe(item, product), () -> item.put("item_id", line.productId()));
            item.put("price", line.price()).put("quantity", line.pieces());
        }
        return Call.ofTheShop(Service.TRACKING, "POST", "/v1/server/events", body);
    }

    private static ObjectNode event(ObjectNode body, String id, String name, Buyer buyer, Instant at) {
        var event = body.putArray("events")
                .addObject()
                .put("id", id)
                .put("name", name)
                .put("occurredAt", at.toString());
        if (buyer.customerId() != null) event.put("customerId", buyer.customerId());
        if (buyer.visitorId() != null) event.put("visitorId", buyer.visitorId());
        event.putObject("consent").put("analytics", buyer.analytics()).put("personalization", buyer.personalization());
        return event;
    }

    /// Writes what events say of a product: everything but price and quantity.
    public static void describe(ObjectNode item, Product product) {
        item.put("item_id", product.id())
                .put("item_name", product.name())
                .put("item_brand", product.brand())
                .put("item_category", product.category().getFirst())
                .put("item_category2", product.category().getLast());
    }

    /// Marketing consents that a customer gave at `place`, as in `checkout`.
    public static Call granted(String customerId, String visitorId, Set<Marketing> consents, String place) {
        var decisions = Documents.JSON.createArrayNode();
        consents.forEach(consent -> marketing(decisions.addObject(), consent, place));
        return decided(customerId, visitorId, decisions);
    }

    /// All that a customer decided at `place`: on analytics and personalisation yes or no, on marketing what they gave.
    public static Call decided(
            String customerId,
            String visitorId,
            boolean analytics,
            boolean personalization,
            Set<Marketing> consents,
            String place) {
        var decisions = Documents.JSON.createArrayNode();
        browser(decisions.addObject(), "analytics", analytics, place);
        browser(decisions.addObject(), "personalization", personalization, place);
        consents.forEach(consent -> marketing(decisions.addObject(), consent, place));
        return decided(customerId, visitorId, decisions);
    }

    private static void browser(ObjectNode decision, String purpose, boolean granted, String place) {
        decision.put("purpose", purpose)
                .put("state", granted ? "granted" : "withdrawn")
                .put("wording", "browser-v1")
                .put("place", place);
    }

    private static void marketing(ObjectNode decision, Marketing consent, String place) {
        decision.put("purpose", consent.purpose)
                .put("channel", consent.channel)
                .put("state", "granted")
                .put("wording", "marketing-v1")
                .put("place", place);
    }

    private static Call decided(String customerId, String visitorId, ArrayNode decisions) {
        var body = Documents.JSON.createObjectNode();
        if (visitorId != null) body.put("visitorId", visitorId);
        body.set("decisions", decisions);
        return Call.of(customerId, Service.PROFILE, "PUT", "/v1/consents", body);
    }

    /// The kinds of marketing consent that the shop asks for, each by a box of its own.
    public enum Marketing {
        EMAIL("marketing", "email"),
        KAKAO("marketing", "kakao"),
        NIGHT_KAKAO("night-marketing", "kakao");

        private final String purpose;
        private final String channel;

        Marketing(String purpose, String channel) {
            this.purpose = purpose;
            this.channel = channel;
        }
    }

    /// A customer's wish that everything about them be erased.
    public static Call erasure(String customerId) {
        return erasure(customerId, "customerId", customerId);
    }

    /// The same customer's wish that what a browser did by itself be erased, too: while nobody was logged in.
    public static Call erasureOfBrowser(String customerId, String visitorId) {
        return erasure(customerId, "visitorId", visitorId);
    }

    private static Call erasure(String customerId, String subject, String id) {
        var body = Documents.JSON.createObjectNode().put("type", "erasure");
        body.putObject("subject").put(subject, id);
        return Call.of(customerId, Service.PROFILE, "POST", "/v1/privacy-requests", body);
    }

    /// Asks how far a privacy request is.
    public static Call privacyRequest(String customerId, String requestId) {
        return Call.of(customerId, Service.PROFILE, "GET", "/v1/privacy-requests/" + encoded(requestId), null);
    }

    /// Asks how far a browser's privacy request is.
    public static Call privacyRequestOfBrowser(String customerId, String visitorId, String requestId) {
        return Call.of(
                customerId,
                Service.PROFILE,
                "GET",
                "/v1/privacy-requests/" + encoded(requestId) + "?visitorId=" + encoded(visitorId),
                null);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
