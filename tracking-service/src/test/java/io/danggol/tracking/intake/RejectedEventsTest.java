package io.danggol.tracking.intake;

import static io.danggol.tracking.testing.Events.post;
import static io.danggol.tracking.testing.Events.viewWith;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.danggol.chassis.log.LogWriter;
import io.danggol.contracts.RejectedEvent;
import io.danggol.contracts.Topics;
import io.danggol.tracking.testing.Events;
import io.danggol.tracking.testing.Logged;
import io.danggol.tracking.testing.ServiceTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
@TestSecurity(user = "olga", roles = "operator")
class RejectedEventsTest {
    @Inject
    Logged logged;

    @Inject
    LogWriter writer;

    private static Map<String, Object> item(String eventId) {
        return when().get("/v1/rejected-events?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.event.id == '" + eventId + "' }");
    }

    /// Puts an event among the refused ones that this service would take now: what was wrong has been mended.
    private String mended(Map<String, Object> event, Instant receivedAt) {
        var problem = Map.<String, Object>of(
                "type", "https://danggol.io/problems/invalid-name", "title", "t", "status", 422, "detail", "d");
        var id = (String) event.get("id");
        writer.send(writer.message(
                        Topics.REJECTED_EVENTS,
                        (String) event.get("visitorId"),
                        RejectedEvent.TYPE,
                        id,
                        new RejectedEvent("browser", receivedAt, event, problem)))
                .await()
                .atMost(Duration.ofSeconds(10));
        await().until(() -> item(id) != null);
        return (String) item(id).get("id");
    }

    private static io.restassured.response.ValidatableResponse replay(Object ids) {
        return given().contentType("application/json")
                .body(Map.of("ids", ids))
                .post("/v1/rejected-events/replay")
                .then();
    }

    @Test
    void refusedEventsAreListedMaskedWithTheirProblemLatestFirst() {
        var first = viewWith("value", -1);
        var second = viewWith("value", -1);
        second.put("context", Map.of("pageTitle", "010-1234-5678"));
        post(first).statusCode(202);
        post(second).statusCode(202);
        await().until(() -> item((String) second.get("id")) != null);

        var ids = when().get("/v1/rejected-events?limit=500").jsonPath().getList("items.event.id", String.class);

        assertThat(ids).containsSubsequence((String) second.get("id"), (String) first.get("id"));
        var item = item((String) second.get("id"));
        assertThat(item).containsEntry("source", "browser");
        assertThat(item.get("problem").toString()).contains("problems/invalid-amount");
        assertThat(item.toString()).doesNotContain("010-1234-5678");
    }

    @Test
    void pagesGoOnWhereTheLastOneEndedAndComeToAnEnd() {
        for (var i = 0; i < 7; i++) post(viewWith("value", -1)).statusCode(202);
        var all = when().get("/v1/rejected-events?limit=500").jsonPath().getList("items.id", String.class);

        // Other tests leave theirs: five pages, the last of them short.
        var limit = all.size() / 5 + 1;
        var seen = new HashSet<String>();
        String cursor = null;
        do {
            var page = given().queryParam("limit", limit)
                    .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                    .get("/v1/rejected-events")
                    .then()
                    .statusCode(200)
                    .extract();
            for (String id : page.<List<String>>path("items.id"))
                assertThat(seen.add(id)).isTrue();
            cursor = page.path("nextCursor");
        } while (cursor != null);

        assertThat(seen).containsAll(all);
    }

    @Test
    void aReplayedEventIsTakenUnderItsIdAsReceivedThen() {
        var receivedAt = Instant.now().minus(20, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        var event = viewWith("occurredAt", receivedAt.minusSeconds(5).toString());
        var id = (String) event.get("id");
        var place = mended(event, receivedAt);

        replay(List.of(place)).statusCode(200).body("accepted", equalTo(1));
        replay(List.of(place)).statusCode(200).body("accepted", equalTo(0)).body("duplicates", equalTo(1));

        await().until(() -> !logged.records(Topics.STOREFRONT_EVENTS, id).isEmpty());
        var taken = logged.body(logged.records(Topics.STOREFRONT_EVENTS, id).getFirst());
        assertThat(Instant.parse(taken.get("receivedAt").asText())).isEqualTo(receivedAt);
        assertThat(Instant.parse(taken.get("occurredAt").asText())).isEqualTo(receivedAt.minusSeconds(5));
    }

    @Test
    void whatIsStillWrongIsRefusedAgainAndNotListedTwice() {
        var wrong = viewWith("value", -1);
        var id = (String) wrong.get("id");
        post(wrong).statusCode(202);
        await().until(() -> item(id) != null);
        var place = (String) item(id).get("id");
        var right = mended(Events.view(), Instant.now());

        replay(List.of(right, place))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected.index", contains(1))
                .body("rejected[0].problem.type", endsWith("/invalid-amount"));

        assertThat(logged.records(Topics.REJECTED_EVENTS, id)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-999999999", "99-0", "x", ""})
    void anIdThatIsNoneEndsTheReplayBeforeItBegins(String unknown) {
        var event = Events.view();
        var place = mended(event, Instant.now());

        replay(List.of(place, unknown)).statusCode(422).body("errors.pointer", contains("/ids/1"));

        replay(List.of(place)).statusCode(200).body("accepted", equalTo(1));
    }

    @Test
    void badInputIsRefused() {
        replay(List.of()).statusCode(422);
        replay(7).statusCode(422);
        replay(List.of(7)).statusCode(422).body("errors[0].pointer", equalTo("/ids/0"));
        when().get("/v1/rejected-events?cursor=x").then().statusCode(400);
        when().get("/v1/rejected-events?limit=501").then().statusCode(400);
        when().get("/v1/rejected-events?limit=1").then().body("errors", nullValue());
    }

    @Test
    @TestSecurity(user = "mary", roles = "marketer")
    void anotherRoleMayNotLook() {
        when().get("/v1/rejected-events").then().statusCode(403);
        replay(List.of(UUID.randomUUID().toString())).statusCode(403);
    }
}
