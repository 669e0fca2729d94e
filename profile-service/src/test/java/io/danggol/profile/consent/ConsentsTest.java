package io.danggol.profile.consent;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.chassis.identity.Identities;
import io.danggol.contracts.MessageEvent;
import io.danggol.contracts.Topics;
import io.danggol.local.testing.SuiteServers;
import io.danggol.profile.Shopper;
import io.danggol.profile.TestLog;
import io.danggol.profile.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
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
class ConsentsTest {
    @Inject
    TestLog log;

    @Inject
    Identities identities;

    @Inject
    Pool pool;

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @Test
    void aBrowserDecidesForItselfWithoutAToken() {
        var visitor = "v_" + UUID.randomUUID();

        put(visitor, null, decision("personalization", null, "withdrawn"))
                .statusCode(200)
                .body("items", hasSize(10))
                .body("items.find { it.purpose == 'personalization' }.state", equalTo("withdrawn"))
                .body("items.find { it.purpose == 'analytics' }.state", equalTo("unknown"));

        given().header(Tokens.key())
                .queryParam("visitorId", visitor)
                .get("/v1/consents")
                .then()
                .statusCode(200)
                .body("items.find { it.purpose == 'personalization' }.state", equalTo("withdrawn"));
        await().untilAsserted(() -> assertThat(latest(identities.profileOfVisitor(visitor)))
                .singleElement()
                .satisfies(state -> {
                    assertThat(state.get("visitorId").asText()).isEqualTo(visitor);
                    assertThat(state.get("state").asText()).isEqualTo("withdrawn");
                }));
    }

    @Test
    void marketingNeedsTheCustomersToken() {
        put("v_" + UUID.randomUUID(), null, decision("marketing", "kakao", "granted"))
                .statusCode(401);
    }

    @Test
    void aCustomersDecisionsBindThePersonAndAreNotShownToABareBrowser() {
        var visitor = "v_" + UUID.randomUUID();
        var customer = "c-" + UUID.randomUUID();

        put(visitor, customer, decision("marketing", "kakao", "granted"), decision("marketing", "email", "granted"))
                .statusCode(200)
                .body("items.find { it.channel == 'kakao' && it.purpose == 'marketing' }.state", equalTo("granted"));
        put(visitor, customer, decision("marketing", "email", "withdrawn"))
                .body("items.find { it.channel == 'email' }.state", equalTo("withdrawn"));

        given().header(Tokens.key())
                .queryParam("visitorId", visitor)
                .get("/v1/consents")
                .then()
                .body("items.findAll { it.state != 'unknown' }", hasSize(0));
        var profile = identities.profileOfCustomer(identities.customerHash(customer));
        await().untilAsserted(() -> assertThat(latest(profile))
                .extracting(
                        it -> it.get("channel").asText() + " " + it.get("state").asText())
                .containsExactlyInAnyOrder("kakao granted", "email withdrawn"));
    }

    @Test
    void whatIsNoDecisionIsRefusedWithItsPlaceAndChangesNothing() {
        var visitor = "v_" + UUID.randomUUID();

        put(visitor, null, decision("analytics", null, "granted"), decision("spying", null, "granted"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/decisions/1/purpose"));
        put(visitor, null, decision("marketing", "fax", "granted")).statusCode(422);
        put(visitor, null, decision("analytics", null, "maybe")).statusCode(422);
        given().header(Tokens.key())
                .contentType("application/json")
                .body("{")
                .put("/v1/consents")
                .then()
                .statusCode(400);
        given().contentType("application/json")
                .body("{}")
                .put("/v1/consents")
                .then()
                .statusCode(401);

        given().header(Tokens.key())
                .queryParam("visitorId", visitor)
                .get("/v1/consents")
                .then()
                .body("items.findAll { it.state != 'unknown' }", hasSize(0));
    }

    @Test
    @TestSecurity(user = "dpo", roles = "privacy-officer")
    void theLedgerKeepsEveryDecisionInAChainThatVerifies() {
        var customer = "c-" + UUID.randomUUID();
        var profile = identities.profileOfCustomer(identities.customerHash(customer));
        put(null, customer, decision("marketing", "sms", "granted"));
        put(null, customer, decision("marketing", "sms", "withdrawn"));

        when().get("/v1/profiles/" + profile + "/consents?history=true")
                .then()
                .statusCode(200)
                .body("items.state", equalTo(List.of("withdrawn")))
                .body("history[0].whole", equalTo(true))
                .body("history[0].entries.decision.state", equalTo(List.of("granted", "withdrawn")))
                .body("history[0].entries[0].decision.wording", equalTo("v3"));
        when().get("/v1/access-log?profileId=" + profile)
                .then()
                .body("items[0].who", equalTo("dpo"))
                .body("items[0].action", equalTo("consents"));
    }

    @Test
    void theLedgerCannotBeChanged() {
        var visitor = "v_" + UUID.randomUUID();
        put(visitor, null, decision("analytics", null, "granted"));

        for (var statement : List.of(
                "update consent_entry set decision = 'x'",
                "delete from consent_entry",
                "update consent_entry set row_hash = 'x', decision = null, salt = null")) {
            assertThat(pool.query(statement)
                            .execute()
                            .map(_ -> "changed")
                            .onFailure()
                            .recoverWithItem(Throwable::getMessage)
                            .await()
                            .indefinitely())
                    .contains("append-only");
        }
    }

    @Test
    @TestSecurity(user = "dpo", roles = "privacy-officer")
    void whoUnsubscribesIsWrittenIntoTheLedgerAtThatInstant() {
        var customer = "c-" + UUID.randomUUID();
        var profile = identities.profileOfCustomer(identities.customerHash(customer));
        put(null, customer, decision("marketing", "email", "granted"));
        var at = Instant.now().plusSeconds(1);
        var unsubscribed = new MessageEvent(
                profile,
                MessageEvent.Kind.UNSUBSCRIBED,
                UUID.randomUUID(),
                "fall",
                "first",
                "email",
                "o",
                null,
                null,
                at,
                null);

        log.send(
                Topics.MESSAGE_EVENTS,
                profile.toString(),
                MessageEvent.TYPE,
                UUID.randomUUID().toString(),
                unsubscribed);

        await().untilAsserted(() -> when().get("/v1/profiles/" + profile + "/consents?history=true")
                .then()
                .body("items.state", equalTo(List.of("withdrawn")))
                .body("history[0].entries[1].decision.by", equalTo("unsubscribe")));
    }

    @Test
    @TestSecurity(user = "anna", roles = "analyst")
    void aWithdrawalTakesThePersonalTraitsAwayAndAGrantBringsThemBack() {
        var shopper = Shopper.anonymous();
        var profile = identities.profileOfVisitor(shopper.visitor());
        log.send(shopper.adds("P1"));
        await().untilAsserted(
                        () -> when().get("/v1/profiles/" + profile).then().body("traits.cart.item_id", hasItem("P1")));

        put(shopper.visitor(), null, decision("personalization", null, "withdrawn"));

        when().get("/v1/profiles/" + profile)
                .then()
                .body("traits.cart", hasSize(0))
                .body("traits.channel", nullValue());
        await().untilAsserted(() -> {
            var told = log.about(profile).stream()
                    .filter(it -> it.type().contains("profile-changed"))
                    .toList();
            assertThat(told).isNotEmpty();
            assertThat(told.getLast().body().at("/traits/cart")).isEmpty();
        });

        put(shopper.visitor(), null, decision("personalization", null, "granted"));
        when().get("/v1/profiles/" + profile).then().body("traits.cart.item_id", hasItem("P1"));
    }

    @Test
    @TestSecurity(
            user = "anna",
            roles = {"analyst", "privacy-officer"})
    void whatABrowserDoesAfterItRefusedAnalyticsIsNotKeptThoughItsSenderDidNotKnow() {
        var shopper = Shopper.anonymous();
        var profile = identities.profileOfVisitor(shopper.visitor());
        put(shopper.visitor(), null, decision("analytics", null, "withdrawn"));
        log.send(shopper.now().views("AFTER"), shopper.views("BEFORE"));

        await().untilAsserted(() -> assertThat(viewed(profile)).containsExactly("BEFORE"));
        when().get("/v1/profiles/" + profile).then().body("consents.analytics", equalTo("withdrawn"));
        when().get("/v1/profiles/" + profile + "/consents").then().body("items.state", equalTo(List.of("withdrawn")));

        put(shopper.visitor(), null, decision("analytics", null, "granted"));
        log.send(shopper.now().views("AGAIN"));

        await().untilAsserted(() -> assertThat(viewed(profile)).containsExactly("BEFORE", "AGAIN"));
    }

    @Test
    void whatAPersonRefusesHoldsAtEveryBrowserThatIsTheirsButNotForWhoComesAfterThem() {
        var customer = "c-" + UUID.randomUUID();
        var hash = identities.customerHash(customer);
        var person = identities.profileOfCustomer(hash);
        var tablet = Shopper.anonymous();
        log.send(tablet.as(hash).does("login"), tablet.views("BEFORE"));
        await().untilAsserted(() -> assertThat(viewed(person)).containsExactly("BEFORE"));

        put(null, customer, decision("analytics", null, "withdrawn"));
        var later = tablet.now();
        log.send(
                later.views("REMEMBERED"),
                later.as(hash).views("PROVEN"),
                later.as(hash).server().buys("T-" + customer, "100", "ORDERED"),
                later.as(hash).does("logout"),
                later.views("SOMEBODY ELSE"));

        await().untilAsserted(() -> assertThat(viewed(identities.profileOfVisitor(tablet.visitor())))
                .containsExactly("SOMEBODY ELSE"));
        assertThat(viewed(person)).containsExactly("BEFORE");
        assertThat(log.about(person)).noneMatch(it -> it.body().toString().contains("ORDERED"));
    }

    /// The products of the views that were told of this profile.
    private List<String> viewed(UUID profile) {
        return log.about(profile).stream()
                .filter(it -> it.type().contains("event-recorded"))
                .filter(it -> it.body().at("/event/name").asText().equals("view_item"))
                .map(it -> it.body().at("/event/items/0/item_id").asText())
                .toList();
    }

    @Test
    void aBrowsersDecisionIsToldUnderTheCustomerOnceTheyLoggedIn() {
        var shopper = Shopper.anonymous();
        var hash = identities.customerHash("c-" + UUID.randomUUID());
        put(shopper.visitor(), null, decision("personalization", null, "granted"));
        log.send(shopper.views("P1"), shopper.as(hash).does("login"));

        await().untilAsserted(() -> assertThat(latest(identities.profileOfCustomer(hash)))
                .singleElement()
                .satisfies(it -> assertThat(it.get("visitorId").asText()).isEqualTo(shopper.visitor())));
    }

    @Test
    @TestSecurity(user = "dpo", roles = "privacy-officer")
    void aRepeatIsNoNewDecisionAndItsDateStays() {
        var visitor = "v_" + UUID.randomUUID();
        var customer = "c-" + UUID.randomUUID();
        var since = since(put(visitor, null, decision("analytics", null, "granted")), "analytics");
        var granted = decision("personalization", null, "granted");
        var sinceOfPerson = since(put(visitor, customer, granted), "personalization");

        assertThat(since(put(visitor, null, decision("analytics", null, "granted")), "analytics"))
                .isEqualTo(since);
        assertThat(since(put(visitor, null, "{\"purpose\":\"analytics\",\"state\":\"granted\"}"), "analytics"))
                .isEqualTo(since);
        assertThat(since(put(visitor, customer, granted), "personalization")).isEqualTo(sinceOfPerson);

        for (var profile : List.of(
                identities.profileOfVisitor(visitor),
                identities.profileOfCustomer(identities.customerHash(customer)))) {
            when().get("/v1/profiles/" + profile + "/consents?history=true")
                    .then()
                    .body("history[0].entries", hasSize(1));
        }
    }

    @Test
    @TestSecurity(user = "dpo", roles = "privacy-officer")
    void anAdvertisingConsentIsConfirmedByAnotherAnswerToItsWording() {
        var customer = "c-" + UUID.randomUUID();
        var profile = identities.profileOfCustomer(identities.customerHash(customer));
        put(null, customer, decision("marketing", "email", "granted"));

        put(null, customer, "{\"purpose\":\"marketing\",\"channel\":\"email\",\"state\":\"granted\"}");
        put(null, customer, decision("marketing", "email", "granted"));

        when().get("/v1/profiles/" + profile + "/consents?history=true")
                .then()
                .body("history[0].entries.decision.wording", equalTo(List.of("v3", "v3")));
    }

    @Test
    @TestSecurity(
            user = "dpo",
            roles = {"privacy-officer", "analyst"})
    void whatABrowserDecidedBecomesItsPersonsAsOfThenAndNeverLiftsTheirRefusal() {
        var visitor = "v_" + UUID.randomUUID();
        var customer = "c-" + UUID.randomUUID();
        var profile = identities.profileOfCustomer(identities.customerHash(customer));
        put(null, customer, decision("analytics", null, "withdrawn"));
        var since = since(put(visitor, null, decision("personalization", null, "granted")), "personalization");
        put(visitor, null, decision("analytics", null, "granted"));

        put(visitor, customer, carriedOver("personalization"), carriedOver("analytics"))
                .statusCode(200);
        put(visitor, customer, carriedOver("personalization"), carriedOver("analytics"))
                .statusCode(200);

        when().get("/v1/profiles/" + profile)
                .then()
                .body("consents.personalization", equalTo("granted"))
                .body("consents.analytics", equalTo("withdrawn"));
        when().get("/v1/profiles/" + profile + "/consents?history=true")
                .then()
                .body("history[0].entries", hasSize(2))
                .body("history[0].entries[1].decision.at", equalTo(since))
                .body("history[0].entries[1].decision.wording", equalTo("v3"))
                .body("history[0].entries[1].decision.place", equalTo("checkout"))
                .body("history[0].entries[1].decision.by", equalTo("browser"));
    }

    @Test
    void onlyACustomerCarriesOverAndOnlyWhatABrowserDecides() {
        var visitor = "v_" + UUID.randomUUID();

        put(visitor, null, carriedOver("analytics")).statusCode(401);
        put(visitor, "c-" + UUID.randomUUID(), carriedOver("profiling"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/decisions/0/carriedOver"));
    }

    private static String carriedOver(String purpose) {
        return "{\"purpose\":\"" + purpose + "\",\"state\":\"granted\",\"carriedOver\":true}";
    }

    private static String since(ValidatableResponse answer, String purpose) {
        return answer.statusCode(200).extract().path("items.find { it.purpose == '" + purpose + "' }.since");
    }

    private JsonNode latest(UUID profile) {
        var told = log.all(Topics.CONSENTS).stream()
                .filter(it -> profile.toString().equals(it.key()))
                .toList();
        assertThat(told).isNotEmpty();
        return told.getLast().body().get("states");
    }

    private static String decision(String purpose, String channel, String state) {
        var of = channel == null ? "" : "\"channel\":\"" + channel + "\",";
        return "{\"purpose\":\"" + purpose + "\"," + of + "\"state\":\"" + state
                + "\",\"wording\":\"v3\",\"place\":\"checkout\"}";
    }

    private static ValidatableResponse put(String visitor, String customer, String... decisions) {
        var call = given().header(Tokens.key()).contentType("application/json");
        if (customer != null) call = call.header(Tokens.customer(customer));
        var of = visitor == null ? "" : "\"visitorId\":\"" + visitor + "\",";
        return call.body("{" + of + "\"decisions\":[" + String.join(",", decisions) + "]}")
                .put("/v1/consents")
                .then();
    }
}
