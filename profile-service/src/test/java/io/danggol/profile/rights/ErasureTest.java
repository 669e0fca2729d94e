package io.danggol.profile.rights;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.danggol.chassis.identity.Identities;
import io.danggol.contracts.ErasureReceipt;
import io.danggol.contracts.Topics;
import io.danggol.local.testing.SuiteServers;
import io.danggol.profile.Shopper;
import io.danggol.profile.TestDatabase;
import io.danggol.profile.TestLog;
import io.danggol.profile.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(
        user = "everybody",
        roles = {"ingest", "service", "operator", "analyst", "privacy-officer"})
class ErasureTest {
    @Inject
    TestLog log;

    @Inject
    Identities identities;

    @Inject
    TestDatabase database;

    private final String customer = "c-" + UUID.randomUUID();
    private final String email = "lee-" + UUID.randomUUID() + "@example.invalid";

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    private UUID profile() {
        return identities.profileOfCustomer(identities.customerHash(customer));
    }

    @Test
    void anErasedPersonLeavesNoTraceAndStaysErasedAfterAReplay() {
        var shopper = Shopper.anonymous();
        var known = shopper.as(identities.customerHash(customer));
        var own = identities.profileOfVisitor(shopper.visitor());
        var events =
                List.of(shopper.views("P1"), known.does("login"), known.server().buys("T1", "100", "P1"));
        putCustomer();
        decide();
        log.send(events);
        await().untilAsserted(() -> assertThat(log.history(profile())).hasSize(3));

        var request = erase();

        await().untilAsserted(() -> state(request).body("receipts.store", hasItem("archive")));
        state(request)
                .body("state", equalTo("running"))
                .body("dueAt", greaterThan(Instant.now().toString()));
        certificate(request).statusCode(409);
        assertThat(traces(shopper.visitor(), customer, email)).isEmpty();
        await().untilAsserted(() -> assertThat(log.all(Topics.ERASURES))
                .extracting(TestLog.Message::key)
                .contains(request));
        var order = log.all(Topics.ERASURES).stream()
                .filter(it -> it.key().equals(request))
                .findFirst()
                .orElseThrow();
        assertThat(order.body().get("profileIds").toString()).contains(profile().toString(), own.toString());
        assertThat(order.body().get("visitorHashes").get(0).asText())
                .isEqualTo(identities.visitorHash(shopper.visitor()));
        await().untilAsserted(() -> {
            var told = log.all(Topics.CONSENTS).stream()
                    .filter(it -> profile().toString().equals(it.key()))
                    .toList();
            assertThat(told).isNotEmpty();
            assertThat(told.getLast().body()).isNull();
        });
        log.send(events);
        var late = known.views("P2");
        log.send(late);
        var after = Shopper.anonymous().views("P3");
        log.send(after);
        await().untilAsserted(() -> assertThat(log.history(identities.profileOfVisitor(after.visitorId())))
                .hasSize(1));
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(traces(shopper.visitor(), customer, email)).isEmpty());

        for (var service : List.of("tracking", "segment", "recommendation", "campaign")) {
            log.send(
                    Topics.ERASURE_RECEIPTS,
                    profile().toString(),
                    ErasureReceipt.TYPE,
                    UUID.randomUUID().toString(),
                    new ErasureReceipt(UUID.fromString(request), service, "store", 1, Instant.now()));
        }
        await().untilAsserted(() -> state(request).body("state", equalTo("done")));
        certificate(request).statusCode(200).body("longestRetention", equalTo("P30D"));
    }

    @Test
    void aLaterEventStartsANewEmptyProfileWithoutConsentsAndTheAddressStaysSuppressed() {
        var known = Shopper.anonymous().as(identities.customerHash(customer)).server();
        putCustomer();
        decide();
        log.send(known.buys("T1", "100", "P1"));
        await().untilAsserted(() -> assertThat(log.history(profile())).hasSize(1));
        erase();

        var soon = new Shopper(
                known.visitor(),
                known.customer(),
                known.source(),
                true,
                Instant.now().plusSeconds(2),
                new int[1]);
        var event = soon.views("P2");
        log.send(event);

        await().untilAsserted(() -> given().get("/v1/profiles/" + profile())
                .then()
                .statusCode(200)
                .body("traits.orders", equalTo(0))
                .body("customerId", nullValue())
                .body("consents.marketing.email", equalTo("unknown"))
                .body("visitorIds", hasSize(1)));
        putCustomer();
        given().get("/v1/profiles/" + profile() + "/contact?channel=email&purpose=advertising")
                .then()
                .statusCode(403);
        decide();
        given().get("/v1/profiles/" + profile() + "/contact?channel=email&purpose=advertising")
                .then()
                .statusCode(200);
    }

    @Test
    void aSharedTabletKeepsTheOtherPersonsEvents() {
        var shopper = Shopper.anonymous();
        var mine = shopper.as(identities.customerHash(customer));
        var other = shopper.as(identities.customerHash("d-" + customer));
        var otherProfile = identities.profileOfCustomer(other.customer());
        log.send(mine.views("P1"), mine.does("logout"), other.views("P2"));
        await().untilAsserted(() -> assertThat(log.history(otherProfile)).hasSize(1));

        var request = erase();

        await().untilAsserted(() -> assertThat(log.all(Topics.ERASURES).stream()
                        .filter(it -> it.key().equals(request))
                        .toList())
                .singleElement()
                .satisfies(it -> assertThat(it.body().get("visitorHashes")).isEmpty()));
        given().get("/v1/profiles/" + otherProfile).then().statusCode(200).body("visitorIds", hasSize(1));
    }

    @Test
    void aBareBrowserErasesOnlyWhatItsOwnProfileDid() {
        var shopper = Shopper.anonymous();
        log.send(shopper.views("P1"));
        await().untilAsserted(() -> assertThat(log.history(identities.profileOfVisitor(shopper.visitor())))
                .hasSize(1));

        var id = storefront(null, "erasure", "\"visitorId\":\"" + shopper.visitor() + "\"")
                .statusCode(202)
                .extract()
                .<String>path("id");

        given().get("/v1/profiles?visitorId=" + shopper.visitor()).then().statusCode(404);
        given().header(Tokens.key()).get("/v1/privacy-requests/" + id).then().statusCode(404);
        given().header(Tokens.key())
                .get("/v1/privacy-requests/" + id + "?visitorId=" + shopper.visitor())
                .then()
                .statusCode(200);
        storefront(null, "erasure", "\"customerId\":\"" + customer + "\"").statusCode(401);
        storefront("somebody-else", "erasure", "\"customerId\":\"" + customer + "\"")
                .statusCode(403);
        storefront(null, "forgetting", "\"visitorId\":\"x\"").statusCode(422);
        storefront(null, "access", "\"visitorId\":\"x\",\"email\":\"y\"").statusCode(422);
    }

    /// A certificate for nothing would be a lie, and half an erasure worse.
    @Test
    void whatACustomersBrowserDidIsErasedWithTheCustomersTokenAlone() {
        var shopper = Shopper.anonymous();
        var known = shopper.as(identities.customerHash(customer));
        log.send(shopper.views("P1"), known.does("login"), shopper.views("P2"));
        await().untilAsserted(() -> assertThat(log.history(profile())).hasSize(3));

        for (var type : List.of("erasure", "access", "restriction")) {
            storefront(null, type, "\"visitorId\":\"" + shopper.visitor() + "\"")
                    .statusCode(403)
                    .body("type", endsWith("/of-a-customer"));
        }

        given().get("/v1/profiles?visitorId=" + shopper.visitor())
                .then()
                .statusCode(200)
                .body("id", equalTo(profile().toString()))
                .body("visitorIds", hasSize(1));
        given().get("/v1/profiles/" + identities.profileOfVisitor(shopper.visitor()))
                .then()
                .statusCode(200);
        log.send(shopper.views("P3"));
        await().untilAsserted(() -> assertThat(log.history(profile())).hasSize(4));
    }

    @Test
    void whoIsLoggedInStaysSoWhenTheBrowserErasesWhatIsItsOwn() {
        var shopper = Shopper.anonymous();
        var known = shopper.as(identities.customerHash(customer));
        var own = identities.profileOfVisitor(shopper.visitor());
        log.send(known.does("login"), known.does("logout"), shopper.views("P1"), known.does("login"));
        await().untilAsserted(() -> assertThat(log.history(own)).hasSize(1));
        await().untilAsserted(() -> assertThat(log.history(profile())).hasSize(3));

        storefront(null, "erasure", "\"visitorId\":\"" + shopper.visitor() + "\"")
                .statusCode(202);

        log.send(shopper.now().views("P2"));
        await().untilAsserted(() -> assertThat(log.history(profile())).hasSize(4));
        given().get("/v1/profiles/" + own).then().statusCode(404);
        given().get("/v1/profiles/" + profile()).then().statusCode(200).body("visitorIds", hasSize(1));
    }

    @Test
    void whoErasesTheirBrowsersOwnProfileAndThemselvesLeavesNothingOfEither() {
        var shopper = Shopper.anonymous();
        var known = shopper.as(identities.customerHash(customer));
        var own = identities.profileOfVisitor(shopper.visitor());
        putCustomer();
        given().header(Tokens.key())
                .contentType("application/json")
                .body("{\"visitorId\":\"" + shopper.visitor()
                        + "\",\"decisions\":[{\"purpose\":\"analytics\",\"state\":\"granted\"}]}")
                .put("/v1/consents")
                .then()
                .statusCode(200);
        log.send(known.does("login"), known.does("logout"), shopper.views("P1"), known.does("login"));
        await().untilAsserted(() -> assertThat(log.history(own)).hasSize(1));
        await().untilAsserted(() -> assertThat(log.history(profile())).hasSize(3));

        storefront(customer, "erasure", "\"visitorId\":\"" + shopper.visitor() + "\"")
                .statusCode(202);
        var request = erase();

        given().get("/v1/profiles?visitorId=" + shopper.visitor()).then().statusCode(404);
        assertThat(traces(shopper.visitor(), customer, email)).isEmpty();
        given().header(Tokens.key())
                .get("/v1/consents?visitorId=" + shopper.visitor())
                .then()
                .body("items.findAll { it.state != 'unknown' }", hasSize(0));
        await().untilAsserted(() -> assertThat(log.all(Topics.ERASURES).stream()
                        .filter(it -> it.key().equals(request))
                        .toList())
                .singleElement()
                .satisfies(it -> assertThat(it.body().get("visitorHashes")).hasSize(1)));
    }

    @Test
    void aPersonGetsAllThatIsKnownOfThemAndPortabilityLeavesOutWhatWasDerived() {
        var known = Shopper.anonymous().as(identities.customerHash(customer));
        putCustomer();
        decide();
        log.send(known.views("P1"));
        await().untilAsserted(() -> assertThat(log.history(profile())).hasSize(1));

        var access = storefront(customer, "access", "\"customerId\":\"" + customer + "\"")
                .statusCode(202)
                .extract()
                .<String>path("id");
        var portability = storefront(customer, "portability", "\"customerId\":\"" + customer + "\"")
                .extract()
                .<String>path("id");

        export(access)
                .statusCode(200)
                .body("customer.email", equalTo(email))
                .body("events", hasSize(1))
                .body("consents", hasSize(1))
                .body("derived.traits.orders", equalTo(0));
        export(portability).statusCode(200).body("events", hasSize(1)).body("derived", nullValue());
        given().header(Tokens.key())
                .header(Tokens.customer("somebody-else"))
                .get("/v1/privacy-requests/" + access + "/export")
                .then()
                .statusCode(404);
    }

    @Test
    void whoIsRestrictedIsNotWrittenTo() {
        putCustomer();
        decide();

        storefront(customer, "restriction", "\"customerId\":\"" + customer + "\"")
                .statusCode(202);

        given().get("/v1/profiles/" + profile() + "/contact?channel=email&purpose=advertising")
                .then()
                .statusCode(403)
                .body("type", endsWith("/restricted"));
    }

    /// Tables in which one of these words stands, in clear.
    private List<String> traces(String... words) {
        var tables = new java.util.ArrayList<String>();
        for (var table : List.of(
                "archive",
                "browser",
                "profile",
                "transition",
                "consent_entry",
                "consent_state",
                "customer",
                "note",
                "message",
                "suppression",
                "privacy_request",
                "outbox")) {
            for (var word : words) {
                var found = database.count("select count(*) from " + table + " as t where t::text like '%" + word
                        + "%' or t::text like '%" + hex(word) + "%'");
                if (found > 0) tables.add(table + " holds " + word);
            }
        }
        return tables;
    }

    private static String hex(String word) {
        return java.util.HexFormat.of().formatHex(word.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private String erase() {
        return storefront(customer, "erasure", "\"customerId\":\"" + customer + "\"")
                .statusCode(202)
                .extract()
                .path("id");
    }

    private ValidatableResponse state(String request) {
        return given().header(Tokens.key())
                .header(Tokens.customer(customer))
                .get("/v1/privacy-requests/" + request)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse certificate(String request) {
        return given().get("/v1/privacy-requests/" + request + "/certificate").then();
    }

    private ValidatableResponse export(String request) {
        return given().header(Tokens.key())
                .header(Tokens.customer(customer))
                .get("/v1/privacy-requests/" + request + "/export")
                .then();
    }

    private static ValidatableResponse storefront(String customer, String type, String subject) {
        var call = given().header(Tokens.key()).contentType("application/json");
        if (customer != null) call = call.header(Tokens.customer(customer));
        return call.body("{\"type\":\"" + type + "\",\"subject\":{" + subject + "}}")
                .post("/v1/privacy-requests")
                .then();
    }

    private void putCustomer() {
        given().contentType("application/json")
                .body("{\"email\":\"" + email + "\",\"name\":\"이단골\"}")
                .put("/v1/customers/" + customer)
                .then()
                .statusCode(201);
    }

    private void decide() {
        given().header(Tokens.key())
                .header(Tokens.customer(customer))
                .contentType("application/json")
                .body("{\"decisions\":[{\"purpose\":\"marketing\",\"channel\":\"email\",\"state\":\"granted\"}]}")
                .put("/v1/consents")
                .then()
                .statusCode(200);
    }
}
