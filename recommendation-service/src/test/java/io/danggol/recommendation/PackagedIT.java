package io.danggol.recommendation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.danggol.local.testing.PackagedService;
import io.danggol.local.testing.PackagedSettings;
import io.danggol.local.testing.SuiteServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

/// The packaged service, jar or executable, by way of everything that it is made of.
@QuarkusIntegrationTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = PackagedSettings.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class PackagedIT {
    @Test
    void answersAStorefront() {
        given().header("X-Danggol-Key", PackagedSettings.KEY)
                .get("/v1/recommendations?placement=home&visitorId=v_it")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    @Test
    void isAsEveryService() {
        assertThat(PackagedService.flaws(RestAssured.port)).isEmpty();
    }
}
