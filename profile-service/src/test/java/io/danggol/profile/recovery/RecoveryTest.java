package io.danggol.profile.recovery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.chassis.identity.Identities;
import io.danggol.contracts.ErasureReceipt;
import io.danggol.contracts.ProfileMessage;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The database is restored to an earlier moment; the log knows what happened since.
@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(
        user = "everybody",
        roles = {"ingest", "service", "operator", "analyst", "privacy-officer"})
class RecoveryTest {
    @Inject
    TestLog log;

    @Inject
    Identities identities;

    @Inject
    TestDatabase database;

    @Inject
    Backup backup;

    @AfterEach
    void letGo() {
        backup.letGo();
    }

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    /// Somebody whom the shop knows.
    private final class Person {
        private final String customer = "c-" + UUID.randomUUID();
        private final String email = "park-" + customer + "@example.invalid";
        private final Shopper anonymous = Shopper.anonymous();
        private final Shopper known = anonymous.as(identities.customerHash(customer));
        private final UUID profile = identities.profileOfCustomer(known.customer());
        private final UUID browser = identities.profileOfVisitor(known.visitor());

        Person isKnown() {
            given().contentType("application/json")
                    .body("{\"email\":\"" + email + "\",\"name\":\"박단골\"}")
                    .put("/v1/customers/" + customer)
                    .then()
                    .statusCode(201);
            return this;
        }

        Person decides(String state) {
            consents(
                    given().header(Tokens.customer(customer)),
                    "{\"purpose\":\"marketing\",\"channel\":\"email\",\"state\":\"" + state + "\",\"wording\":\"v3\"}");
            return this;
        }

        void refusesInTheBrowser() {
            consents(given(), "{\"purpose\":\"personalization\",\"state\":\"withdrawn\"}");
        }

        private void consents(io.restassured.specification.RequestSpecification call, String decision) {
            call.header(Tokens.key())
                    .contentType("application/json")
                    .body("{\"visitorId\":\"" + known.visitor() + "\",\"decisions\":[" + decision + "]}")
                    .put("/v1/consents")
                    .then()
                    .statusCode(200);
        }

        Person buys() {
            log.send(anonymous.adds("P1"), known.does("login"), known.server().buys("T-" + customer, "100", "P1"));
            await().untilAsserted(() -> assertThat(log.history(profile)).hasSize(3));
            return this;
        }

        String isErased() {
            return given().header(Tokens.key())
                    .header(Tokens.customer(customer))
                    .contentType("application/json")
                    .body("{\"type\":\"erasure\",\"subject\":{\"customerId\":\"" + customer + "\"}}")
                    .post("/v1/privacy-requests")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");
        }

        ValidatableResponse gate() {
            return given().contentType("application/json")
                    .body("{\"profileIds\":[\"" + profile + "\"],\"channel\":\"email\",\"purpose\":\"advertising\"}")
                    .post("/v1/contacts")
                    .then()
                    .statusCode(200);
        }

        void mayBeWrittenTo() {
            gate().body("items[0].address", equalTo(email));
        }

        void mayNotBeWrittenToFor(String rule) {
            gate().body("items[0].address", nullValue()).body("items[0].problem.type", endsWith("/" + rule));
        }

        ValidatableResponse shown() {
            return given().get("/v1/profiles/" + profile).then();
        }

        ValidatableResponse ledger() {
            return given().get("/v1/profiles/" + profile + "/consents?history=true")
                    .then()
                    .statusCode(200)
                    .body("history.whole", everyItem(equalTo(true)));
        }

        List<JsonNode> told() {
            return log.all(Topics.CONSENTS).stream()
                    .filter(it -> profile.toString().equals(it.key()))
                    .map(TestLog.Message::body)
                    .toList();
        }

        /// The facts that were told last.
        JsonNode facts() {
            return log.about(profile).stream()
                    .filter(it -> it.type().equals(ProfileMessage.ProfileChanged.TYPE))
                    .toList()
                    .getLast()
                    .body();
        }

        void isGone() {
            shown().statusCode(404);
            assertThat(traces(this)).isEmpty();
        }
    }

    private List<String> traces(Person person) {
        var tables = new ArrayList<String>();
        for (var table : List.of("archive", "browser", "profile", "consent_state", "customer", "transition")) {
            for (var word : List.of(person.known.visitor(), person.profile, person.browser, person.known.customer())) {
                if (database.count("select count(*) from " + table + " as t where t::text like '%" + word + "%'") > 0) {
                    tables.add(table + " holds " + word);
                }
            }
        }
        return tables;
    }

    @Test
    void whoWasErasedAndWhoDecidedSinceAreAsTheyWereWhenTheDatabaseWasLost() {
        var erased = new Person().isKnown().decides("granted").buys();
        var refuser = new Person().isKnown().decides("granted");
        var agreeing = new Person().isKnown();
        var browsing = new Person().isKnown().buys();
        backup.take();
        var request = erased.isErased();
        refuser.decides("withdrawn");
        agreeing.decides("granted");
        browsing.refusesInTheBrowser();
        var newcomer = new Person().decides("granted");
        var highest = highestRevision();

        backup.restore();
        erased.shown().statusCode(200);
        refuser.mayBeWrittenTo();
        backup.readAgain();

        erased.isGone();
        refuser.mayNotBeWrittenToFor("no-consent");
        refuser.ledger()
                .body("history[0].entries.decision.by", equalTo(List.of("customer", "recovery")))
                .body("history[0].entries[1].decision.state", equalTo("withdrawn"))
                .body("history[0].entries[1].decision.wording", nullValue());
        agreeing.mayBeWrittenTo();
        browsing.shown().body("traits.cart", hasSize(0)).body("traits.channel", nullValue());
        newcomer.isKnown().mayBeWrittenTo();
        newcomer.shown().body("customerId", equalTo(newcomer.customer));
        assertThat(database.count("select count(*) from profile where customer = '" + newcomer.known.customer() + "'"))
                .isEqualTo(1);
        isDone(request, erased);
        readTwiceItIsTakenBackOnce(refuser, erased);
        refuser.decides("granted").mayBeWrittenTo();
        await().untilAsserted(
                        () -> assertThat(revision(refuser.told().getLast())).isGreaterThan(highest));
    }

    private void readTwiceItIsTakenBackOnce(Person refuser, Person erased) {
        backup.awaitQuiet();
        var entries = database.count("select count(*) from consent_entry");
        var told = refuser.told().size();
        for (var reader : List.of("erasures", "consents")) {
            backup.rewind(reader);
            backup.readAgain(reader);
        }
        backup.awaitQuiet();
        assertThat(database.count("select count(*) from consent_entry")).isEqualTo(entries);
        assertThat(refuser.told()).hasSize(told);
        refuser.mayNotBeWrittenToFor("no-consent");
        erased.isGone();
    }

    private void isDone(String request, Person person) {
        for (var service : List.of("tracking", "segment", "recommendation", "campaign")) {
            log.send(
                    Topics.ERASURE_RECEIPTS,
                    person.profile.toString(),
                    ErasureReceipt.TYPE,
                    UUID.randomUUID().toString(),
                    new ErasureReceipt(UUID.fromString(request), service, "store", 1, Instant.now()));
        }
        await().untilAsserted(() -> given().header(Tokens.key())
                .header(Tokens.customer(person.customer))
                .get("/v1/privacy-requests/" + request)
                .then()
                .statusCode(200)
                .body("type", equalTo("erasure"))
                .body("state", equalTo("done"))
                .body("receipts.store", hasItem("contact-data")));
        assertThat(log.all(Topics.ERASURES).stream().filter(it -> it.key().equals(request)))
                .hasSize(1);
    }

    @Test
    void consentsMayBeReadBeforeErasures() {
        var erased = new Person().isKnown().decides("granted").buys();
        backup.take();
        erased.decides("withdrawn").decides("granted");
        erased.isErased();

        backup.restore();
        backup.readAgain("consents");
        backup.readAgain();

        erased.isGone();
        assertThat(database.count("select count(*) from consent_entry where decision is not null and subject = '"
                        + erased.profile + "'"))
                .isZero();
        backup.awaitQuiet();
        assertThat(erased.told().getLast()).isNull();
    }

    @Test
    void whatSomebodyDecidesBeforeTheLogWasReadGoesBeforeWhatIsOlderAndIsTold() {
        var person = new Person().isKnown().decides("granted");
        backup.take();
        person.decides("withdrawn");
        for (var i = 0; i < 40; i++) new Person().decides("granted");
        backup.awaitQuiet();
        var readersHold = revision(person.told().getLast());

        backup.restore();
        person.decides("granted");
        backup.readAgain();

        person.mayBeWrittenTo();
        backup.awaitQuiet();
        assertThat(revision(person.told().getLast())).isGreaterThan(readersHold);
        assertThat(person.told().getLast().at("/states/0/state").asText()).isEqualTo("granted");
    }

    /// Readers take no notice of facts whose revision is not above what they hold.
    @Test
    void factsAreToldUnderRevisionsThatAreAboveThoseBeforeTheRestore() {
        var person = new Person().buys();
        backup.take();
        for (var i = 0; i < 3; i++) {
            log.send(person.known.views("P" + i));
            var events = 4 + i;
            await().untilAsserted(() -> assertThat(log.history(person.profile)).hasSize(events));
        }
        backup.awaitQuiet();
        var readersHold = person.facts();

        backup.restore();
        backup.readAgain();

        await().untilAsserted(() -> {
            assertThat(revision(person.facts())).isGreaterThan(revision(readersHold));
            assertThat(person.facts().get("traits")).isEqualTo(readersHold.get("traits"));
        });
    }

    /// What staff split tells everybody what holds then: without what is lost, and under a higher revision.
    @Test
    void whatIsToldOfSomebodyBeforeTheLogWasReadDoesNotStay() {
        var person = new Person().isKnown().decides("granted");
        var browsing = new Person();
        browsing.refusesInTheBrowser();
        log.send(browsing.anonymous.views("P1"));
        await().untilAsserted(() -> assertThat(log.history(browsing.browser)).hasSize(1));
        staff(person.profile, "merge", "{\"with\":\"" + browsing.browser + "\"}");
        backup.take();
        person.decides("withdrawn");
        backup.awaitQuiet();
        var readersHold = revision(person.told().getLast());

        backup.restore();
        for (var i = 0; i < 3; i++) new Person().decides("granted");
        staff(browsing.browser, "unmerge", "");
        backup.readAgain();

        person.mayNotBeWrittenToFor("no-consent");
        backup.awaitQuiet();
        assertThat(person.told().getLast().get("states"))
                .extracting(
                        it -> it.get("purpose").asText() + " " + it.get("state").asText())
                .containsExactly("marketing withdrawn");
        assertThat(revision(person.told().getLast())).isGreaterThan(readersHold);
    }

    private static void staff(UUID profile, String does, String body) {
        var call = given();
        if (!body.isEmpty()) call = call.contentType("application/json").body(body);
        call.post("/v1/profiles/" + profile + "/" + does).then().statusCode(200);
    }

    /// Somebody started the readers in another order; what was folded since is not lost for that.
    @Test
    void whatAnErasedPersonDidAndDecidedSinceStays() {
        var person = new Person().isKnown().decides("granted").buys();
        var other = person.anonymous.as(identities.customerHash("d-" + person.customer));
        var others = identities.profileOfCustomer(other.customer());
        log.send(person.known.does("logout"), other.views("P2"));
        var phone = Shopper.anonymous();
        var phones = identities.profileOfVisitor(phone.visitor());
        log.send(phone.as(person.known.customer()).does("login"));
        await().untilAsserted(() -> assertThat(log.history(others)).hasSize(1));
        await().untilAsserted(() -> assertThat(log.history(person.profile)).hasSize(5));
        backup.take();
        person.isErased();
        backup.restore();
        var back = Shopper.anonymous().now().as(person.known.customer());
        var atHome = back.views("P3");
        var atTheTablet = back.at(person.known.visitor()).does("view_cart");
        var othersLater = other.now().views("P4");
        var onThePhone = phone.now().views("P5");
        log.send(atHome, atTheTablet, othersLater, onThePhone);
        given().contentType("application/json")
                .body("{\"email\":\"" + person.email + "\"}")
                .put("/v1/customers/" + person.customer)
                .then()
                .statusCode(200);
        person.decides("granted");
        await().untilAsserted(() -> assertThat(log.history(others)).hasSize(2));
        await().untilAsserted(() ->
                assertThat(log.history(person.profile)).contains(atHome.id(), atTheTablet.id(), onThePhone.id()));

        backup.readAgain();

        assertThat(archived(person.profile)).containsExactlyInAnyOrder(atHome.id(), atTheTablet.id());
        assertThat(archived(phones)).containsExactly(onThePhone.id());
        await().untilAsserted(() -> assertThat(log.history(phones)).contains(onThePhone.id()));
        await().untilAsserted(() -> assertThat(log.history(person.profile)).doesNotContain(onThePhone.id()));
        assertThat(archived(others)).hasSize(2).contains(othersLater.id());
        person.shown().statusCode(200).body("traits.orders", equalTo(0)).body("customerId", equalTo(person.customer));
        person.ledger().body("items.state", equalTo(List.of("granted")));
        person.mayBeWrittenTo();
        given().get("/v1/profiles/" + others).then().body("visitorIds", hasSize(1));
        assertThat(database.count("select events from profile where id = '" + person.profile + "'"))
                .isEqualTo(2);
        assertThat(database.count("select events from profile where id = '" + others + "'"))
                .isEqualTo(2);
    }

    @Test
    void readingOnesOwnErasuresAndConsentsChangesNothing() {
        var erased = new Person().isKnown().decides("granted").buys();
        var decided = new Person().isKnown().decides("granted").decides("withdrawn");
        var request = erased.isErased();

        backup.awaitQuiet();

        decided.ledger().body("history[0].entries", hasSize(2));
        assertThat(decided.told()).hasSize(2);
        assertThat(erased.told()).hasSizeLessThanOrEqualTo(3);
        assertThat(erased.told().getLast()).isNull();
        assertThat(log.all(Topics.ERASURES).stream().filter(it -> it.key().equals(request)))
                .hasSize(1);
        assertThat(log.all(Topics.ERASURE_RECEIPTS).stream()
                        .filter(it -> it.body().get("requestId").asText().equals(request))
                        .map(it -> it.body().get("store").asText()))
                .doesNotHaveDuplicates();
    }

    private long highestRevision() {
        backup.awaitQuiet();
        return log.all(Topics.CONSENTS).stream()
                .filter(it -> it.body() != null)
                .mapToLong(it -> revision(it.body()))
                .max()
                .orElseThrow();
    }

    private static long revision(JsonNode told) {
        return told.get("revision").asLong();
    }

    private List<String> archived(UUID owner) {
        return database.rows("select id from archive where owner = '" + owner + "'").stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
