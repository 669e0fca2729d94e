package io.danggol.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Shopper;
import io.danggol.e2e.suite.Staff;
import io.danggol.e2e.suite.WithSuite;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Section 3 of API.md.
@WithSuite
class ProfileTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static String customer(String id) {
        return """
            {"email":"%s@example.invalid","phone":"010-1%03d-0000","name":"김단골","birthDate":"1990-02-28",
             "attributes":{"grade":"단골"}}\
            """.formatted(id, Math.floorMod(id.hashCode(), 1_000));
    }

    private static String granting(String visitorId, String purpose, String channel) {
        return """
            {"visitorId":"%s","decisions":[{"purpose":"%s",%s"state":"granted","wording":"v3","place":"checkout"}]}\
            """.formatted(visitorId, purpose, channel.isEmpty() ? "" : "\"channel\":\"" + channel + "\",");
    }

    private static Shopper known(RunningSuite suite) throws Exception {
        var shopper = Shopper.unknown(suite.client());
        shopper.signUp();
        shopper.does("view_item", "P1201");
        var staff = new Staff(suite.client());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(staff.timeline(shopper.customerId())).hasSize(1));
        return shopper;
    }

    @Test
    void aCustomerIsNewOnceAndReplacedFromThenOn(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var id = Outside.fresh("customer");

        outside.put("profile", "/v1/customers/" + id)
                .as("ingest")
                .send(customer(id))
                .is(201);
        outside.put("profile", "/v1/customers/" + id)
                .as("ingest")
                .send(customer(id))
                .is(200);

        var found = outside.get("profile", "/v1/profiles?customerId=" + id)
                .as("analyst")
                .send()
                .is(200)
                .body();
        assertThat(found.path("customerId").asText()).isEqualTo(id);
        assertThat(found.toString()).doesNotContain("example.invalid").doesNotContain("김단골");
        var byMail = outside.get("profile", "/v1/profiles?email=" + id + "@example.invalid")
                .as("operator")
                .send()
                .is(200);
        assertThat(byMail.body().path("id")).isEqualTo(found.path("id"));
    }

    @Test
    void contactDataThatIsNoneIsRefused(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var path = "/v1/customers/" + Outside.fresh("wrong");
        for (var body :
                List.of("{\"email\":\"not an address\"}", "{\"phone\":\"12\"}", "{\"birthDate\":\"30.2.1990\"}", "[]"))
            outside.put("profile", path).as("ingest").send(body).isProblem(422);
        outside.put("profile", path).as("ingest").send("{").isProblem(400);
        outside.get("profile", "/v1/profiles?customerId=" + path.substring(14))
                .as("analyst")
                .send()
                .isProblem(404);
    }

    @Test
    void aProfileHasTheShapeOfThePage(RunningSuite suite) throws Exception {
        var shopper = known(suite);
        shopper.does("add_to_cart", "P1201");
        var staff = new Staff(suite.client());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(staff.cart(shopper.customerId())).containsExactly("P1201"));

        var profile = staff.customer(shopper.customerId());

        assertThat(profile.path("visitorIds")).extracting(JsonNode::asText).containsExactly(shopper.visitorId());
        for (var field : List.of("id", "customerId", "aliases", "firstSeenAt", "lastSeenAt", "traits", "consents"))
            assertThat(profile.has(field)).as(field).isTrue();
        for (var trait : List.of("orders", "favouriteCategories", "cart"))
            assertThat(profile.path("traits").has(trait)).as(trait).isTrue();
        var id = profile.path("id").asText();
        assertThat(new Outside(suite)
                        .get("profile", "/v1/profiles/" + id)
                        .as("analyst")
                        .send()
                        .is(200)
                        .body())
                .isEqualTo(profile);
    }

    @Test
    void ordersCountWhenTheServerTellsThem(RunningSuite suite) throws Exception {
        var shopper = known(suite);
        var staff = new Staff(suite.client());

        shopper.buys(Outside.fresh("order"), "P1201", "P1203");

        await().atMost(PATIENCE).untilAsserted(() -> {
            var traits = staff.customer(shopper.customerId()).path("traits");
            assertThat(traits.path("orders").asInt()).isEqualTo(1);
            assertThat(traits.path("totalSpent").asInt()).isEqualTo(78_000);
        });
    }

    @Test
    void aBrowserDecidesForItselfAndAPersonByToken(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var shopper = Shopper.unknown(suite.client());
        var visitor = shopper.visitorId();

        var browser = outside.put("profile", "/v1/consents")
                .fromPage()
                .send(granting(visitor, "analytics", ""))
                .is(200);
        assertThat(state(browser.body(), "analytics", null)).isEqualTo("granted");
        assertThat(state(browser.body(), "personalization", null)).isEqualTo("unknown");
        outside.put("profile", "/v1/consents")
                .fromPage()
                .send(granting(visitor, "marketing", "kakao"))
                .isProblem(401);

        var person = outside.put("profile", "/v1/consents")
                .of(shopper.customerId())
                .send(granting(visitor, "marketing", "kakao"))
                .is(200);

        assertThat(state(person.body(), "marketing", "kakao")).isEqualTo("granted");
        var asked = outside.get("profile", "/v1/consents?visitorId=" + visitor)
                .of(shopper.customerId())
                .send()
                .is(200);
        assertThat(asked.body()).isEqualTo(person.body());
        var stranger = outside.get("profile", "/v1/consents?visitorId=" + visitor)
                .fromPage()
                .send()
                .is(200);
        assertThat(state(stranger.body(), "marketing", "kakao")).isEqualTo("unknown");
    }

    private static String state(JsonNode answer, String purpose, String channel) {
        return Staff.items(answer).stream()
                .filter(item -> item.path("purpose").asText().equals(purpose)
                        && (channel == null || item.path("channel").asText().equals(channel)))
                .map(item -> item.path("state").asText())
                .findFirst()
                .orElse("absent");
    }

    @Test
    void decisionsThatAreNoneAreRefusedWhole(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var shopper = Shopper.unknown(suite.client());
        for (var wrong : List.of(
                "{\"purpose\":\"everything\",\"state\":\"granted\"}",
                "{\"purpose\":\"marketing\",\"channel\":\"fax\",\"state\":\"granted\"}",
                "{\"purpose\":\"marketing\",\"channel\":\"email\",\"state\":\"maybe\"}")) {
            var good = "{\"purpose\":\"marketing\",\"channel\":\"sms\",\"state\":\"granted\"}";
            outside.put("profile", "/v1/consents")
                    .of(shopper.customerId())
                    .send("{\"visitorId\":\"v1\",\"decisions\":[" + good + "," + wrong + "]}")
                    .isProblem(422);
        }
        var after = outside.get("profile", "/v1/consents")
                .of(shopper.customerId())
                .send()
                .is(200);
        assertThat(state(after.body(), "marketing", "sms")).isEqualTo("unknown");
    }

    @Test
    void theLedgerIsAChainThatOnlyGrows(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var shopper = known(suite);
        shopper.decide("granted", "email");
        shopper.decide("withdrawn", "email");

        var id = new Staff(suite.client()).profileId(shopper.customerId());
        var answer = outside.get("profile", "/v1/profiles/" + id + "/consents?history=true")
                .as("privacy-officer")
                .send()
                .is(200)
                .body();

        assertThat(answer.path("history").toString()).contains("granted").contains("withdrawn");
        assertThat(answer.path("history"))
                .allSatisfy(chain -> assertThat(chain.path("whole").asBoolean()).isTrue());
    }

    @Test
    void anAddressIsGivenOnlyWhereTheLedgerAllowsIt(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var shopper = known(suite);
        var id = new Staff(suite.client()).profileId(shopper.customerId());
        var path = "/v1/profiles/" + id + "/contact?channel=email&purpose=";
        outside.get("profile", path + "advertising").as("service").send().isProblem(403);
        shopper.agree("email");

        var contact = outside.get("profile", path + "advertising")
                .as("service")
                .send()
                .is(200)
                .body();

        assertThat(contact.path("address").asText()).isEqualTo(shopper.email());
        assertThat(contact.path("allowedBy").asText()).isNotBlank();
        shopper.decide("withdrawn", "email");
        outside.get("profile", path + "advertising").as("service").send().isProblem(403);
        outside.get("profile", path + "legal-notice").as("service").send().is(200);
        var log = outside.get("profile", "/v1/access-log")
                .as("privacy-officer")
                .send()
                .is(200);
        assertThat(log.text()).contains(id);
    }

    @Test
    void peopleGetWhatIsKnownOfThem(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var shopper = known(suite);
        var body = "{\"type\":\"access\",\"subject\":{\"customerId\":\"" + shopper.customerId() + "\"}}";

        var id = outside.post("profile", "/v1/privacy-requests")
                .of(shopper.customerId())
                .send(body)
                .is(202)
                .body()
                .path("id")
                .asText();

        var export = outside.get("profile", "/v1/privacy-requests/" + id + "/export")
                .of(shopper.customerId())
                .send()
                .is(200);
        assertThat(export.text()).contains(shopper.email()).contains("P1201");
        outside.get("profile", "/v1/privacy-requests/" + id + "/export")
                .of(Outside.fresh("other"))
                .send()
                .isProblem(404);
        outside.get("profile", "/v1/privacy-requests/" + id + "/export")
                .fromPage()
                .send()
                .isProblem(401);
        var other = outside.post("profile", "/v1/privacy-requests")
                .of(Outside.fresh("other"))
                .send(body);
        assertThat(other.status()).isIn(401, 403);
    }

    @Test
    void twoCustomersBecomeOneAndPartAgain(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var staff = new Staff(suite.client());
        var one = known(suite);
        var two = known(suite);
        var first = staff.profileId(one.customerId());
        var second = staff.profileId(two.customerId());
        var body = "{\"with\":\"" + second + "\"}";

        outside.post("profile", "/v1/profiles/" + first + "/merge?dryRun=true")
                .as("operator")
                .send(body)
                .is(200);
        assertThat(staff.timeline(one.customerId())).hasSize(1);
        outside.post("profile", "/v1/profiles/" + first + "/merge")
                .as("operator")
                .send(body)
                .is(200);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(staff.timeline(one.customerId())).hasSize(2));
        assertThat(staff.profileId(two.customerId())).isEqualTo(staff.profileId(one.customerId()));
        outside.post("profile", "/v1/profiles/" + second + "/unmerge")
                .as("operator")
                .send()
                .is(200);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(staff.timeline(one.customerId())).hasSize(1);
            assertThat(staff.timeline(two.customerId())).hasSize(1);
        });
        assertThat(staff.profileId(two.customerId())).isEqualTo(second);
    }
}
