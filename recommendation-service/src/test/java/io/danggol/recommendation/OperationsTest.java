package io.danggol.recommendation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.danggol.local.testing.SuiteServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class OperationsTest {
    @Test
    void theDocumentNamesTheCallsOfTheInterfaceAndNoOther() {
        var paths = given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("paths", String.class, Map.class);

        assertThat(paths.keySet())
                .containsExactlyInAnyOrder(
                        "/v1/recommendations",
                        "/v1/products/{itemId}",
                        "/v1/products/{itemId}/stock",
                        "/v1/products/imports",
                        "/v1/products/imports/{id}",
                        "/v1/placements",
                        "/v1/placements/{name}",
                        "/v1/social-proof");
        assertThat(paths.get("/v1/recommendations").keySet()).isEqualTo(Set.of("get", "post"));
        assertThat(paths.get("/v1/products/{itemId}").keySet()).isEqualTo(Set.of("get", "put", "delete"));
    }

    @Test
    void itIsReadyOnceItHasCaughtUp() {
        await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        given().get("/q/health/live").then().statusCode(200);
        Suite.ask(Map.of("placement", "home"));
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("danggol_recommendation_sessions"))
                .body(containsString("danggol_recommendation_answer_seconds"));
    }
}
