package io.danggol.e2e.suite;

import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.SuiteClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// A customer of the shop with a browser, as the public interface sees them.
///
/// @param phone ends in 0000: the Kakao simulator delivers
public record Shopper(SuiteClient suite, String customerId, String visitorId, String email, String phone) {
    private static final Caller SHOP = new Caller.Role("ingest");

    /// From 010-2000-0000 on, where the demo shop has nobody.
    private static final AtomicInteger NUMBERS = new AtomicInteger(2_000);

    /// Somebody whom the suite has never seen.
    public static Shopper unknown(SuiteClient suite) {
        var id = UUID.randomUUID().toString().substring(0, 8);
        var number = "010%04d0000".formatted(NUMBERS.getAndIncrement());
        return new Shopper(suite, "c-" + id, "v_" + id, "c-" + id + "@example.invalid", number);
    }

    /// The same one, whose calls are part of a trace.
    public Shopper in(String traceparent) {
        return new Shopper(suite.in(traceparent), customerId, visitorId, email, phone);
    }

    /// Becomes a customer, as the shop's server tells it.
    public void signUp() throws IOException, InterruptedException {
        suite.put(SHOP, "profile", "/v1/customers/" + customerId, Map.of("email", email, "phone", phone, "name", "김단골"))
                .orFail("customers");
    }

    /// Agrees to advertising by these channels.
    public void agree(String... channels) throws IOException, InterruptedException {
        decide("granted", channels);
    }

    public void decide(String state, String... channels) throws IOException, InterruptedException {
        var decisions = List.of(channels).stream()
                .map(channel -> Map.of(
                        "purpose", "marketing", "channel", channel, "state", state, "wording", "v1", "place", "test"))
                .toList();
        suite.put(
                        new Caller.Customer(customerId),
                        "profile",
                        "/v1/consents",
                        Map.of("visitorId", visitorId, "decisions", decisions))
                .orFail("consents");
    }

    /// Allows analytics and personalisation, as a shop's banner asks for.
    public void allows() throws IOException, InterruptedException {
        var decisions = List.of("analytics", "personalization").stream()
                .map(purpose -> Map.of("purpose", purpose, "state", "granted", "wording", "v1", "place", "banner"))
                .toList();
        suite.put(
                        new Caller.Customer(customerId),
                        "profile",
                        "/v1/consents",
                        Map.of("visitorId", visitorId, "decisions", decisions))
                .orFail("consents");
    }

    /// Does something in the browser, logged in.
    public void does(String event, String... items) throws IOException, InterruptedException {
        send(event, Map.of(), items);
    }

    /// Buys, as the shop's server tells it.
    public void buys(String order, String... items) throws IOException, InterruptedException {
        var event = event("purchase", Map.of("transaction_id", order), items);
        event.put("customerId", customerId);
        suite.post(SHOP, "tracking", "/v1/server/events", Map.of("events", List.of(event)))
                .orFail("server/events");
    }

    private void send(String name, Map<String, Object> params, String... items)
            throws IOException, InterruptedException {
        var event = event(name, params, items);
        event.put("sentAt", suite.now().toString());
        event.put("customerToken", suite.customerToken(customerId));
        var answer = suite.post(new Caller.Page(), "tracking", "/v1/events", Map.of("events", List.of(event)))
                .orFail("events");
        if (answer.body().path("accepted").asInt() != 1)
            throw new IllegalStateException(answer.body().toString());
    }

    private Map<String, Object> event(String name, Map<String, Object> params, String... items) throws IOException {
        var lines = new ArrayList<Map<String, Object>>();
        for (var item : items) {
            lines.add(Map.of("item_id", item, "item_name", "상품 " + item, "price", 39000, "quantity", 1));
        }
        var event = new HashMap<String, Object>();
        event.put("id", UUID.randomUUID().toString());
        event.put("name", name);
        event.put("visitorId", visitorId);
        event.put("sessionId", "s_" + visitorId);
        event.put("occurredAt", suite.now().toString());
        event.put("consent", Map.of("analytics", true, "personalization", true));
        event.put("currency", "KRW");
        event.put("value", 39000 * items.length);
        event.put("items", lines);
        event.put("params", params);
        return event;
    }
}
