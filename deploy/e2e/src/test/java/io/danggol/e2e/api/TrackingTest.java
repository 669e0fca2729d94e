package io.danggol.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Staff;
import io.danggol.e2e.suite.WithSuite;
import io.danggol.local.suite.CustomerToken;
import io.danggol.local.suite.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Section 2 of API.md, and what bad input gets.
@WithSuite
class TrackingTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static ObjectNode event(RunningSuite suite) throws Exception {
        var now = suite.client().now().toString();
        return (ObjectNode)
                SuiteClient.JSON.readTree("""
                    {"id":"%s", "name":"add_to_cart", "visitorId":"%s", "sessionId":"s_41", "sessionNumber":3,
                     "occurredAt":"%s", "sentAt":"%s", "consent":{"analytics":true,"personalization":true},
                     "context":{"pageUrl":"https://shop.example/p/1","pageTitle":"구두","referrer":"https://m.facebook.com/",
                                "locale":"ko-KR","utm":{"source":"facebook","medium":"cpc","campaign":"fall","term":"","content":""}},
                     "currency":"KRW", "value":39000,
                     "items":[{"item_id":"P1","item_name":"구두","item_brand":"단정화","item_category":"신발",
                               "item_category2":"구두","price":39000,"quantity":1}],
                     "params":{"coupon":"가을"}}\
                    """.formatted(UUID.randomUUID(), "v_" + UUID.randomUUID(), now, now));
    }

    private static String batch(ObjectNode... events) {
        return Stream.of(events).map(ObjectNode::toString).collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    private static Outside.Said page(RunningSuite suite, ObjectNode... events) throws Exception {
        return new Outside(suite).post("tracking", "/v1/events").fromPage().send(batch(events));
    }

    private static Outside.Said server(RunningSuite suite, ObjectNode... events) throws Exception {
        return new Outside(suite)
                .post("tracking", "/v1/server/events")
                .as("ingest")
                .send(batch(events));
    }

    private static ObjectNode changed(RunningSuite suite, Consumer<ObjectNode> change) throws Exception {
        var event = event(suite);
        change.accept(event);
        return event;
    }

    @Test
    void theEventOfThePageIsAccepted(RunningSuite suite) throws Exception {
        var body = page(suite, event(suite)).is(202).body();

        assertThat(body)
                .isEqualTo(
                        SuiteClient.JSON.readTree("{\"accepted\":1,\"duplicates\":0,\"dropped\":0,\"rejected\":[]}"));
    }

    @Test
    void oneBadEventCostsItselfAndNotItsBatch(RunningSuite suite) throws Exception {
        var bad = changed(suite, event -> event.put("value", -1));

        var body = page(suite, event(suite), bad, event(suite)).is(202).body();

        assertThat(body.path("accepted").asInt()).isEqualTo(2);
        assertThat(body.path("rejected")).hasSize(1);
        var rejected = body.path("rejected").path(0);
        assertThat(rejected.path("index").asInt()).isEqualTo(1);
        assertThat(rejected.path("id").asText()).isEqualTo(bad.path("id").asText());
        assertThat(rejected.path("problem").path("type").asText()).isNotBlank();
    }

    @Test
    void eachFaultOfAnEventIsRefusedWithAProblem(RunningSuite suite) throws Exception {
        var long10k = "가".repeat(10_000);
        var bad = List.<Consumer<ObjectNode>>of(
                event -> event.remove("id"),
                event -> event.put("id", "x".repeat(65)),
                event -> event.remove("visitorId"),
                event -> event.remove("name"),
                event -> event.put("name", "add-to-basket"),
                event -> event.put("occurredAt", "1970-01-01T00:00:00Z"),
                event -> event.put("occurredAt", "yesterday"),
                event -> event.put("value", -39_000),
                event -> item(event).put("price", -1),
                event -> item(event).put("quantity", -1),
                event -> item(event).put("item_id", long10k),
                event -> ((ObjectNode) event.get("context")).put("pageTitle", long10k),
                event -> event.put("name", "purchase"),
                event -> {
                    var items = event.putArray("items");
                    for (var i = 0; i < 201; i++) items.addObject().put("item_id", "P" + i);
                });
        for (var i = 0; i < bad.size(); i++) {
            var body = page(suite, changed(suite, bad.get(i))).is(202).body();

            assertThat(body.path("accepted").asInt())
                    .as("fault " + i + ": " + body)
                    .isZero();
            assertThat(body.path("rejected")).as("fault " + i).hasSize(1);
            assertThat(body.path("rejected")
                            .path(0)
                            .path("problem")
                            .path("type")
                            .asText())
                    .isNotBlank();
        }
    }

    private static ObjectNode item(ObjectNode event) {
        return (ObjectNode) event.path("items").path(0);
    }

    @Test
    void aTimeLongAgoIsTooLateForABrowserAndNotForAServer(RunningSuite suite) throws Exception {
        var old = suite.client().now().minus(Duration.ofDays(8)).toString();

        var late = page(suite, changed(suite, event -> event.put("occurredAt", old)))
                .body();
        var server = server(suite, changed(suite, event -> event.put("occurredAt", old)))
                .body();
        var ancient = server(suite, changed(suite, event -> event.put("occurredAt", "1999-12-31T23:59:59Z")))
                .body();

        assertThat(late.path("rejected").path(0).path("problem").path("type").asText())
                .contains("too-late");
        assertThat(server.path("accepted").asInt()).isEqualTo(1);
        assertThat(ancient.path("rejected")).hasSize(1);
    }

    @Test
    void aTimeInTheFutureIsCutAtTheMomentOfArrival(RunningSuite suite) throws Exception {
        var customer = Outside.fresh("future");
        var event = changed(
                suite, it -> it.put("occurredAt", "2100-01-01T00:00:00Z").put("customerId", customer));
        assertThat(server(suite, event).is(202).body().path("accepted").asInt()).isEqualTo(1);

        var staff = new Staff(suite.client());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(Instant.parse(
                                staff.timeline(customer).getFirst().path("at").asText()))
                        .isBefore(suite.client().now().plusSeconds(1)));
    }

    @Test
    void hangulAndEmojiArriveAsTheyWereSent(RunningSuite suite) throws Exception {
        var customer = Outside.fresh("hangul");
        var name = "뷁퀡 가죽 👟🏽 구두 ‘세일’";
        var event = changed(suite, it -> {
            it.put("customerId", customer);
            item(it).put("item_name", name);
        });

        assertThat(server(suite, event).is(202).body().path("accepted").asInt()).isEqualTo(1);

        var staff = new Staff(suite.client());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(staff.timeline(customer)
                                .getFirst()
                                .path("event")
                                .path("items")
                                .path(0)
                                .path("item_name")
                                .asText())
                        .isEqualTo(name));
    }

    @Test
    void theSameEventSentAHundredTimesHappenedOnce(RunningSuite suite) throws Exception {
        var customer = Outside.fresh("again");
        var event = changed(suite, it -> it.put("customerId", customer));
        for (var i = 0; i < 100; i++) {
            var body = server(suite, event).is(202).body();
            assertThat(body.path("accepted").asInt() + body.path("duplicates").asInt())
                    .isEqualTo(1);
        }
        var last = changed(suite, it -> it.put("customerId", customer).put("name", "share"));
        last.set("visitorId", event.get("visitorId"));
        server(suite, last).is(202);

        var staff = new Staff(suite.client());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(staff.timeline(customer))
                        .extracting(entry -> entry.path("event").path("name").asText())
                        .containsExactly("share", "add_to_cart"));
        assertThat(staff.customer(customer)
                        .path("traits")
                        .path("cart")
                        .path(0)
                        .path("quantity")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void withoutConsentNothingIsKept(RunningSuite suite) throws Exception {
        var none = changed(suite, event -> event.remove("consent"));
        var refused = changed(suite, event -> event.putObject("consent").put("analytics", false));

        var body = page(suite, none, refused).is(202).body();

        assertThat(body.path("accepted").asInt()).isZero();
        assertThat(body.path("dropped").asInt()).isEqualTo(2);
    }

    @Test
    void aForgedTokenCostsTheEventAndAnExpiredOneTheCustomer(RunningSuite suite) throws Exception {
        var customer = Outside.fresh("token");
        var now = suite.client().now();
        var secret = Secrets.of(suite.client().home()).shop();
        var forged = CustomerToken.sign(customer, "not the shop's secret, whatever it is", now);
        var expired = CustomerToken.sign(customer, secret, now.minus(Duration.ofHours(2)));
        var anonymous = changed(suite, event -> event.put("customerToken", expired));

        assertThat(page(suite, changed(suite, event -> event.put("customerToken", forged)))
                        .body()
                        .path("rejected"))
                .hasSize(1);
        assertThat(page(suite, anonymous).is(202).body().path("accepted").asInt())
                .isEqualTo(1);

        assertVisitorWithoutCustomer(suite, anonymous.path("visitorId").asText(), customer);
    }

    @Test
    void aBareCustomerIdOfABrowserIsNotBelieved(RunningSuite suite) throws Exception {
        var customer = Outside.fresh("bare");
        var event = changed(suite, it -> it.put("customerId", customer));

        page(suite, event).is(202);

        var valid = event(suite);
        valid.set("visitorId", event.get("visitorId"));
        page(suite, valid).is(202);
        assertVisitorWithoutCustomer(suite, event.path("visitorId").asText(), customer);
    }

    /// The visitor gets a profile, and the customer none.
    private static void assertVisitorWithoutCustomer(RunningSuite suite, String visitorId, String customerId)
            throws Exception {
        var outside = new Outside(suite);
        await().atMost(PATIENCE)
                .untilAsserted(() -> outside.get("profile", "/v1/profiles?visitorId=" + visitorId)
                        .as("analyst")
                        .send()
                        .is(200));
        outside.get("profile", "/v1/profiles?customerId=" + customerId)
                .as("analyst")
                .send()
                .isProblem(404);
    }

    @Test
    void anAddressThatNobodyHasIsRejectedAsUnknown(RunningSuite suite) throws Exception {
        var event = changed(suite, it -> it.put("email", "nobody-at-all@example.invalid"));

        // 503 while profile-service is too busy to say that.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server(suite, event)
                                .is(202)
                                .body()
                                .path("rejected")
                                .path(0)
                                .path("problem")
                                .path("type")
                                .asText())
                        .contains("unknown-contact"));
    }

    @Test
    void aServersEventFindsItsCustomerByAddress(RunningSuite suite) throws Exception {
        var customer = Outside.fresh("by-mail");
        new Outside(suite)
                .put("profile", "/v1/customers/" + customer)
                .as("ingest")
                .send("{\"email\":\"%s@example.invalid\",\"name\":\"김단골\"}".formatted(customer));
        var event = changed(suite, it -> it.put("email", customer + "@example.invalid"));
        event.remove("visitorId");

        // 503 while profile-service is too busy to say who that is.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server(suite, event)
                                .is(202)
                                .body()
                                .path("accepted")
                                .asInt())
                        .isEqualTo(1));

        var staff = new Staff(suite.client());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(staff.cart(customer)).containsExactly("P1"));
        assertThat(staff.timeline(customer).toString()).doesNotContain("@example.invalid");
    }

    @Test
    void bodiesThatAreNoBatchAreRefusedWhole(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var events = Stream.generate(() -> "{}").limit(51).collect(Collectors.joining(","));

        outside.post("tracking", "/v1/events").fromPage().send("{\"events\":[").isProblem(400);
        outside.post("tracking", "/v1/events").fromPage().send("\"events\"").isProblem(422);
        outside.post("tracking", "/v1/events")
                .fromPage()
                .send("{\"events\":{}}")
                .isProblem(422)
                .pointsTo("/events");
        outside.post("tracking", "/v1/events")
                .fromPage()
                .send("{\"events\":[" + events + "]}")
                .isProblem(422);
        outside.post("tracking", "/v1/events")
                .fromPage()
                .send("x".repeat(129 * 1024))
                .isProblem(413);
    }

    @Test
    void tenMebibytesAreTooLargeForEveryService(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var large = "{\"x\":\"" + "가".repeat(3_500_000) + "\"}";
        for (var call : List.of(
                outside.post("tracking", "/v1/events").fromPage(),
                outside.post("tracking", "/v1/server/events").as("ingest"),
                outside.put("profile", "/v1/customers/large").as("ingest"),
                outside.post("segment", "/v1/segments").as("marketer"),
                outside.post("recommendation", "/v1/recommendations").fromPage(),
                outside.post("campaign", "/v1/campaigns").as("marketer"))) {
            assertThat(call.send(large).status()).isEqualTo(413);
        }
    }

    @Test
    void keyAndOriginDecideWhoMaySend(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var body = batch(event(suite));

        outside.post("tracking", "/v1/events").send(body).isProblem(401);
        outside.post("tracking", "/v1/events")
                .with("X-Danggol-Key", "wrong")
                .send(body)
                .isProblem(401);
        outside.post("tracking", "/v1/events?key=wrong").send(body).isProblem(401);
        outside.post("tracking", "/v1/events")
                .fromPage()
                .with("Origin", "https://other.example")
                .send(body)
                .isProblem(403);
        outside.post("tracking", "/v1/events?key=demo-key")
                .send("text/plain", body)
                .is(202);
        var here = outside.post("tracking", "/v1/events")
                .fromPage()
                .with("Origin", "http://localhost:3000")
                .send(body);
        assertThat(here.is(202).header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
        for (var service : List.of("tracking", "profile", "recommendation", "campaign")) {
            var path = List.of("/v1/events", "/v1/consents", "/v1/recommendations", "/v1/onsite-messages")
                    .get(List.of("tracking", "profile", "recommendation", "campaign")
                            .indexOf(service));
            var asked = outside.call("OPTIONS", service, path)
                    .with("Origin", "http://localhost:3000")
                    .with("Access-Control-Request-Method", "GET")
                    .with("Access-Control-Request-Headers", "x-danggol-key,x-danggol-customer,content-type")
                    .send();
            assertThat(asked.status()).as(service).isIn(200, 204);
            assertThat(asked.header("Access-Control-Allow-Origin")).as(service).isEqualTo("http://localhost:3000");
        }
    }

    @Test
    void theStorefrontScriptIsThereWithAPageThatTellsHowToUseIt(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);

        var script = outside.get("tracking", "/sdk/danggol.js").send().is(200);

        assertThat(script.header("Content-Type")).contains("javascript");
        assertThat(script.text()).contains("danggol");
        assertThat(outside.get("tracking", "/sdk/").send().is(200).text()).contains("danggol.js");
    }
}
