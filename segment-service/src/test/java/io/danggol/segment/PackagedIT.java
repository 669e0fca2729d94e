package io.danggol.segment;

import static com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.danggol.contracts.ProfileMessage.EventRecorded;
import io.danggol.contracts.Topics;
import io.danggol.local.testing.PackagedLog;
import io.danggol.local.testing.PackagedService;
import io.danggol.local.testing.PackagedSettings;
import io.danggol.local.testing.SuiteServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.time.Duration;
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
    void answersStaffAlone() {
        given().get("/v1/segments")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("status", equalTo(401));
    }

    @Test
    void readsTheLogAndTellsStaffWhoIsInASegment() throws IOException {
        var profile = UUID.randomUUID();
        var event = Storefront.browser("view_item", Instant.now(), "P1");
        var body = new EventRecorded(profile, event.visitorId(), event);
        var token = Jwt.claim("realm_access", Map.of("roles", List.of("analyst")))
                .expiresIn(Duration.ofMinutes(5))
                .sign();

        PackagedLog.write(Topics.PROFILE_EVENTS, profile.toString(), EventRecorded.TYPE, JSON.writeValueAsBytes(body));

        await().untilAsserted(() -> given().auth()
                .oauth2(token)
                .get("/v1/profiles/{id}/segments", profile)
                .then()
                .statusCode(200)
                .body("items.segment", hasItem("active")));
    }

    @Test
    void isAsEveryService() {
        assertThat(PackagedService.flaws(RestAssured.port)).isEmpty();
    }
}
