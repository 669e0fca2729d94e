package io.danggol.tracking.intake;

import static io.danggol.tracking.testing.Events.post;
import static io.danggol.tracking.testing.Events.postAsServer;
import static io.danggol.tracking.testing.Events.token;
import static io.danggol.tracking.testing.Events.viewWith;
import static io.danggol.tracking.testing.Events.viewWithout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.danggol.chassis.identity.Identities;
import io.danggol.chassis.log.LogRecord;
import io.danggol.contracts.Topics;
import io.danggol.tracking.testing.Logged;
import io.danggol.tracking.testing.PretendedProfiles;
import io.danggol.tracking.testing.ServiceTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ServiceTest
class ServerEventsTest {
    @Inject
    Logged logged;

    @Inject
    Identities identities;

    @ConfigProperty(name = "danggol.shop.secret")
    String secret;

    private static Map<String, Object> by(String field, Object value) {
        var event = viewWithout("visitorId");
        event.put(field, value);
        return event;
    }

    private LogRecord onLog(Map<String, Object> event) {
        var id = (String) event.get("id");
        await().until(() -> !logged.records(Topics.STOREFRONT_EVENTS, id).isEmpty());
        return logged.records(Topics.STOREFRONT_EVENTS, id).getFirst();
    }

    @Test
    @TestSecurity(user = "shop", roles = "ingest")
    void aServerNamesItsCustomer() {
        var event = by("customerId", "c-1");

        postAsServer(event).statusCode(202).body("accepted", equalTo(1));

        assertThat(onLog(event).key()).isEqualTo("customer:" + identities.customerHash("c-1"));
        assertThat(logged.body(onLog(event)).at("/source").asText()).isEqualTo("server");
        assertThat(new String(onLog(event).body(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("c-1\"");
    }

    @Test
    @TestSecurity(user = "shop", roles = "ingest")
    void anExpiredTokenLeavesWhatTheServerSaysBesideIt() {
        var named = by("customerToken", token("c-1", secret, -60));
        named.put("customerId", "c-2");
        var nobodys = by("customerToken", token("c-1", secret, -60));

        postAsServer(nobodys, named)
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("rejected[0].problem.type", equalTo("https://danggol.io/problems/invalid-visitor-id"));

        assertThat(onLog(named).key()).isEqualTo("customer:" + identities.customerHash("c-2"));
    }

    @ParameterizedTest
    @CsvSource({"email, " + PretendedProfiles.EMAIL, "phone, " + PretendedProfiles.PHONE})
    @TestSecurity(user = "shop", roles = "ingest")
    void contactsAreResolvedAndNotStored(String kind, String contact) {
        var event = by(kind, contact);

        postAsServer(event).statusCode(202).body("accepted", equalTo(1));

        assertThat(onLog(event).key()).isEqualTo("customer:" + PretendedProfiles.CUSTOMER);
        assertThat(new String(onLog(event).body(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain(contact);
    }

    @Test
    @TestSecurity(user = "shop", roles = "ingest")
    void anUnknownContactIsRefused() {
        var event = by("email", "nobody@example.invalid");

        postAsServer(event, by("customerId", "c-1"))
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("rejected[0].problem.type", equalTo("https://danggol.io/problems/unknown-contact"));

        var id = (String) event.get("id");
        await().until(() -> !logged.records(Topics.REJECTED_EVENTS, id).isEmpty());
        assertThat(logged.body(logged.records(Topics.REJECTED_EVENTS, id).getFirst())
                        .toString())
                .doesNotContain("nobody@");
    }

    @Test
    @TestSecurity(user = "shop", roles = "ingest")
    void whileProfileServiceIsAwayNothingIsTaken() {
        postAsServer(by("customerId", "c-1"), by("email", PretendedProfiles.OUTAGE))
                .statusCode(503)
                .header("Retry-After", Integer::parseInt, greaterThan(0));
    }

    @ParameterizedTest
    @CsvSource({
        "1999-12-31T23:59:59Z, 0",
        "2000-01-01T00:00:00Z, 1",
        "2010-12-01T08:26:00Z, 1",
        "1970-01-01T00:00:00Z, 0"
    })
    @TestSecurity(user = "shop", roles = "ingest")
    void aServerMayTellOfThePastSince2000(String occurredAt, int accepted) {
        postAsServer(viewWith("occurredAt", occurredAt)).statusCode(202).body("accepted", equalTo(accepted));
    }

    @Test
    @TestSecurity(user = "shop", roles = "ingest")
    void anEventAboutNobodyIsRefused() {
        postAsServer(viewWithout("visitorId"))
                .statusCode(202)
                .body("rejected[0].problem.type", equalTo("https://danggol.io/problems/invalid-visitor-id"));
    }

    @Test
    @TestSecurity(user = "mary", roles = "marketer")
    void anotherRoleMayNotSend() {
        postAsServer(viewWith("customerId", "c-1")).statusCode(403).contentType("application/problem+json");
    }

    @Test
    void nobodyMayNotSend() {
        postAsServer(viewWith("customerId", "c-1")).statusCode(401).contentType("application/problem+json");
    }

    @Test
    @TestSecurity(user = "shop", roles = "ingest")
    void aBrowserAndAServerMayUseTheSameId() {
        var event = viewWith("customerId", "c-1");

        postAsServer(event).body("accepted", equalTo(1));
        post(event).body("accepted", equalTo(1));

        var id = (String) event.get("id");
        await().until(() -> logged.records(Topics.STOREFRONT_EVENTS, id).size() == 2);
    }
}
