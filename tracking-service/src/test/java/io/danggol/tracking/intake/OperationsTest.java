package io.danggol.tracking.intake;

import static io.danggol.tracking.testing.Events.post;
import static io.danggol.tracking.testing.Events.view;
import static io.danggol.tracking.testing.Events.viewWith;
import static io.danggol.tracking.testing.Events.viewWithout;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.danggol.local.testing.ApiDocument;
import io.danggol.tracking.testing.ServiceTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class OperationsTest {
    @Test
    void theOpenApiDocumentTellsWhatIsThereAndNothingElse() {
        var document = new ApiDocument(when().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths['/v1/events'].post.responses", hasKey("429"))
                .extract()
                .<Map<String, Object>>path("$"));

        assertThat(document.calls())
                .containsExactlyInAnyOrder(
                        "POST /v1/events 202",
                        "POST /v1/server/events 202",
                        "GET /sdk/ 200",
                        "GET /sdk/danggol.js 200",
                        "GET /v1/rejected-events 200",
                        "POST /v1/rejected-events/replay 200");
        assertThat(document.flaws(Set.of("/sdk/", "/sdk/danggol.js"))).isEmpty();
    }

    @Test
    void whatBecameOfEventsIsCounted() {
        var before = metric("danggol_tracking_anonymous_total\\{name=\"view_item\"\\}");

        post(view(), viewWith("value", -1), viewWithout("consent")).statusCode(202);

        when().get("/q/metrics")
                .then()
                .body(containsString(
                        "danggol_tracking_events_total{outcome=\"accepted\",reason=\"\",source=\"browser\"}"))
                .body(containsString("outcome=\"rejected\",reason=\"invalid-amount\""))
                .body(containsString("outcome=\"dropped\""));
        assertThat(metric("danggol_tracking_anonymous_total\\{name=\"view_item\"\\}"))
                .isEqualTo(before + 1);
    }

    private static double metric(String name) {
        var text = when().get("/q/metrics").asString();
        var found = Pattern.compile(name + " ([0-9.]+)").matcher(text);
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    @Test
    void theServiceIsReadyOnceItHasReachedTheLog() {
        await().untilAsserted(() ->
                when().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP")));
    }

    @Test
    void theSdkIsServedUnder6Kib() {
        given().header("Accept-Encoding", "identity")
                .get("/sdk/danggol.js")
                .then()
                .statusCode(200)
                .contentType(containsString("javascript"));
        var zipped = given().header("Accept-Encoding", "gzip")
                .get("/sdk/danggol.js")
                .then()
                .header("Content-Encoding", "gzip")
                .extract()
                .header("Content-Length");
        if (zipped != null) assertThat(Integer.parseInt(zipped)).isLessThan(6 * 1024);
    }

    @Test
    void thePageBesideItHasTheSnippet() {
        when().get("/sdk/")
                .then()
                .statusCode(200)
                .contentType(containsString("html"))
                .body(containsString("/sdk/danggol.js"));
        when().get("/sdk/danggol.d.ts").then().statusCode(200).body(containsString("interface Danggol"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/track", "/v1/batch", "/mp/collect"})
    void whatIsForLaterIsAbsent(String path) {
        assertThat(List.of(404, 405)).contains(given().post(path).statusCode());
    }

    @Test
    void aBrowserMayAskBeforeItSends() {
        given().header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,x-danggol-key")
                .options("/v1/events")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "https://shop.example");
    }
}
