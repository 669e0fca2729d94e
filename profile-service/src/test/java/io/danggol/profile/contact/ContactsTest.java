package io.danggol.profile.contact;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.danggol.chassis.identity.Identities;
import io.danggol.local.testing.SuiteServers;
import io.danggol.profile.TestDatabase;
import io.danggol.profile.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(
        user = "everybody",
        roles = {"ingest", "service", "operator", "analyst", "privacy-officer"})
class ContactsTest {
    @Inject
    Identities identities;

    @Inject
    TestDatabase database;

    private final String customer = "c-" + UUID.randomUUID();
    private final String email = "kim-" + UUID.randomUUID() + "@example.invalid";

    private UUID profile() {
        return identities.profileOfCustomer(identities.customerHash(customer));
    }

    @Test
    void aCustomerIsKeptEncryptedAndFoundByWhateverIsKnown() {
        put("{\"email\":\"" + email.toUpperCase() + "\",\"phone\":\"010-1234-5678\",\"name\":\"김단골 👞\"}", 201);
        put("{\"email\":\"" + email + "\",\"phone\":\"010-1234-5678\",\"name\":\"김단골 👞\"}", 200);

        when().get("/v1/profiles?email=" + email).then().statusCode(200).body("customerId", equalTo(customer));
        when().get("/v1/profiles?customerId=" + customer)
                .then()
                .statusCode(200)
                .body("id", equalTo(profile().toString()))
                .body("traits.orders", equalTo(0))
                .body("consents.marketing.kakao", equalTo("unknown"));
        when().get("/v1/profiles/" + profile())
                .then()
                .body("email", nullValue())
                .body("name", nullValue());
        var row = database.rows("""
                        select string_agg(encode(sealed, 'escape') || coalesce(encode(email_index, 'escape'), ''), '')
                        from customer""").getFirst().getString(0);
        assertThat(row).doesNotContain(email).doesNotContain("1234").doesNotContain("example");
        assertThat(row.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    }

    @Test
    void badContactDataAreRefusedWithTheirPlace() {
        given().contentType("application/json")
                .body("{\"email\":\"nobody\",\"phone\":\"전화\",\"birthDate\":\"2999-01-01\"}")
                .put("/v1/customers/" + customer)
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/email", "/phone", "/birthDate"));
        when().get("/v1/profiles?customerId=" + customer).then().statusCode(404);
        when().get("/v1/profiles").then().statusCode(400);
        given().queryParam("visitorId", "a\0")
                .get("/v1/profiles")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':7} | /name",
                "{'name':true} | /name",
                "{'email':[]} | /email",
                "{'birthDate':7} | /birthDate",
                "{'birthDate':[1990,1,2]} | /birthDate",
                "{'attributes':'x'} | /attributes",
                "{'nmae':'x'} | /nmae",
            })
    void aFieldOfAnotherTypeOrNameIsPointedAt(String body, String pointer) {
        given().contentType("application/json")
                .body(body.replace('\'', '"'))
                .put("/v1/customers/" + customer)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.pointer", contains(pointer));
        when().get("/v1/profiles?customerId=" + customer).then().statusCode(404);
    }

    @Test
    void anAddressIsGivenOnlyByTheLedgerAndEachReadingIsLogged() {
        put("{\"email\":\"" + email + "\",\"phone\":\"010-1234-5678\",\"name\":\"김단골\"}", 201);

        contact("email", "advertising").statusCode(403).body("type", endsWith("/no-consent"));
        contact("email", "legal-notice").statusCode(200).body("address", equalTo(email));
        decide("granted", "email");
        contact("email", "advertising")
                .statusCode(200)
                .body("address", equalTo(email))
                .body("name", equalTo("김단골"))
                .body("allowedBy", startsWith(profile().toString()));
        contact("kakao", "advertising").statusCode(403);
        decide("withdrawn", "email");
        contact("email", "advertising").statusCode(403);

        when().get("/v1/access-log?profileId=" + profile())
                .then()
                .body("items.action", hasItem("contact:email:advertising"))
                .body("items[0].who", equalTo("everybody"));
    }

    @Test
    void manyAreAskedForAtOnce() {
        put("{\"email\":\"" + email + "\"}", 201);
        decide("granted", "email");
        var stranger = UUID.randomUUID();

        given().contentType("application/json")
                .body("{\"profileIds\":[\"" + profile() + "\",\"" + stranger
                        + "\"],\"channel\":\"email\",\"purpose\":\"advertising\"}")
                .post("/v1/contacts")
                .then()
                .statusCode(200)
                .body("items[0].address", equalTo(email))
                .body("items[1].address", nullValue())
                .body("items[1].problem.type", endsWith("/unknown-profile"));
    }

    @Test
    void addressesAreResolvedToCustomerHashes() {
        put(
                "{\"email\":\"" + email + "\",\"phone\":\"010-" + (1000 + customer.hashCode() % 1000 + 999)
                        + "-4321\"}",
                201);

        given().contentType("application/json")
                .body("{\"emails\":[\"stranger@example.invalid\",\"" + email + "\",\"not an address\"],\"phones\":[]}")
                .post("/v1/contacts/resolve")
                .then()
                .statusCode(200)
                .body("customers", aMapWithSize(1))
                .body("customers.'1'", equalTo(identities.customerHash(customer)));
    }

    @Test
    void aChildIsNotAdvertisedTo() {
        put(
                "{\"email\":\"" + email + "\",\"birthDate\":\""
                        + LocalDate.now().minusYears(14).plusDays(2) + "\"}",
                201);
        decide("granted", "email");

        contact("email", "advertising").statusCode(403).body("type", endsWith("/under-14"));
    }

    @Test
    void unknownChannelsPurposesAndPeopleAreRefused() {
        contact("fax", "advertising").statusCode(400);
        contact("email", "fun").statusCode(400);
        contact("email", "advertising").statusCode(404).body("detail", notNullValue());
        given().get("/v1/profiles/not-a-uuid").then().statusCode(404);
    }

    private void put(String body, int status) {
        given().contentType("application/json")
                .body(body)
                .put("/v1/customers/" + customer)
                .then()
                .statusCode(status);
    }

    private io.restassured.response.ValidatableResponse contact(String channel, String purpose) {
        return when().get("/v1/profiles/" + profile() + "/contact?channel=" + channel + "&purpose=" + purpose)
                .then();
    }

    private void decide(String state, String channel) {
        given().header(Tokens.key())
                .header(Tokens.customer(customer))
                .contentType("application/json")
                .body("{\"decisions\":[{\"purpose\":\"marketing\",\"channel\":\"" + channel + "\",\"state\":\"" + state
                        + "\"}]}")
                .put("/v1/consents")
                .then()
                .statusCode(200);
    }
}
