package io.danggol.chassis.edge;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.danggol.local.testing.SuiteServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
class EdgeTest {
    private static ValidatableResponse order(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/edge/orders")
                .then()
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "{\"lines\":[}", "{\"lines\":[]} }", "{\"lines\":[],\"lines\":[]}"})
    void whatIsNoJsonIsMalformed(String body) {
        order(body).statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"lines\":1} | /lines",
                "{\"lines\":[1]} | /lines/0",
                "{\"lines\":[{\"name\":\"구두\",\"pieces\":\"many\"}]} | /lines/0/pieces",
                "{\"lines\":[{\"name\":\"구두\",\"pieces\":0}]} | /lines/0",
                "{\"lines\":[{\"name\":\"구두\",\"pieces\":1},{\"name\":\" \",\"pieces\":1}]} | /lines/1/name",
                "{} | /lines",
                "{\"lines\":[null]} | /lines/0",
                "{\"lines\":[{\"name\":7,\"pieces\":1}]} | /lines/0/name",
                "{\"lines\":[{\"name\":true,\"pieces\":1}]} | /lines/0/name",
                "{\"lines\":[{\"name\":\"구두\",\"pieces\":\"1\"}]} | /lines/0/pieces",
                "{\"lines\":[{\"name\":\"구두\",\"pieces\":1.5}]} | /lines/0/pieces",
                "{\"lines\":[{\"name\":\"구두\",\"pieces\":true}]} | /lines/0/pieces",
                "{\"lines\":[{\"name\":\"구두\",\"pieces\":null}]} | /lines/0/pieces",
                "{\"lines\":[{\"name\":\"구두\",\"pieces\":1,\"colour\":\"red\"}]} | /lines/0/colour",
                "{\"lines\":[{\"name\":\"a\\u0000b\",\"pieces\":1}]} | /lines/0/name",
                "{\"lines\":[{\"name\":\"구두\",\"pieces\":1,\"on\":20000}]} | /lines/0/on",
                "{\"lines\":[{\"name\":\"구두\",\"pieces\":1,\"on\":\"soon\"}]} | /lines/0/on",
                "{\"lines\":[{\"name\":\"구두\",\"pieces\":1,\"on\":\"+999999999-01-01T00:00:00Z\"}]} | /lines/0/on",
            })
    void aWrongShapeIsPointedAt(String body, String pointer) {
        order(body)
                .statusCode(422)
                .body("status", equalTo(422))
                .body("type", startsWith("https://danggol.io/problems/"))
                .body("instance", equalTo("/edge/orders"))
                .body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void nullIsAWrongShapeAndNothingIsNoJson() {
        for (var path : List.of("/edge/orders", "/edge/tree")) {
            var call = given().contentType("application/json");
            call.body("").post(path).then().statusCode(400).contentType("application/problem+json");
        }
        order("null")
                .statusCode(422)
                .body("errors[0].pointer", equalTo(""))
                .body("errors[0].detail", equalTo("expected: an object"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lines\":[]}{}",
                "{\"lines\":[]} null",
                "{\"lines\":[]}}",
                "[",
                "[1,",
                "{\"lines\":5",
                "{\"lines\":[],\"lines\":[]}",
                "{\"lines\":07}"
            })
    void whatIsNoJsonIsSaidToBeNoneWhateverItsShape(String body) {
        for (var path : List.of("/edge/orders", "/edge/tree")) {
            given().contentType("application/json")
                    .body(body)
                    .post(path)
                    .then()
                    .statusCode(400)
                    .body("type", endsWith("/malformed-body"));
        }
    }

    @Test
    void jsonThatIsTooDeepIsJsonAllTheSame() {
        var body = "{\"lines\":" + "[".repeat(1_200) + "]".repeat(1_200) + "}";
        for (var path : List.of("/edge/orders", "/edge/tree")) {
            given().contentType("application/json")
                    .body(body)
                    .post(path)
                    .then()
                    .statusCode(422)
                    .body("detail", startsWith("expected: at most 1000 levels"));
        }
    }

    @Test
    void aTextWithoutAPlaceInTheDatabaseIsPointedAtInATree() {
        given().contentType("application/json")
                .body("{\"a\":[1,{\"b\":\"x\\u0000\"}]}")
                .post("/edge/tree")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/a/1/b"))
                .body("errors[0].detail", equalTo("expected: a text without U+0000"));
        given().urlEncodingEnabled(false)
                .get("/edge/flag?x=a%00")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        given().urlEncodingEnabled(false)
                .get("/edge/a%00b")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"?on=true, 200, true", "?on=false, 200, false", "'', 200, false", "?on=1, 400,", "?on=TRUE, 400,"})
    void aFlagIsTrueOrFalse(String query, int status, String answer) {
        var call = when().get("/edge/flag" + query).then().statusCode(status);
        if (answer != null) call.body(equalTo(answer));
    }

    @Test
    void aLongAddressIsAnsweredWithAProblemThatNoCacheKeeps() {
        when().get("/v1/" + "x".repeat(10_240))
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .header("Cache-Control", equalTo("no-store"));
    }

    @Test
    void aBadParameterIsABadRequest() {
        for (var limit : List.of("501", "many")) {
            when().get("/edge/page?limit=" + limit).then().statusCode(400).contentType("application/problem+json");
        }
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        order("{\"lines\":[{\"name\":\"" + "x".repeat(200_000) + "\",\"pieces\":1}]}")
                .statusCode(413);
    }

    @ParameterizedTest
    @CsvSource({
        "/edge/orders, 131073",
        "/edge/orders, 9000000",
        "/edge/length, 131073",
        "/edge/length, 9000000",
        "/edge/imported, 1048577",
        "/edge/imported, 9000000"
    })
    void aBodyThatTellsNoLengthIsCutOffAtTheLimit(String path, int bytes) throws Exception {
        var answer = chunked(path, bytes);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("https://danggol.io/problems/body-too-large", "\"instance\":\"" + path);
    }

    @ParameterizedTest
    @CsvSource({"/edge/orders, 131072", "/edge/length, 131072", "/edge/imported, 1048576"})
    void aBodyThatTellsNoLengthMayBeAsLongAsTheLimit(String path, int bytes) throws Exception {
        assertThat(chunked(path, bytes).statusCode()).isEqualTo(200);
    }

    /// An order of so many bytes.
    private static HttpResponse<String> chunked(String path, int bytes) throws Exception {
        var frame = "{\"lines\":[{\"name\":\"\",\"pieces\":1}]}";
        var body = frame.replace("\"\"", "\"" + "x".repeat(bytes - frame.length()) + "\"")
                .getBytes(UTF_8);
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    @Test
    void aClientThatOffersToUpgradeIsAnsweredInHttp1() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/q/metrics"))
                .version(HttpClient.Version.HTTP_2)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, BodyHandlers.ofString()).version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    @Test
    void aRefusalIsAnsweredAsItSays() {
        when().get("/edge/refused")
                .then()
                .statusCode(409)
                .header("Retry-After", "7")
                .body("title", equalTo("Out of stock"))
                .body("errors[0].pointer", equalTo("/lines/0"));
    }

    @Test
    void aFaultSaysNothingOfItsInside() {
        when().get("/edge/broken")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("detail", startsWith("reference "));
    }

    @ParameterizedTest
    @CsvSource({"GET, /edge/nowhere, 404", "DELETE, /edge/orders, 405", "GET, /nowhere, 404"})
    void wrongPathsAndMethodsAreProblems(String method, String path, int status) {
        given().request(method, path).then().statusCode(status).contentType("application/problem+json");
    }

    @Test
    void anotherMediaTypeIsUnsupported() {
        given().contentType("text/plain").body("x").post("/edge/orders").then().statusCode(415);
    }

    @Test
    void aStorefrontNeedsAKeyThatAllowsItsOrigin() {
        when().get("/edge/customer").then().statusCode(401);
        given().header("X-Danggol-Key", "wrong").get("/edge/customer").then().statusCode(401);
        given().header("X-Danggol-Key", "test-key")
                .header("Origin", "https://evil.example")
                .get("/edge/customer")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
        given().queryParam("key", "test-key")
                .header("Origin", "http://localhost:8090")
                .get("/edge/customer")
                .then()
                .statusCode(401)
                .body("type", equalTo("https://danggol.io/problems/customer-token-missing"))
                .header("Access-Control-Allow-Origin", "http://localhost:8090");
    }

    @Test
    void aForgedTokenIsRefused() {
        given().header("X-Danggol-Key", "test-key")
                .header("X-Danggol-Customer", "a.b.c")
                .get("/edge/customer")
                .then()
                .statusCode(401)
                .body("type", equalTo("https://danggol.io/problems/customer-token-invalid"));
    }

    @Test
    void aTokenMayComeAsAFieldOfTheBody() throws JoseException {
        var call = given().header("X-Danggol-Key", "test-key").contentType("application/json");

        call.body("{\"customerToken\":\""
                        + token("{\"sub\":\"c-7\",\"exp\":" + (System.currentTimeMillis() / 1000 + 60) + "}") + "\"}")
                .post("/edge/token")
                .then()
                .statusCode(200)
                .body(equalTo("c-7"));
        call.body("{}").post("/edge/token").then().statusCode(200).body(equalTo("nobody"));
        call.body("{\"customerToken\":\"a.b.c\"}")
                .post("/edge/token")
                .then()
                .statusCode(401)
                .body("type", equalTo("https://danggol.io/problems/customer-token-invalid"));
    }

    private static String token(String claims) throws JoseException {
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue("HS256");
        token.setKey(new HmacKey("a-shop-secret-for-tests-0123456789ab".getBytes(UTF_8)));
        token.setPayload(claims);
        return token.getCompactSerialization();
    }

    @Test
    void anExpiredTokenEndsACallButCostsEventsTheirCustomerOnly() throws JoseException {
        var call = given().header("X-Danggol-Key", "test-key")
                .header("X-Danggol-Customer", token("{\"sub\":\"c-1\",\"exp\":1000}"));

        call.get("/edge/customer")
                .then()
                .statusCode(401)
                .body("type", equalTo("https://danggol.io/problems/customer-token-expired"));
        call.get("/edge/events").then().statusCode(200).body(equalTo("nobody"));
    }

    @Test
    void preflightsAreAnsweredForAllowedOriginsOnly() {
        given().header("Origin", "http://localhost:1")
                .header("Access-Control-Request-Method", "POST")
                .options("/edge/customer")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Headers", not(nullValue()));
        given().header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/edge/customer")
                .then()
                .statusCode(403);
    }

    /// A call that was refused before it found its resource is counted, too.
    @Test
    void noMetricHoldsAnAddressThatWasCalled() {
        var address = "/edge/people/olga@example.invalid";
        when().get(address).then().statusCode(200);
        given().urlEncodingEnabled(false).get(address + "%00").then().statusCode(400);
        when().delete(address).then().statusCode(405);
        when().options(address).then().statusCode(200);
        given().body("x".repeat(200_000)).post(address).then().statusCode(413);

        var measured = when().get("/q/metrics").asString();

        assertThat(measured)
                .doesNotContain("olga")
                .containsPattern("http_server_requests_seconds_count.*uri=\"/edge/people/\\{address}\"")
                .containsPattern("http_server_requests_seconds_count.*status=\"400\".*uri=\"UNKNOWN\"")
                .containsPattern("http_server_requests_seconds_count.*status=\"405\".*uri=\"UNKNOWN\"")
                .containsPattern("http_server_requests_seconds_count.*status=\"413\".*uri=\"UNKNOWN\"");
    }
}
