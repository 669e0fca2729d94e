package io.danggol.profile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.local.testing.SuiteServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class OpenApiTest {
    @Test
    void theDocumentNamesTheCallsThatThereAreAndNoOther() {
        Map<String, Map<String, Object>> paths = given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .path("paths");

        var calls = new TreeMap<String, Set<String>>();
        paths.forEach((path, methods) -> calls.put(path, methods.keySet()));
        assertThat(calls)
                .isEqualTo(Map.ofEntries(
                        Map.entry("/v1/access-log", Set.of("get")),
                        Map.entry("/v1/archive/replays", Set.of("post")),
                        Map.entry("/v1/consents", Set.of("get", "put")),
                        Map.entry("/v1/contacts", Set.of("post")),
                        Map.entry("/v1/contacts/resolve", Set.of("post")),
                        Map.entry("/v1/customers/{customerId}", Set.of("put")),
                        Map.entry("/v1/imports", Set.of("post")),
                        Map.entry("/v1/imports/{id}", Set.of("get")),
                        Map.entry("/v1/privacy-requests", Set.of("post")),
                        Map.entry("/v1/privacy-requests/{id}", Set.of("get")),
                        Map.entry("/v1/privacy-requests/{id}/certificate", Set.of("get")),
                        Map.entry("/v1/privacy-requests/{id}/export", Set.of("get")),
                        Map.entry("/v1/profiles", Set.of("get")),
                        Map.entry("/v1/profiles/{id}", Set.of("get")),
                        Map.entry("/v1/profiles/{id}/consents", Set.of("get")),
                        Map.entry("/v1/profiles/{id}/contact", Set.of("get")),
                        Map.entry("/v1/profiles/{id}/merge", Set.of("post")),
                        Map.entry("/v1/profiles/{id}/notes", Set.of("post")),
                        Map.entry("/v1/profiles/{id}/timeline", Set.of("get")),
                        Map.entry("/v1/profiles/{id}/unmerge", Set.of("post")),
                        Map.entry("/v1/totals", Set.of("get"))));
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
        assertThat(given().get("/q/metrics").asString()).contains("danggol_profile_events_folded_total");
    }
}
