package io.danggol.recommendation;

import static com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.danggol.contracts.ProfileMessage.EventRecorded;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.contracts.Topics;
import io.danggol.local.testing.PackagedLog;
import io.danggol.local.testing.PackagedService;
import io.danggol.local.testing.PackagedSettings;
import io.danggol.local.testing.SuiteServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The packaged service, jar or executable, by way of everything that it is made of.
@QuarkusIntegrationTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = PackagedSettings.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class PackagedIT {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @Test
    void answersAStorefront() {
        await().untilAsserted(() -> given().header("X-Danggol-Key", PackagedSettings.KEY)
                .get("/v1/recommendations?placement=home&visitorId=v_it")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0)));
    }

    @Test
    void readsTheLogAndRecognisesWhoAgreed() throws IOException {
        var visitor = "v_it_read";
        var profile = UUID.randomUUID();
        var event = viewOf(visitor);
        var body = new EventRecorded(profile, visitor, event);

        PackagedLog.write(Topics.PROFILE_EVENTS, profile.toString(), EventRecorded.TYPE, JSON.writeValueAsBytes(body));

        await().untilAsserted(() -> given().header("X-Danggol-Key", PackagedSettings.KEY)
                .get("/v1/recommendations?placement=home&visitorId=" + visitor)
                .then()
                .statusCode(200)
                .body("personalized", equalTo(true)));
    }

    private static StorefrontEvent viewOf(String visitor) {
        var now = Instant.now();
        var item = new StorefrontEvent.Item(
                "P1", "구두 👟", null, null, null, null, null, null, null, null, null, null, null, null);
        return new StorefrontEvent(
                "it-view",
                StorefrontEvent.BROWSER,
                "view_item",
                visitor,
                null,
                "s_it",
                1,
                now,
                now,
                new StorefrontEvent.Consent(true, true),
                null,
                "KRW",
                null,
                List.of(item),
                Map.of());
    }

    @Test
    void isAsEveryService() {
        assertThat(PackagedService.flaws(RestAssured.port)).isEmpty();
    }
}
