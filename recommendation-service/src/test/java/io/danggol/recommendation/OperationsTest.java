package io.danggol.recommendation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.danggol.local.testing.ApiDocument;
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
    void theDocumentTellsTheCallsOfTheInterfaceAndNoOther() {
        var document = new ApiDocument(given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .<Map<String, Object>>path("$"));

        assertThat(document.calls())
                .containsExactlyInAnyOrder(
                        "GET /v1/recommendations 200",
                        "POST /v1/recommendations 200",
                        "GET /v1/products/{itemId} 200",
                        "PUT /v1/products/{itemId} 200 201",
                        "DELETE /v1/products/{itemId} 204",
                        "PUT /v1/products/{itemId}/stock 200",
                        "POST /v1/products/imports 202",
                        "GET /v1/products/imports/{id} 200",
                        "GET /v1/placements 200",
                        "GET /v1/placements/{name} 200",
                        "PUT /v1/placements/{name} 200 201",
                        "GET /v1/social-proof 200");
        assertThat(document.flaws(Set.of())).isEmpty();
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
