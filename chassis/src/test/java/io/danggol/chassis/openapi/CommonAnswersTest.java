package io.danggol.chassis.openapi;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.local.testing.SuiteServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class CommonAnswersTest {
    private static JsonPath document() {
        return when().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @ParameterizedTest
    @CsvSource({
        "/edge/orders,   post, '200 400 413 422 503'",
        "/edge/page,     get,  '200 400 503'",
        "/edge/broken,   get,  '200 503'",
        "/edge/customer, get,  '200 401 403 503'",
        "/bearer,        get,  '200 401 403 503'",
    })
    void aCallAnswersWhatFollowsFromWhatItHas(String path, String method, String statuses) {
        var answers = document().<String, Object>getMap("paths['%s'].%s.responses".formatted(path, method));

        assertThat(answers.keySet()).containsExactly(statuses.split(" "));
    }

    @Test
    void everyRefusalIsTheSameProblem() {
        var document = document();

        assertThat(document.getString("paths['/edge/orders'].post.responses.'422'.content.'application/problem+json'"
                        + ".schema.'$ref'"))
                .isEqualTo("#/components/schemas/Problem");
        assertThat(document.<String, Object>getMap("components.schemas.Problem.properties")
                        .keySet())
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "instance", "errors");
    }

    @ParameterizedTest
    @CsvSource({"/edge/customer", "/edge/events"})
    void aStorefrontComesWithItsKeyAndPerhapsACustomer(String path) {
        List<Map<String, Object>> ways = document().getList("paths['%s'].get.security".formatted(path));

        assertThat(ways)
                .containsExactly(
                        Map.of("writeKey", List.of()),
                        Map.of("writeKey", List.of(), "customerToken", List.of()),
                        Map.of("writeKeyInQuery", List.of()));
    }

    @Test
    void credentialsTravelInTheseHeaders() {
        var document = document();

        assertThat(document.getString("components.securitySchemes.writeKey.name"))
                .isEqualTo("X-Danggol-Key");
        assertThat(document.getString("components.securitySchemes.customerToken.name"))
                .isEqualTo("X-Danggol-Customer");
        assertThat(document.getString("components.securitySchemes.bearer.scheme"))
                .isEqualTo("bearer");
    }
}
