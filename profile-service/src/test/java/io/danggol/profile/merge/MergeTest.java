package io.danggol.profile.merge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.danggol.chassis.identity.Identities;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.local.testing.SuiteServers;
import io.danggol.profile.Shopper;
import io.danggol.profile.TestLog;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(
        user = "everybody",
        roles = {"operator", "analyst"})
class MergeTest {
    @Inject
    TestLog log;

    @Inject
    Identities identities;

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @Test
    void aMergeTakesTheEventsOverAndASplitBringsThemBack() {
        var home = Shopper.anonymous()
                .as(identities.customerHash("c-" + UUID.randomUUID()))
                .server();
        var till = Shopper.anonymous()
                .as(identities.customerHash("c-" + UUID.randomUUID()))
                .server();
        var into = identities.profileOfCustomer(home.customer());
        var from = identities.profileOfCustomer(till.customer());
        log.send(home.buys("T1", "100", "P1"), till.buys("T2", "50", "P2"));
        await().untilAsserted(() -> assertThat(log.history(into)).hasSize(1));
        await().untilAsserted(() -> assertThat(log.history(from)).hasSize(1));

        post(into, "merge?dryRun=true", from)
                .statusCode(200)
                .body("events", equalTo(1))
                .body("dryRun", equalTo(true));
        post(into, "merge?dryRun=1", from).statusCode(400);
        profile(from).body("id", equalTo(from.toString()));
        post(into, "merge", from).statusCode(200).body("from", equalTo(from.toString()));

        profile(from)
                .body("id", equalTo(into.toString()))
                .body("aliases", hasItems(from.toString()))
                .body("traits.orders", equalTo(2))
                .body("traits.totalSpent", equalTo(150));
        await().untilAsserted(() -> {
            assertThat(log.history(into)).hasSize(2);
            assertThat(log.history(from)).isEmpty();
        });
        post(into, "merge", from).statusCode(409);
        var later = till.buys("T3", "7", "P3");
        log.send(later);
        await().untilAsserted(() -> assertThat(log.history(into)).contains(later.id()));

        post(from, "unmerge", null).statusCode(200).body("events", equalTo(2));

        profile(from).body("id", equalTo(from.toString())).body("traits.totalSpent", equalTo(57));
        profile(into)
                .body("traits.orders", equalTo(1))
                .body(
                        "aliases",
                        contains(identities.profileOfVisitor(home.visitor()).toString()));
        await().untilAsserted(() -> {
            assertThat(log.history(into)).hasSize(1);
            assertThat(log.history(from)).hasSize(2);
        });
        post(from, "unmerge", null).statusCode(409);
    }

    @Test
    void twoBrowsersOfNobodyKnownAreNotMerged() {
        var one = Shopper.anonymous();
        var other = Shopper.anonymous();
        log.send(one.views("P1"), other.views("P1"));
        var first = identities.profileOfVisitor(one.visitor());
        var second = identities.profileOfVisitor(other.visitor());
        await().untilAsserted(() -> assertThat(log.history(first)).hasSize(1));
        await().untilAsserted(() -> assertThat(log.history(second)).hasSize(1));

        post(first, "merge", second).statusCode(409);
        post(UUID.randomUUID(), "merge", second).statusCode(404);
    }

    @Test
    void theTimelineShowsWhatAPersonDidAndWhatStaffNotedInPages() {
        var shopper = Shopper.anonymous();
        var id = identities.profileOfVisitor(shopper.visitor());
        log.send(shopper.views("P1"), shopper.adds("P2"), shopper.does("page_view"));
        await().untilAsserted(() -> assertThat(log.history(id)).hasSize(3));
        given().contentType("application/json")
                .body("{\"text\":\"전화로 배송 문의 ☎\"}")
                .post("/v1/profiles/" + id + "/notes")
                .then()
                .statusCode(201)
                .header("Location", notNullValue());

        var first =
                given().get("/v1/profiles/" + id + "/timeline?limit=2").then().statusCode(200);
        first.body("items.kind", contains("note", "event")).body("items[0].note.text", equalTo("전화로 배송 문의 ☎"));

        given().queryParam("cursor", first.extract().<String>path("nextCursor"))
                .get("/v1/profiles/" + id + "/timeline?limit=2")
                .then()
                .body("items.event.name", contains("add_to_cart", "view_item"));
        for (var cursor : List.of("nonsense", "+999999999-01-01T00:00:00Z|x", "-999999999-01-01T00:00:00Z|x")) {
            given().get("/v1/profiles/" + id + "/timeline?cursor=" + cursor)
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void theArchiveIsSaidAgainUnderTheSameIds() {
        var shopper = Shopper.anonymous();
        var id = identities.profileOfVisitor(shopper.visitor());
        StorefrontEvent event = shopper.views("P1");
        log.send(event, shopper.views("P2"));
        await().untilAsserted(() -> assertThat(log.history(id)).hasSize(2));

        given().contentType("application/json")
                .body("{\"profileIds\":[\"" + id + "\"]}")
                .post("/v1/archive/replays")
                .then()
                .statusCode(202)
                .body("events", equalTo(2));

        await().untilAsserted(() -> assertThat(
                        log.about(id).stream().filter(it -> it.id().equals("browser:" + event.id())))
                .hasSize(2));
    }

    @Test
    void theTotalsCountDistinctThings() {
        var shopper = Shopper.anonymous().server();
        log.send(shopper.adds("P1"), shopper.adds("P2"), shopper.buys("T-" + UUID.randomUUID(), "100", "P2"));
        await().untilAsserted(() -> assertThat(log.history(identities.profileOfVisitor(shopper.visitor())))
                .hasSize(3));

        given().get("/v1/totals?visitorIdPrefix=" + shopper.visitor())
                .then()
                .body("events", equalTo(3))
                .body("users", equalTo(1))
                .body("buyers", equalTo(1))
                .body("carts", equalTo(1))
                .body("revenue.KRW.net", equalTo(100));
        given().get("/v1/totals")
                .then()
                .statusCode(200)
                .body("events", greaterThanOrEqualTo(3))
                .body("users", greaterThanOrEqualTo(1))
                .body("buyers", greaterThanOrEqualTo(1))
                .body("carts", greaterThanOrEqualTo(1))
                .body("revenue.KRW.orders", greaterThanOrEqualTo(1))
                .body("revenue.KRW.gross", greaterThanOrEqualTo(100));
        given().get("/v1/profiles?visitorId=" + shopper.visitor()).then().body("visitorIds", hasSize(1));
    }

    private ValidatableResponse profile(UUID id) {
        return given().get("/v1/profiles/" + id).then().statusCode(200);
    }

    private ValidatableResponse post(UUID id, String what, UUID with) {
        var call = given().contentType("application/json");
        if (with != null) call = call.body("{\"with\":\"" + with + "\"}");
        return call.post("/v1/profiles/" + id + "/" + what).then();
    }
}
