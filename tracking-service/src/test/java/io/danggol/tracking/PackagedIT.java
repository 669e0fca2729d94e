package io.danggol.tracking;

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
    void takesAnEventAndKnowsItsRepeat() {
        var body =
                "{\"events\":[{\"id\":\"it-1\",\"name\":\"view_item\",\"visitorId\":\"v_it\",\"consent\":{\"analytics\":true},"
                        + "\"items\":[{\"item_id\":\"P1\",\"item_name\":\"단골 구두 👟\",\"price\":39000}]}]}";
        for (var repeats = 0; repeats < 2; repeats++) {
            given().header("X-Danggol-Key", PackagedSettings.KEY)
                    .contentType("application/json")
                    .body(body)
                    .post("/v1/events")
                    .then()
                    .statusCode(202)
                    .body("rejected.size()", equalTo(0));
        }
    }

    @Test
    void servesTheSdk() {
        given().get("/sdk/danggol.js").then().statusCode(200).body(containsString("danggol"));
    }

    @Test
    void isAsEveryService() {
        assertThat(PackagedService.flaws(RestAssured.port)).isEmpty();
    }
}
