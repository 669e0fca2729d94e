package io.danggol.recommendation.answer;

import static io.danggol.recommendation.Suite.ask;
import static io.danggol.recommendation.Suite.fresh;
import static io.danggol.recommendation.Suite.idsFor;
import static io.danggol.recommendation.Suite.put;
import static io.danggol.recommendation.Suite.shopper;
import static io.danggol.recommendation.Suite.storefront;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.danggol.chassis.identity.Identities;
import io.danggol.contracts.ConsentsChanged;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.Topics;
import io.danggol.local.testing.SuiteServers;
import io.danggol.recommendation.Log;
import io.danggol.recommendation.Suite;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.path.json.JsonPath;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Who is recognised, by what, and who is not.
@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(user = "shop", roles = "ingest")
class RecognitionTest {
    @Inject
    Suite suite;

    @Inject
    Log log;

    @Inject
    Identities identities;

    @ConfigProperty(name = "danggol.shop.secret")
    String secret;

    private static String product() {
        var id = fresh("product");
        put(id, "상품", fresh("c"), 1_000, Map.of());
        return id;
    }

    private static Map<String, Object> viewed(Suite.Shopper shopper) {
        return Map.of("placement", "recently_viewed", "visitorId", shopper.visitor());
    }

    private JsonPath known(String customerId, Map<String, ?> query) {
        var token = Jwt.subject(customerId).expiresIn(Duration.ofMinutes(5)).signWithSecret(secret);
        return storefront()
                .header("X-Danggol-Customer", token)
                .queryParams(query)
                .get("/v1/recommendations")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private UUID profileOf(String customerId) {
        return identities.profileOfCustomer(identities.customerHash(customerId));
    }

    @Test
    void recentlyViewedComesLatestFirstAndMayBeShort() {
        var first = product();
        var second = product();
        var shopper = shopper();

        suite.look(shopper, first, second);

        await().untilAsserted(() -> ask(viewed(shopper))
                .body("items.item_id", contains(second, first))
                .body("personalized", equalTo(true))
                .body("items[0].strategy", equalTo("recently_viewed")));
    }

    @Test
    void everybodyWithoutConsentGetsTheSameAnswerInTheSamePlace() {
        var seen = product();
        var marker = product();
        var refusing = shopper().refusing();
        var agreeing = shopper();
        suite.look(refusing, seen);
        suite.look(agreeing, marker);
        await().untilAsserted(() -> ask(viewed(agreeing)).body("items.item_id", contains(marker)));

        var unknown = ask(Map.of("placement", "product", "itemId", seen, "visitorId", "v_never_seen"));
        var refused = ask(Map.of("placement", "product", "itemId", seen, "visitorId", refusing.visitor()));
        var nobody = ask(Map.of("placement", "product", "itemId", seen));

        for (var answer : List.of(unknown, refused, nobody)) answer.body("personalized", equalTo(false));
        var items = nobody.extract().jsonPath().getList("items");
        assertThat(refused.extract().jsonPath().<Object>getList("items")).isEqualTo(items);
        assertThat(unknown.extract().jsonPath().<Object>getList("items")).isEqualTo(items);
        ask(viewed(refusing)).body("items", empty());
    }

    @Test
    void aWithdrawalInTheLedgerStopsRecognitionAndAGrantBringsItBack() {
        var seen = product();
        var shopper = shopper();
        suite.look(shopper, seen);
        await().untilAsserted(() -> ask(viewed(shopper)).body("items.item_id", contains(seen)));

        suite.consent(shopper.profile(), 1, state(shopper.visitor(), "personalization", "withdrawn", 0));
        await().untilAsserted(() -> ask(viewed(shopper)).body("personalized", equalTo(false)));

        suite.consent(shopper.profile(), 2, state(shopper.visitor(), "personalization", "granted", 1));
        await().untilAsserted(() -> ask(viewed(shopper)).body("items.item_id", contains(seen)));

        suite.consent(shopper.profile(), 3, state(null, "profiling", "withdrawn", 2));
        await().untilAsserted(() -> ask(viewed(shopper)).body("personalized", equalTo(false)));
    }

    private static ConsentsChanged.State state(String visitor, String purpose, String state, int minute) {
        return new ConsentsChanged.State(
                visitor,
                purpose,
                null,
                state,
                Instant.parse("2026-11-21T03:00:00Z").plusSeconds(60L * minute));
    }

    @Test
    void aKnownCustomerIsRecognisedOnEveryDeviceAndTheBareBrowserOnlySinceItsLogin() {
        var customer = fresh("customer");
        var profile = profileOf(customer);
        var hash = identities.customerHash(customer);
        var onPhone = product();
        var beforeLogin = product();
        var afterLogin = product();
        var phone = shopper().as(profile, hash);
        var browser = shopper();
        var now = Instant.now();
        suite.record(phone, "view_item", now.minusSeconds(300), Map.of(), onPhone);
        var anonymous = suite.record(browser, "view_item", now.minusSeconds(200), Map.of(), beforeLogin);
        suite.record(browser.as(profile, hash), "login", now.minusSeconds(100), Map.of());
        suite.move(anonymous, browser.profile(), profile);
        suite.record(browser.as(profile, hash), "view_item", now.minusSeconds(50), Map.of(), afterLogin);

        await().untilAsserted(() -> assertThat(known(customer, viewed(browser)).getList("items.item_id", String.class))
                .containsExactly(afterLogin, beforeLogin, onPhone));
        await().untilAsserted(() -> assertThat(idsFor(viewed(browser))).containsExactly(afterLogin));

        suite.record(browser.as(profile, hash), "logout", now.minusSeconds(10), Map.of());
        await().untilAsserted(() -> assertThat(idsFor(viewed(browser))).isEmpty());
    }

    @Test
    void tokensThatAreForgedOrExpiredAreRefused() {
        var forged = Jwt.subject("somebody")
                .expiresIn(Duration.ofMinutes(5))
                .signWithSecret("another-secret-another-secret-another");
        var expired = Jwt.subject("somebody")
                .expiresAt(Instant.now().minusSeconds(60))
                .signWithSecret(secret);
        for (var token : List.of(forged, expired, "nonsense")) {
            storefront()
                    .header("X-Danggol-Customer", token)
                    .queryParam("placement", "home")
                    .get("/v1/recommendations")
                    .then()
                    .statusCode(401);
            storefront()
                    .contentType("application/json")
                    .body(Map.of("placement", "home", "customerToken", token))
                    .post("/v1/recommendations")
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void theTokenMayComeAsAFieldOfTheBody() {
        var customer = "c-" + UUID.randomUUID();
        var seen = product();
        suite.look(shopper().as(profileOf(customer), identities.customerHash(customer)), seen);
        var token = Jwt.subject(customer).expiresIn(Duration.ofMinutes(5)).signWithSecret(secret);

        await().untilAsserted(() -> storefront()
                .contentType("application/json")
                .body(Map.of("placement", "recently_viewed", "customerToken", token))
                .post("/v1/recommendations")
                .then()
                .statusCode(200)
                .body("personalized", is(true))
                .body("items.item_id", hasItem(seen)));
    }

    @Test
    void anAnswerWithoutItemsHasTheSameShape() {
        storefront()
                .queryParams(viewed(shopper()))
                .get("/v1/recommendations")
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("$", hasKey("strategy"));
    }

    @Test
    void aStorefrontMayNotNameAProfile() {
        storefront()
                .queryParams(Map.of("placement", "home", "profileId", UUID.randomUUID()))
                .get("/v1/recommendations")
                .then()
                .statusCode(403);
    }

    @Test
    @TestSecurity(
            user = "campaign-service",
            roles = {"service", "ingest"})
    void aServiceAsksForAProfile() {
        var seen = product();
        var shopper = shopper();
        suite.look(shopper, seen);

        await().untilAsserted(() -> given().contentType("application/json")
                .body(Map.of("placement", "recently_viewed", "profileId", shopper.profile()))
                .post("/v1/recommendations")
                .then()
                .statusCode(200)
                .body("items.item_id", contains(seen)));
    }

    @Test
    void anotherRoleIsRefused() {
        given().queryParam("placement", "home")
                .get("/v1/recommendations")
                .then()
                .statusCode(403);
    }

    @Test
    void anErasedPersonIsForgottenConfirmedAndStaysForgotten() {
        var seen = product();
        var shopper = shopper();
        var at = Instant.now().minusSeconds(60);
        var event = suite.record(shopper, "view_item", at, Map.of(), seen);
        await().untilAsserted(() -> ask(viewed(shopper)).body("items.item_id", contains(seen)));
        var request = UUID.randomUUID();

        suite.erase(new ErasureOrdered(
                request,
                List.of(shopper.profile()),
                List.of(identities.visitorHash(shopper.visitor())),
                Instant.now()));

        // Messages are sent at least once.
        await().untilAsserted(() -> assertThat(
                        log.of(Topics.ERASURE_RECEIPTS, shopper.profile().toString()))
                .allSatisfy(receipt -> assertThat(log.faults(receipt)).isEmpty())
                .extracting(receipt -> log.body(receipt).path("store").asText() + " "
                        + log.body(receipt).path("count").asLong())
                .containsOnly("sessions 1", "orders 0"));
        ask(viewed(shopper)).body("items", empty());
        var later = product();
        suite.record(shopper.profile(), event);
        suite.record(shopper, "view_item", Instant.now().plusSeconds(1), Map.of(), later);
        await().untilAsserted(() -> ask(viewed(shopper)).body("items.item_id", contains(later)));
    }

    @Test
    void buyersAreToldOnlyFromTheFloorOn() {
        var id = product();
        storefront().queryParam("itemId", id).get("/v1/social-proof").then().statusCode(404);
        var regular = shopper();
        suite.buy(regular, id);
        suite.buy(regular, id);
        for (var buyer = 0; buyer < 4; buyer++) suite.buy(shopper().refusing(), id);

        await().untilAsserted(() -> storefront()
                .queryParam("itemId", id)
                .get("/v1/social-proof")
                .then()
                .statusCode(200)
                .body("buyers", equalTo(5))
                .body("within", equalTo("P3D")));
        storefront().get("/v1/social-proof").then().statusCode(400);
    }

    @Test
    void whatIsBoughtTogetherIsOfferedInTheCart() {
        var shoes = fresh("shoes");
        var cream = fresh("cream");
        put(shoes, "구두", fresh("c"), 1_000, Map.of());
        put(cream, "구두약", fresh("c"), 1_000, Map.of());
        for (var buyer = 0; buyer < 3; buyer++) suite.buy(shopper(), shoes, cream);

        await().untilAsserted(() -> ask(Map.of("placement", "cart", "cart", shoes, "limit", 1))
                .body("items[0].item_id", equalTo(cream))
                .body("items[0].strategy", equalTo("bought_together"))
                .body("items[0].reason.text", equalTo("‘구두’와 함께 구매한 상품이에요"))
                .body("items[0].reason.evidence[0].orders", equalTo(3)));
    }

    @Test
    void badQuestionsAreRefusedWithTheirPlace() {
        for (var bad : List.of(
                Map.of("placement", "home", "limit", "0"),
                Map.of("placement", "home", "limit", "101"),
                Map.of("placement", "home", "limit", "many"),
                Map.of("placement", "home", "itemId", "x".repeat(10_000 - 8_000)),
                Map.of("placement", "home", "visitorId", "x".repeat(65)),
                Map.of("placement", "home", "profileId", "me"),
                Map.of("limit", "5"))) {
            storefront()
                    .queryParams(bad)
                    .get("/v1/recommendations")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
        storefront()
                .contentType("application/json")
                .body("{\"placement\":\"home\",\"limit\":\"5\",\"vistorId\":\"v\"}")
                .post("/v1/recommendations")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/limit"))
                .body("errors.pointer", hasItem("/vistorId"));
        storefront()
                .contentType("application/json")
                .body("{\"placement\":\"home\",\"cart\":\"A\",\"limit\":0}")
                .post("/v1/recommendations")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/cart"))
                .body("errors.pointer", hasItem("/limit"));
        storefront()
                .contentType("application/json")
                .body("{")
                .post("/v1/recommendations")
                .then()
                .statusCode(400);
    }
}
