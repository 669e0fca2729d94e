package io.danggol.recommendation;

import static io.restassured.RestAssured.given;

import io.danggol.chassis.log.LogWriter;
import io.danggol.contracts.ConsentsChanged;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.ProfileMessage.EventMoved;
import io.danggol.contracts.ProfileMessage.EventRecorded;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// What the service tests have in common: the shop's server, profile-service on the log, and storefronts.
@Singleton
public class Suite {
    public static final String KEY = "test-key";
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final LogWriter writer;

    Suite(LogWriter writer) {
        this.writer = writer;
    }

    /// An id that nobody else in this run has.
    public static String fresh(String what) {
        return what + "-" + NUMBERS.incrementAndGet();
    }

    public static RequestSpecification storefront() {
        return given().header("X-Danggol-Key", KEY);
    }

    /// Asks for recommendations with a public key.
    public static ValidatableResponse ask(Map<String, ?> query) {
        return storefront().queryParams(query).get("/v1/recommendations").then().statusCode(200);
    }

    public static List<String> idsFor(Map<String, ?> query) {
        return ask(query).extract().jsonPath().getList("items.item_id", String.class);
    }

    /// Puts a product as the shop's server would; to be called in a test with the role `ingest`.
    public static void put(String id, String name, String category, long price, Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of(
                "item_name", name, "item_category", "시험", "item_category2", category, "price", price, "stock", 10));
        body.putAll(more);
        given().contentType("application/json")
                .body(body)
                .put("/v1/products/" + id)
                .then()
                .statusCode(201);
    }

    public static void stock(String id, long pieces) {
        given().contentType("application/json")
                .body(Map.of("stock", pieces))
                .put("/v1/products/" + id + "/stock")
                .then()
                .statusCode(200);
    }

    /// A browser on the log.
    public static Shopper shopper() {
        var visitor = fresh("v_visitor");
        return new Shopper(visitor, UUID.nameUUIDFromBytes(visitor.getBytes()), null, true);
    }

    /// @param customer keyed hash; null for nobody
    public record Shopper(String visitor, UUID profile, String customer, boolean agrees) {
        public Shopper refusing() {
            return new Shopper(visitor, profile, customer, false);
        }

        public Shopper as(UUID owner, String hash) {
            return new Shopper(visitor, owner, hash, agrees);
        }
    }

    public StorefrontEvent event(
            Shopper shopper, String name, Instant at, Map<String, Object> params, String... items) {
        return new StorefrontEvent(
                fresh("event"),
                params.containsKey("transaction_id") ? StorefrontEvent.SERVER : StorefrontEvent.BROWSER,
                name,
                shopper.visitor(),
                shopper.customer(),
                "s-" + shopper.visitor(),
                1,
                at,
                at,
                new StorefrontEvent.Consent(true, shopper.agrees()),
                null,
                "KRW",
                BigDecimal.ZERO,
                Stream.of(items).map(Suite::item).toList(),
                params);
    }

    private static StorefrontEvent.Item item(String id) {
        return new StorefrontEvent.Item(
                id, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    public StorefrontEvent record(
            Shopper shopper, String name, Instant at, Map<String, Object> params, String... items) {
        var event = event(shopper, name, at, params, items);
        record(shopper.profile(), event);
        return event;
    }

    public void record(UUID owner, StorefrontEvent event) {
        send(
                Topics.PROFILE_EVENTS,
                owner.toString(),
                EventRecorded.TYPE,
                new EventRecorded(owner, event.visitorId(), event));
    }

    /// `shopper` looks at these products, one a minute, the last one a minute ago.
    public void look(Shopper shopper, String... items) {
        var at = Instant.now().minus(Duration.ofMinutes(items.length));
        for (var item : items) {
            record(shopper, "view_item", at, Map.of(), item);
            at = at.plus(Duration.ofMinutes(1));
        }
    }

    public void buy(Shopper shopper, String... items) {
        record(shopper, "purchase", Instant.now(), Map.of("transaction_id", fresh("order")), items);
    }

    public void move(StorefrontEvent event, UUID from, UUID into) {
        var body = new EventMoved(from, into, event.visitorId(), event);
        send(Topics.PROFILE_EVENTS, from.toString(), EventMoved.TYPE, body);
        send(Topics.PROFILE_EVENTS, into.toString(), EventMoved.TYPE, body);
    }

    public void consent(UUID profile, long revision, ConsentsChanged.State... states) {
        send(
                Topics.CONSENTS,
                profile.toString(),
                ConsentsChanged.TYPE,
                new ConsentsChanged(profile, revision, List.of(states)));
    }

    public void erase(ErasureOrdered order) {
        send(Topics.ERASURES, order.requestId().toString(), ErasureOrdered.TYPE, order);
    }

    public void send(Topic topic, String key, String type, Object body) {
        writer.send(writer.message(topic, key, type, fresh("message"), body))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    /// Some shoppers who looked at all of these, so that they go together.
    public void lookTogether(int shoppers, String... items) {
        for (var left = shoppers; left > 0; left--) look(shopper(), items);
    }
}
