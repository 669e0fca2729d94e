package io.danggol.profile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.danggol.local.testing.ApiDocument;
import io.danggol.local.testing.SuiteServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class OpenApiTest {
    @Test
    void theDocumentTellsTheCallsThatThereAreAndNoOther() {
        var document = new ApiDocument(given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body(
                        "paths['/v1/profiles/{id}/merge'].post.parameters.find { it.name == 'dryRun' }.schema.type",
                        equalTo("boolean"))
                .extract()
                .<Map<String, Object>>path("$"));

        assertThat(document.calls())
                .containsExactlyInAnyOrder(
                        "GET /v1/access-log 200",
                        "POST /v1/archive/replays 202",
                        "GET /v1/consents 200",
                        "PUT /v1/consents 200",
                        "POST /v1/contacts 200",
                        "POST /v1/contacts/resolve 200",
                        "PUT /v1/customers/{customerId} 200 201",
                        "POST /v1/imports 202",
                        "GET /v1/imports/{id} 200",
                        "POST /v1/privacy-requests 202",
                        "GET /v1/privacy-requests/{id} 200",
                        "GET /v1/privacy-requests/{id}/certificate 200",
                        "GET /v1/privacy-requests/{id}/export 200",
                        "GET /v1/profiles 200",
                        "GET /v1/profiles/{id} 200",
                        "GET /v1/profiles/{id}/consents 200",
                        "GET /v1/profiles/{id}/contact 200",
                        "POST /v1/profiles/{id}/merge 200",
                        "POST /v1/profiles/{id}/notes 201",
                        "GET /v1/profiles/{id}/timeline 200",
                        "POST /v1/profiles/{id}/unmerge 200",
                        "GET /v1/totals 200");
        assertThat(document.flaws(Set.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/profiles?customerId=c",
        "/v1/profiles/0193a6b2-0000-8000-8000-000000000001",
        "/v1/profiles/0193a6b2-0000-8000-8000-000000000001/contact?channel=email&purpose=advertising",
        "/v1/profiles/0193a6b2-0000-8000-8000-000000000001/consents",
        "/v1/access-log",
        "/v1/totals",
        "/v1/privacy-requests/0193a6b2-0000-8000-8000-000000000001",
    })
    void nobodyGetsInWithoutCredentials(String path) {
        given().get(path).then().statusCode(401).contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/profiles?email=a@example.invalid",
        "/v1/profiles/0193a6b2-0000-8000-8000-000000000001/contact?channel=email&purpose=advertising",
        "/v1/profiles/0193a6b2-0000-8000-8000-000000000001/consents",
        "/v1/access-log",
        "/v1/privacy-requests/0193a6b2-0000-8000-8000-000000000001",
    })
    @TestSecurity(user = "anna", roles = "analyst")
    void anAnalystReadsNoContactData(String path) {
        given().get(path).then().statusCode(403);
    }

    @Test
    void theServiceIsReadyOnceItReads() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
        assertThat(given().get("/q/metrics").asString()).contains("danggol_profile_events_total{outcome=\"folded\"}");
    }
}
