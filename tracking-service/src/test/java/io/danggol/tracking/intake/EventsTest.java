package io.danggol.tracking.intake;

import static io.danggol.tracking.testing.Events.body;
import static io.danggol.tracking.testing.Events.post;
import static io.danggol.tracking.testing.Events.token;
import static io.danggol.tracking.testing.Events.view;
import static io.danggol.tracking.testing.Events.viewWith;
import static io.danggol.tracking.testing.Events.viewWithout;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.chassis.identity.Identities;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.danggol.tracking.testing.Logged;
import io.danggol.tracking.testing.MovableClock;
import io.danggol.tracking.testing.ServiceTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class EventsTest {
    @Inject
    Logged logged;

    @Inject
    Identities identities;

    @Inject
    MovableClock clock;

    @ConfigProperty(name = "danggol.shop.secret")
    String secret;

    @Test
    void anAcceptedEventIsOnTheLogInCanonicalForm() {
        var event = view();
        event.put("customerToken", token("c-7", secret, 600));
        event.put(
                "context",
                Map.of(
                        "pageUrl", "https://shop.example/p/1?utm_source=fb&email=a@b.kr#top",
                        "pageTitle", "구두 | kim@example.com",
                        "referrer", "https://m.facebook.com/story?id=9"));
        event.put("params", Map.of("search_term", "010-1234-5678", "unheard_of", "x", "coupon", "WELCOME"));
        event.put("unheard_of", "x");

        post(event).statusCode(202).body("accepted", equalTo(1)).body("rejected", hasSize(0));

        var body = onLog(Topics.STOREFRONT_EVENTS, event);
        assertThat(body.at("/source").asText()).isEqualTo("browser");
        assertThat(body.at("/customer").asText()).isEqualTo(identities.customerHash("c-7"));
        assertThat(body.at("/receivedAt").asText()).isNotEmpty();
        assertThat(body.at("/context/pageUrl").asText()).isEqualTo("https://shop.example/p/1?utm_source=fb");
        assertThat(body.at("/context/pageTitle").asText()).isEqualTo("구두 | ***");
        assertThat(body.at("/context/referrer").asText()).isEqualTo("https://m.facebook.com/story");
        assertThat(body.at("/context/channel").asText()).isEqualTo("facebook");
        assertThat(body.at("/items/0/item_name").asText()).isEqualTo("브라운 옥스퍼드 구두 👞");
        assertThat(body.at("/currency").asText()).isEqualTo("KRW");
        assertThat(body.at("/params").toString()).isEqualTo("{\"coupon\":\"WELCOME\",\"search_term\":\"***\"}");
        assertThat(body.has("customerToken")).isFalse();
        assertThat(body.has("unheard_of")).isFalse();
    }

    @Test
    void theRecordIsACloudEventUnderTheVisitorsKey() {
        var event = view();

        given().header("X-Danggol-Key", "test-key")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .contentType("application/json")
                .body(body(event))
                .post("/v1/events")
                .then()
                .statusCode(202);

        await().untilAsserted(() -> assertThat(logged.records(Topics.STOREFRONT_EVENTS, (String) event.get("id")))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.key()).isEqualTo(event.get("visitorId"));
                    assertThat(record.type()).isEqualTo("io.danggol.tracking.event-accepted.v1");
                    assertThat(record.traceparent()).startsWith("00-0af7651916cd43dd8448eb211c80319c");
                }));
    }

    @Test
    void anEventThatIsTooDeepOrHasALongNumberCostsItselfAlone() {
        var deep = viewWith("unlisted", nested(20));
        var edge = viewWith("unlisted", nested(14));
        var lengthy = viewWith("value", new BigInteger("9".repeat(500)));

        post(view(), deep, edge, lengthy)
                .statusCode(202)
                .body("accepted", equalTo(2))
                .body("rejected.index", contains(1, 3))
                .body("rejected[0].problem.errors[0].detail", equalTo("expected: at most 16 levels"))
                .body("rejected[1].problem.type", endsWith("/invalid-amount"));
    }

    private static Object nested(int levels) {
        Object nested = 1;
        for (var i = 0; i < levels; i++) nested = List.of(nested);
        return nested;
    }

    @Test
    void oneBadEventNeverCostsItsBatch() {
        var good = view();
        var bad = viewWith("value", -1);

        post(good, bad, "no event at all", view())
                .statusCode(202)
                .body("accepted", equalTo(2))
                .body("rejected", hasSize(2))
                .body("rejected[0].index", equalTo(1))
                .body("rejected[0].id", equalTo(bad.get("id")))
                .body("rejected[0].problem.type", equalTo("https://danggol.io/problems/invalid-amount"))
                .body("rejected[0].problem.errors[0].pointer", equalTo("/value"))
                .body("rejected[1].index", equalTo(2));

        assertThat(onLog(Topics.STOREFRONT_EVENTS, good).at("/name").asText()).isEqualTo("view_item");
        var refused = onLog(Topics.REJECTED_EVENTS, bad);
        assertThat(refused.at("/problem/type").asText()).endsWith("/invalid-amount");
        assertThat(refused.at("/event/value").asInt()).isEqualTo(-1);
    }

    static Stream<Map<String, Object>> refused() {
        return Stream.of(
                expecting("invalid-id", viewWithout("id")),
                expecting("invalid-id", viewWith("id", "x".repeat(65))),
                expecting("invalid-visitor-id", viewWithout("visitorId")),
                expecting("invalid-visitor-id", viewWith("visitorId", "x".repeat(65))),
                expecting("invalid-name", viewWithout("name")),
                expecting("invalid-name", viewWith("name", "unheard_of")),
                expecting("invalid-name", viewWith("name", "custom." + "x".repeat(60))),
                expecting("string-too-long", viewWith("items", List.of(Map.of("item_id", "가".repeat(10_000))))),
                expecting("string-too-long", viewWith("unheard_of", Map.of("deep", List.of("x".repeat(1025))))),
                expecting("too-many-items", viewWith("items", Collections.nCopies(201, Map.of("item_id", "P")))),
                expecting("invalid-amount", viewWith("items", List.of(Map.of("item_id", "P", "price", -0.01)))),
                expecting("invalid-amount", viewWith("items", List.of(Map.of("item_id", "P", "quantity", -1)))),
                expecting("invalid-amount", viewWith("value", "NaN")),
                expecting("too-late", viewWith("occurredAt", "1970-01-01T00:00:00Z")),
                expecting(
                        "too-late",
                        viewWith(
                                "occurredAt",
                                Instant.now().minus(Duration.ofDays(8)).toString())),
                expecting("invalid-event", viewWith("occurredAt", "yesterday")),
                expecting("invalid-event", viewWith("items", "P1")),
                expecting("transaction-id-missing", viewWith("name", "purchase")),
                expecting("customer-token-invalid", viewWith("customerToken", "nonsense")),
                expecting(
                        "customer-token-invalid",
                        viewWith("customerToken", token("c-1", "another-secret-0123456789-0123456789", 600))),
                expecting(
                        "customer-token-invalid",
                        viewWith("customerToken", token("c-1", "a-shop-secret-for-tests-0123456789ab", 7200))));
    }

    private static Map<String, Object> expecting(String slug, Map<String, Object> event) {
        return Map.of("slug", slug, "event", event);
    }

    @ParameterizedTest
    @MethodSource
    void refused(Map<String, Object> sample) {
        post(sample.get("event"), view())
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("rejected", hasSize(1))
                .body("rejected[0].problem.type", equalTo("https://danggol.io/problems/" + sample.get("slug")))
                .body("rejected[0].problem.status", equalTo(422));
    }

    @Test
    void anExpiredTokenCostsTheCustomerNotTheEvent() {
        var event = viewWith("customerToken", token("c-1", secret, -60));

        post(event).statusCode(202).body("accepted", equalTo(1));

        assertThat(onLog(Topics.STOREFRONT_EVENTS, event).has("customer")).isFalse();
    }

    @Test
    void aBareCustomerIdOfABrowserIsNotBelieved() {
        var event = viewWith("customerId", "c-1");

        post(event).statusCode(202).body("accepted", equalTo(1));

        assertThat(onLog(Topics.STOREFRONT_EVENTS, event).has("customer")).isFalse();
    }

    @Test
    void aFutureTimeIsCutAtTheReceipt() {
        var event = viewWith("occurredAt", "2100-01-01T00:00:00+09:00");

        post(event).statusCode(202).body("accepted", equalTo(1));

        var body = onLog(Topics.STOREFRONT_EVENTS, event);
        assertThat(body.at("/occurredAt").asText())
                .isEqualTo(body.at("/receivedAt").asText());
    }

    @Test
    void aWrongBrowserClockIsCorrected() {
        var event = viewWith("occurredAt", "1970-01-01T00:00:00Z");
        event.put("sentAt", "1970-01-01T00:00:10Z");

        post(event).statusCode(202).body("accepted", equalTo(1));

        var body = onLog(Topics.STOREFRONT_EVENTS, event);
        var age = Duration.between(
                Instant.parse(body.at("/occurredAt").asText()),
                Instant.parse(body.at("/receivedAt").asText()));
        assertThat(age).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_001));
    }

    @Test
    void withoutConsentNothingIsKept() {
        var silent = viewWithout("consent");
        var refusing = viewWith("consent", Map.of("analytics", false, "personalization", true));
        var wrong = viewWith("value", -1);
        wrong.remove("consent");
        var last = view();

        post(silent, refusing, wrong, last)
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("dropped", equalTo(2))
                .body("rejected", hasSize(1));

        onLog(Topics.STOREFRONT_EVENTS, last);
        for (var event : List.of(silent, refusing, wrong)) {
            assertThat(logged.records(Topics.STOREFRONT_EVENTS, (String) event.get("id")))
                    .isEmpty();
            assertThat(logged.records(Topics.REJECTED_EVENTS, (String) event.get("id")))
                    .isEmpty();
        }
    }

    @Test
    void anEventSentAHundredTimesIsWrittenOnce() {
        var event = view();

        post(Stream.generate(() -> event).limit(50).toArray())
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("duplicates", equalTo(49));
        await().untilAsserted(() ->
                post(event).statusCode(202).body("accepted", equalTo(0)).body("duplicates", equalTo(1)));
        post(Stream.generate(() -> event).limit(50).toArray()).body("duplicates", equalTo(50));
    }

    @Test
    void hangulAndEmojiAnywhereAreFine() {
        var event = viewWith("name", "custom.장바구니_열기");
        event.put("visitorId", "방문자-🙂");
        event.put("params", Map.of("search_term", "겨울 구두 🥾", "transaction_id", "주문-1🎁"));

        post(event).statusCode(202).body("accepted", equalTo(1));

        var body = onLog(Topics.STOREFRONT_EVENTS, event);
        assertThat(body.at("/visitorId").asText()).isEqualTo("방문자-🙂");
        assertThat(body.at("/params/search_term").asText()).isEqualTo("겨울 구두 🥾");
    }

    @Test
    void halfCharactersAndNulsDoNotReachTheLog() {
        var event = view();
        var body =
                "{\"events\":[{\"id\":\"%s\",\"name\":\"search\",\"visitorId\":\"v\",\"consent\":{\"analytics\":true},"
                                .formatted(event.get("id"))
                        + "\"params\":{\"search_term\":\"a\\u0000b\\ud800c\"}}]}";

        post("test-key", body).statusCode(202).body("accepted", equalTo(1));

        assertThat(onLog(Topics.STOREFRONT_EVENTS, event)
                        .at("/params/search_term")
                        .asText())
                .isEqualTo("a b\uFFFDc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,2", "nonsense", "{\"events\":[]}}", "{\"events\":[NaN]}"})
    void whatIsNoJsonIsMalformed(String body) {
        post("test-key", body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://danggol.io/problems/malformed-body"));
    }

    @Test
    void bottomlessJsonIsRefused() {
        postPlain("{\"events\":" + "[".repeat(5000) + "]".repeat(5000) + "}")
                .statusCode(422)
                .body("detail", startsWith("expected: at most 1000 levels"));
    }

    /// RestAssured would indent these bodies if it knew them to be JSON.
    private static ValidatableResponse postPlain(String body) {
        return given().header("X-Danggol-Key", "test-key")
                .contentType("text/plain")
                .body(body)
                .post("/v1/events")
                .then();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "1", "{}", "{\"events\":null}", "{\"events\":{}}", "{\"events\":\"x\"}"})
    void aBodyWithoutEventsHasTheWrongShape(String body) {
        post("test-key", body).statusCode(422).body("errors[0].pointer", equalTo("/events"));
    }

    @Test
    void fiftyOneEventsAreTooMany() {
        post(Stream.generate(() -> view()).limit(51).toArray())
                .statusCode(422)
                .body("type", equalTo("https://danggol.io/problems/too-many-events"));
    }

    @Test
    void noEventsAreFine() {
        post("test-key", "{\"events\":[]}").statusCode(202).body("accepted", equalTo(0));
    }

    @Test
    void tenMebibytesAreTooLarge() {
        postPlain("{\"events\":[\"" + "x".repeat(10 * 1024 * 1024) + "\"]}")
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void aWrongKeyIsUnknown() {
        post("wrong-key", body(view())).statusCode(401).contentType("application/problem+json");
        given().contentType("application/json")
                .body(body(view()))
                .post("/v1/events")
                .then()
                .statusCode(401);
    }

    @Test
    void theKeyMayStandInTheQueryOfABeacon() {
        given().queryParam("key", "test-key")
                .contentType("text/plain;charset=UTF-8")
                .body("{\"events\":[]}")
                .post("/v1/events")
                .then()
                .statusCode(202);
    }

    @Test
    void anOriginIsAllowedByTheKeyItself() {
        from("https://shop.example", "test-key").statusCode(202);
        from("https://other.example", "test-key").statusCode(403);
        from("https://evil.example", "test-key").statusCode(403);
        from("https://other.example", "other-shop-key").statusCode(202);
    }

    private static ValidatableResponse from(String origin, String key) {
        return given().header("Origin", origin)
                .header("X-Danggol-Key", key)
                .contentType("application/json")
                .body("{\"events\":[]}")
                .post("/v1/events")
                .then();
    }

    @Test
    void theAnswerTellsTheTime() {
        post("test-key", "{\"events\":[]}").header("Date", notNullValue());
    }

    @Test
    void aKeyThatSendsTooFastIsToldWhenToGoOn() {
        var unconsented =
                Stream.generate(() -> viewWithout("consent")).limit(50).toArray();
        clock.stop();
        try {
            for (var call = 0; call < 20; call++)
                post("narrow-key", body(unconsented)).statusCode(202);

            post("narrow-key", body(unconsented))
                    .statusCode(429)
                    .header("Retry-After", Integer::parseInt, greaterThan(0));
            post("test-key", body(unconsented)).statusCode(202);
        } finally {
            clock.run();
        }
    }

    @Test
    void aSecretKeyMakesItsEventsThoseOfAServer() {
        var event = new HashMap<>(viewWithout("visitorId"));
        event.put("customerId", "c-9");
        event.put("occurredAt", "2015-05-05T12:00:00+09:00");

        post("test-secret", body(event)).statusCode(202).body("accepted", equalTo(1));

        var body = onLog(Topics.STOREFRONT_EVENTS, event);
        assertThat(body.at("/source").asText()).isEqualTo("server");
        assertThat(body.at("/customer").asText()).isEqualTo(identities.customerHash("c-9"));
        assertThat(body.at("/occurredAt").asText()).isEqualTo("2015-05-05T03:00:00Z");
    }

    private JsonNode onLog(Topic topic, Map<String, Object> event) {
        var id = (String) event.get("id");
        await().until(() -> !logged.records(topic, id).isEmpty());
        return logged.body(logged.records(topic, id).getFirst());
    }
}
