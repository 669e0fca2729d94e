package io.danggol.profile.imports;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.danggol.chassis.identity.Identities;
import io.danggol.local.testing.SuiteServers;
import io.danggol.profile.TestDatabase;
import io.danggol.profile.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(
        user = "olga",
        roles = {"operator", "analyst", "privacy-officer"})
class ImportsTest {
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final String customer = "c-" + UUID.randomUUID();

    @Inject
    Identities identities;

    @Inject
    TestDatabase database;

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    private UUID profile() {
        return identities.profileOfCustomer(identities.customerHash(customer));
    }

    private static ValidatableResponse post(String kind, String type, String body) {
        return given().contentType(type + "; charset=utf-8")
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(type, ContentType.TEXT)))
                .queryParam("kind", kind)
                .body(body)
                .post("/v1/imports")
                .then();
    }

    /// Imports and waits until it is done.
    private static ValidatableResponse imported(String kind, String type, String body) {
        var id = post(kind, type, body).statusCode(202).extract().<String>path("id");
        await().untilAsserted(() ->
                when().get("/v1/imports/" + id).then().statusCode(200).body("state", equalTo("done")));
        return when().get("/v1/imports/" + id).then();
    }

    @Test
    void customersComeFromCsv() {
        var email = "kim-" + UUID.randomUUID() + "@example.invalid";
        var body = "\uFEFFcustomerId,email,name,attributes.grade,birthDate\r\n" + customer + "," + email
                + ",\"김, \"\"단골\"\"\",VIP,1990-01-02\r\n\r\n" + "other,nobody,x,,1990-13-02\r\nshort,row\r\n";

        imported("customers", CSV, body)
                .body("kind", equalTo("customers"))
                .body("rows", equalTo(3))
                .body("done", equalTo(1))
                .body("failed", equalTo(2))
                .body("errors.row", contains(2, 3))
                .body("errors[0].errors.pointer", containsInAnyOrder("/email", "/birthDate"));

        when().get("/v1/profiles?email=" + email)
                .then()
                .statusCode(200)
                .body("id", equalTo(profile().toString()))
                .body("customerId", equalTo(customer));
        var errors = database.count("select count(*) from data_import where errors::text like '%nobody%'");
        assertThat(errors).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'customerId':7} | /customerId",
                "{'customerId':'c','name':7} | /name",
                "{'customerId':'c','colour':'red'} | /colour",
                "{'customerId':'c','attributes':[1]} | /attributes",
                "{'email':'a@example.invalid'} | /customerId",
                "[1] | ''",
                "{'customerId':'c' | ''",
                "{'customerId':'c','customerId':'d'} | ''",
            })
    void aBadRowIsToldWithItsPlaceAndChangesNothing(String row, String pointer) {
        imported("customers", NDJSON, row.replace('\'', '"') + "\n{\"customerId\":\"" + customer + "\"}\n")
                .body("done", equalTo(1))
                .body("failed", equalTo(1))
                .body("errors.row", contains(1))
                .body("errors[0].errors[0].pointer", equalTo(pointer));
    }

    @Test
    void consentsKeepTheirDateAndNeverOverrideALaterDecision() {
        var rows = consent("marketing", "email", "granted", "2024-03-01T10:00:00+09:00")
                + consent("marketing", "sms", "granted", "2024-03-01T10:00:00+09:00");
        decide("withdrawn", "sms");

        imported("consents", NDJSON, rows).body("done", equalTo(2)).body("errors", empty());
        imported("consents", NDJSON, rows).body("done", equalTo(2));

        when().get("/v1/profiles/" + profile())
                .then()
                .body("consents.marketing.email", equalTo("granted"))
                .body("consents.marketing.sms", equalTo("withdrawn"));
        assertThat(database.count("select count(*) from consent_entry where subject = '" + profile() + "'"))
                .isEqualTo(3);
        assertThat(database.count("select count(*) from consent_state where subject = '" + profile()
                        + "' and channel = 'email' and since = '2024-03-01T01:00:00Z'"))
                .isOne();
        var history = when().get("/v1/profiles/" + profile() + "/consents?history=true")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(history).contains("web form 2024", "v1", "import");
    }

    @ParameterizedTest
    @CsvSource({
        "marketing, fax, granted, 2024-03-01T10:00:00Z, /channel",
        "analytics, email, granted, 2024-03-01T10:00:00Z, /channel",
        "fun, email, granted, 2024-03-01T10:00:00Z, /purpose",
        "marketing, email, maybe, 2024-03-01T10:00:00Z, /state",
        "marketing, email, granted, 2999-03-01T10:00:00Z, /at",
        "marketing, email, granted, 2024-03-01, /at",
    })
    void aConsentThatIsNoneIsRefused(String purpose, String channel, String state, String at, String pointer) {
        imported("consents", NDJSON, consent(purpose, channel, state, at))
                .body("failed", equalTo(1))
                .body("errors[0].errors.pointer", contains(pointer));
        assertThat(database.count("select count(*) from consent_entry where subject = '" + profile() + "'"))
                .isZero();
    }

    @Test
    void anOrderBecomesAnEventThatCountsOnceHoweverOftenItIsImported() {
        var transaction = "T-" + UUID.randomUUID();
        var csv =
                "customerId,transaction_id,occurredAt,analytics,personalization,item_id,item_category,price,quantity\n"
                        + customer + "," + transaction + ",2025-05-05T12:00:00+09:00,true,true,P1,구두,39000,2\n"
                        + customer + "," + transaction + "-x,2025-05-05T12:00:00+09:00,false,true,P1,구두,39000,2\n";

        imported("orders", CSV, csv).body("done", equalTo(1)).body("errors[0].errors.pointer", contains("/analytics"));
        imported("orders", CSV, csv).body("done", equalTo(1));

        await().untilAsserted(() -> when().get("/v1/profiles/" + profile())
                .then()
                .statusCode(200)
                .body("traits.orders", equalTo(1))
                .body("traits.totalSpent", equalTo(78000)));
        assertThat(database.count("select count(*) from archive where owner = '" + profile() + "'"))
                .isOne();
        assertThat(database.count("select count(*) from archive where owner = '" + profile()
                        + "' and source = 'server' and occurred_at = '2025-05-05T03:00:00Z'"))
                .isOne();
    }

    @Test
    void whatFailsHalfwayGoesOnAndCountsOnce() {
        database.run("create sequence import_failures");
        database.run("""
                create function import_fails() returns trigger language plpgsql as $$
                begin
                    if new.done > 200 and nextval('import_failures') <= 3 then
                        raise exception 'on purpose' using errcode = '40001';
                    end if;
                    return new;
                end $$""");
        database.run(
                "create trigger import_fails before update on data_import for each row execute function import_fails()");
        try {
            var rows = IntStream.range(0, 500)
                    .mapToObj(i -> "{\"customerId\":\"" + customer + "-" + i + "\"}")
                    .collect(Collectors.joining("\n"));

            imported("customers", NDJSON, rows).body("rows", equalTo(500)).body("done", equalTo(500));

            assertThat(database.count("select last_value from import_failures")).isGreaterThan(3);
        } finally {
            database.run("drop trigger import_fails on data_import");
            database.run("drop function import_fails");
            database.run("drop sequence import_failures");
        }
    }

    @Test
    void rowsThatWaitAreEncrypted() {
        database.run("""
                create function import_waits() returns trigger language plpgsql as $$
                begin raise exception 'on purpose' using errcode = '40001'; end $$""");
        database.run("create trigger import_waits before delete on data_import_chunk for each row"
                + " execute function import_waits()");
        String id;
        try {
            id = post("customers", NDJSON, "{\"customerId\":\"" + customer + "\"}")
                    .statusCode(202)
                    .extract()
                    .path("id");

            assertThat(database.count("select count(*) from data_import_chunk where import = '" + id
                            + "' and position('" + customer + "'::bytea in sealed) = 0"))
                    .isOne();
            when().get("/v1/imports/" + id).then().body("state", equalTo("running"));
        } finally {
            database.run("drop trigger import_waits on data_import_chunk");
            database.run("drop function import_waits");
        }
        await().untilAsserted(() -> when().get("/v1/imports/" + id).then().body("state", equalTo("done")));
        assertThat(database.count("select count(*) from data_import_chunk where import = '" + id + "'"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "customers, 'email,name', 422",
        "customers, 'customerId,colour', 422",
        "customers, 'customerId,name,name', 422",
        "orders, 'customerId,email', 422",
        "customers, '', 422",
        "nothing, 'customerId', 400",
    })
    void aFileThatIsNoneIsNotTaken(String kind, String header, int status) {
        post(kind, CSV, header + "\nc\n").statusCode(status).contentType("application/problem+json");
    }

    @Test
    void aQuoteThatIsNotClosedIsNoCsv() {
        post("customers", CSV, "customerId\n\"c").statusCode(400).contentType("application/problem+json");
        given().contentType("application/json")
                .body("{}")
                .post("/v1/imports?kind=customers")
                .then()
                .statusCode(415);
        when().get("/v1/imports/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    @TestSecurity(user = "mary", roles = "marketer")
    void anotherRoleImportsNothing() {
        post("customers", NDJSON, "{\"customerId\":\"c\"}").statusCode(403);
        when().get("/v1/imports/" + UUID.randomUUID()).then().statusCode(403);
    }

    private String consent(String purpose, String channel, String state, String at) {
        return "{\"customerId\":\"" + customer + "\",\"purpose\":\"" + purpose + "\",\"channel\":\"" + channel
                + "\",\"state\":\"" + state + "\",\"at\":\"" + at
                + "\",\"wording\":\"v1\",\"source\":\"web form 2024\"}\n";
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
