package io.danggol.tracking.testing;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Events to send, and ways to send them.
public final class Events {
    private Events() {}

    /// A product view that is right in all parts, under an id of its own.
    public static Map<String, Object> view() {
        var event = new HashMap<String, Object>();
        event.put("id", UUID.randomUUID().toString());
        event.put("name", "view_item");
        event.put("visitorId", "v_" + UUID.randomUUID());
        event.put("occurredAt", Instant.now().toString());
        event.put("consent", Map.of("analytics", true, "personalization", true));
        event.put("items", List.of(Map.of("item_id", "P1", "item_name", "브라운 옥스퍼드 구두 👞", "price", 39000)));
        return event;
    }

    public static Map<String, Object> viewWith(String field, Object value) {
        var event = view();
        event.put(field, value);
        return event;
    }

    public static Map<String, Object> viewWithout(String field) {
        var event = view();
        event.remove(field);
        return event;
    }

    public static Map<String, Object> body(Object... events) {
        return Map.of("events", List.of(events));
    }

    public static ValidatableResponse post(Object... events) {
        return post("test-key", body(events));
    }

    public static ValidatableResponse post(String key, Object body) {
        return given().header("X-Danggol-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/v1/events")
                .then();
    }

    public static ValidatableResponse postAsServer(Object... events) {
        return given().contentType("application/json")
                .body(body(events))
                .post("/v1/server/events")
                .then();
    }

    public static String token(String customerId, String secret, long secondsAhead) {
        return Jwt.subject(customerId)
                .expiresAt(Instant.now().getEpochSecond() + secondsAhead)
                .signWithSecret(secret);
    }
}
