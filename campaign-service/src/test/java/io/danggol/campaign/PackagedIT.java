package io.danggol.campaign;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
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
                .get("/v1/onsite-messages?visitorId=v_it&pageUrl=https://shop.example/")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    @Test
    void showsPages() {
        given().get("/processors").then().statusCode(200).body(containsString("<html"));
        given().get("/u/not-a-token").then().statusCode(404);
    }

    @Test
    void isAsEveryService() {
        assertThat(PackagedService.flaws(RestAssured.port)).isEmpty();
    }
}
