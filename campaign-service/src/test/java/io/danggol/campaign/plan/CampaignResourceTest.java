package io.danggol.campaign.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.danggol.campaign.Scene;
import io.danggol.campaign.ServiceTest;
import io.danggol.campaign.World;
import io.danggol.local.testing.ApiDocument;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class CampaignResourceTest {
    /// Paths whose token or signature is all that they ask for, and a page for everybody.
    private static final Set<String> OPEN =
            Set.of("/u/{token}", "/c/{token}", "/o/{token}", "/webhooks/mail", "/webhooks/nhn", "/processors");

    @Inject
    Scene scene;

    @Test
    @TestSecurity(user = "m", roles = "marketer")
    void whatIsWrittenIsReadBack() {
        var body = """
                {"key":"plan-1","name":"장바구니 알림 🛒","kind":"triggered","state":"draft",
                 "audience":{"segment":"vip"},"trigger":{"segmentEntered":"cart-abandoners"},
                 "steps":[{"key":"first","wait":"PT1H","channels":["kakao","email"],"mode":"first"}],
                 "content":{"email":{"subject":"{customer.name}님","mjml":"<mjml><mj-body><mj-section><mj-column><mj-text>안녕</mj-text></mj-column></mj-section></mj-body></mjml>"},
                            "kakao":{"chatBubbleType":"TEXT","content":"안녕","buttons":[{"name":"보러 가기","type":"WL","linkMo":"https://shop.example"}]},
                            "onsite":{"form":"toast","title":"안녕","pageUrl":"/cart*","on":"leave_intent"}},
                 "schedule":{"startAt":"2026-11-23T09:00:00+09:00","endAt":"2026-12-23T09:00:00+09:00"},
                 "goal":{"event":"purchase","within":"P3D"},"cap":{"limit":2,"window":"P7D"},"priority":70,"holdout":0.1}""";

        given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/campaigns")
                .then()
                .statusCode(201)
                .header("Location", containsString("/v1/campaigns/plan-1"));
        var read = given().get("/v1/campaigns/plan-1").then().statusCode(200).extract();

        assertThat(read.jsonPath().getString("name")).isEqualTo("장바구니 알림 🛒");
        assertThat(read.jsonPath().getString("steps[0].wait")).isEqualTo("PT1H");
        assertThat(read.jsonPath().getString("steps[0].mode")).isEqualTo("first");
        assertThat(read.jsonPath().getString("trigger.segmentEntered")).isEqualTo("cart-abandoners");
        assertThat(read.jsonPath().getString("content.onsite.on")).isEqualTo("leave_intent");
        assertThat(read.jsonPath().getString("schedule.startAt")).isEqualTo("2026-11-23T00:00:00Z");
        assertThat(read.jsonPath().getInt("priority")).isEqualTo(70);
        given().contentType(ContentType.JSON)
                .body(read.body().asString())
                .put("/v1/campaigns/plan-1")
                .then()
                .statusCode(200);
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/campaigns")
                .then()
                .statusCode(409);
        given().get("/v1/campaigns?limit=500").then().statusCode(200).body("items.key", hasItem("plan-1"));
        given().delete("/v1/campaigns/plan-1").then().statusCode(204);
        given().get("/v1/campaigns/plan-1").then().statusCode(404).contentType("application/problem+json");
        given().delete("/v1/campaigns/plan-1").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                                | /key",
                "{\"key\":\"a b\",\"kind\":\"broadcast\"}                                          | /key",
                "{\"key\":\"a\"}                                                                   | /kind",
                "{\"key\":\"a\",\"kind\":null}                                                     | /kind",
                "{\"key\":\"a\",\"kind\":7}                                                        | /kind",
                "{\"key\":\"a\",\"kind\":\"broadcast\",\"colour\":\"red\"}                         | /colour",
                "{\"key\":\"a\",\"kind\":\"broadcast\",\"state\":\"active\"}                       | /state",
                "{\"key\":\"a\",\"kind\":\"broadcast\",\"audience\":\"vip\"}                       | /audience",
                "{\"key\":\"a\",\"kind\":\"broadcast\",\"holdout\":1.5}                            | /holdout",
                "{\"key\":\"a\",\"kind\":\"broadcast\",\"priority\":-1}                            | /priority",
                "{\"key\":\"a\",\"kind\":\"broadcast\",\"cap\":{\"limit\":0,\"window\":\"P1D\"}}   | /cap/limit",
                "{\"key\":\"a\",\"kind\":\"broadcast\",\"cap\":{\"limit\":1,\"window\":\"P1M\"}}   | /cap/window",
                "{\"key\":\"a\",\"kind\":\"triggered\",\"trigger\":{\"event\":\"purchase\"}} | /trigger/event",
                "{\"key\":\"a\",\"kind\":\"triggered\",\"steps\":[{\"key\":\"s\",\"channels\":[\"fax\"]}]} | /steps/0/channels/0",
                "{\"key\":\"a\",\"kind\":\"triggered\",\"steps\":[{\"key\":\"s\",\"channels\":[\"email\"],\"wait\":\"-PT1H\"}]} | /steps/0/wait",
                "{\"key\":\"a\",\"kind\":\"broadcast\",\"content\":{\"email\":{\"subject\":\"{customer.nam}\",\"text\":\"x\"}}} | /content/email/subject",
                "{\"key\":\"a\",\"kind\":\"broadcast\",\"content\":{\"email\":{\"subject\":\"x\"}}} | /content/email/text",
                "{\"key\":\"a\",\"kind\":\"broadcast\",\"content\":{\"kakao\":{\"chatBubbleType\":\"BALLOON\",\"content\":\"x\"}}} | /content/kakao/chatBubbleType",
                "{\"key\":\"a\",\"kind\":\"broadcast\",\"schedule\":{\"startAt\":\"2026-11-23T09:00:00+09:00\",\"endAt\":\"2026-11-23T09:00:00+09:00\"}} | /schedule/endAt",
                "{\"key\":\"a\",\"kind\":\"broadcast\",\"schedule\":{\"startAt\":\"tomorrow\"}}    | /schedule/startAt",
                "{\"key\":\"a\",\"kind\":\"onsite\",\"content\":{\"onsite\":{\"title\":\"x\",\"actions\":[{\"text\":\"x\",\"url\":\"javascript:alert(1)\"}]}}} | /content/onsite/actions/0/url",
            })
    @TestSecurity(user = "m", roles = "marketer")
    void aWrongShapeIsRefusedWithItsPlace(String body, String pointer) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/campaigns")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer));
        given().get("/v1/campaigns/a").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"key\":\"a\",\"kind\":\"journey\",\"nodes\":[]} | /kind",
                "{\"key\":\"a\",\"kind\":\"task\"} | /kind",
                "{\"key\":\"a\",\"kind\":\"triggered\",\"trigger\":{\"event\":{\"event\":\"purchase\"}}} | /trigger/event",
            })
    @TestSecurity(user = "m", roles = "marketer")
    void whatComesLaterIsNotSupportedAndSaysWhere(String body, String pointer) {
        given().contentType(ContentType.JSON)
                .body(body)
                .put("/v1/campaigns/a")
                .then()
                .statusCode(501)
                .contentType("application/problem+json")
                .body("type", is("https://danggol.io/problems/not-supported"))
                .body("errors.pointer", contains(pointer));
        given().get("/v1/campaigns/a").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "not json", "{\"key\":\"a\"} trailing"})
    @TestSecurity(user = "m", roles = "marketer")
    void whatIsNotJsonIsABadRequest(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/campaigns")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"text\"", "null"})
    @TestSecurity(user = "m", roles = "marketer")
    void whatIsNoObjectIsRefused(String body) {
        var status = given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/campaigns")
                .statusCode();

        assertThat(status).isIn(400, 422);
    }

    @Test
    @TestSecurity(user = "m", roles = "marketer")
    void whatIsMissingBlocksTheStartAndIsNamed() {
        given().contentType(ContentType.JSON)
                .body("{\"key\":\"plan-empty\",\"kind\":\"broadcast\"}")
                .post("/v1/campaigns")
                .then()
                .statusCode(201);

        given().post("/v1/campaigns/plan-empty/preflight")
                .then()
                .statusCode(200)
                .body("ok", is(false))
                .body("findings.rule", hasItem("no-audience"))
                .body("findings.severity", hasItem("blocking"));
        given().post("/v1/campaigns/plan-empty/activate")
                .then()
                .statusCode(409)
                .body("findings.rule", hasItem("no-steps"));
        given().get("/v1/campaigns/plan-empty").then().body("state", is("draft"));
        given().post("/v1/campaigns/plan-empty/pause").then().statusCode(409);
        given().post("/v1/campaigns/nobody/activate").then().statusCode(404);
    }

    @Test
    @TestSecurity(user = "m", roles = "marketer")
    void aLabelInTheTemplateBlocksTheStart() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"key":"plan-label","kind":"broadcast","audience":{"segment":"vip"},
                         "steps":[{"key":"s","channels":["email"]}],
                         "content":{"email":{"subject":"(광 고) 신상품","text":"x"}}}""")
                .post("/v1/campaigns")
                .then()
                .statusCode(201);

        given().post("/v1/campaigns/plan-label/activate")
                .then()
                .statusCode(409)
                .body("findings.rule", hasItem("label-in-subject"));
    }

    @Test
    @TestSecurity(
            user = "m",
            roles = {"marketer", "analyst"})
    void aPreviewShowsTheRealValuesAndATestSendArrives() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"key":"plan-trial","kind":"triggered","trigger":{"segmentEntered":"x"},
                         "steps":[{"key":"s","channels":["email","kakao"]}],
                         "content":{"email":{"subject":"{customer.name}님","text":"{cart}\\n{recommendations}"},
                                    "kakao":{"content":"{customer.name}님","buttons":[{"name":"보기","type":"WL","linkMo":"https://shop.example"}]},
                                    "onsite":{"title":"장바구니에 {cart.count}개"}}}""")
                .post("/v1/campaigns")
                .then()
                .statusCode(201);
        var kim = scene.customer();

        given().contentType(ContentType.JSON)
                .body("{\"profileId\":\"" + kim.id() + "\"}")
                .post("/v1/campaigns/plan-trial/preview")
                .then()
                .statusCode(200)
                .body("messages.find{it.channel=='email'}.subject", is("(광고) " + kim.name() + "님"))
                .body("messages.find{it.channel=='email'}.html", containsString("가죽 로퍼"))
                .body("messages.find{it.channel=='kakao'}.text", is(kim.name() + "님"));
        given().contentType(ContentType.JSON)
                .body("{\"to\":\"staff-trial@shop.example\"}")
                .post("/v1/campaigns/plan-trial/test-send")
                .then()
                .statusCode(202)
                .body("channel", is("email"));

        assertThat(World.mails("staff-trial@shop.example"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.path("subject").asText()).isEqualTo("(광고) 홍길동님"));
        var unsubscribe = World.source(World.mails("staff-trial@shop.example").getFirst())
                .replaceAll("(?s).*List-Unsubscribe: <https://msg\\.shop\\.example(/u/[^>]+)>.*", "$1");
        given().post(unsubscribe).then().statusCode(200).body(containsString("시험"));
        assertThat(Scene.decisions(kim.id())).isEmpty();
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/campaigns/plan-trial/preview")
                .then()
                .statusCode(422);
        given().contentType(ContentType.JSON)
                .body("{\"to\":\"nobody\"}")
                .post("/v1/campaigns/plan-trial/test-send")
                .then()
                .statusCode(422);
    }

    @Test
    void withoutATokenNothingIsToBeHad() {
        for (var path : new String[] {"/v1/campaigns", "/v1/campaigns/x", "/v1/campaigns/x/report", "/v1/decisions"})
            given().get(path).then().statusCode(401);
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/campaigns")
                .then()
                .statusCode(401);
        given().post("/v1/campaigns/x/activate").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/campaigns", "/v1/campaigns/x"})
    @TestSecurity(user = "a", roles = "analyst")
    void anAnalystReadsNoCampaigns(String path) {
        given().get(path).then().statusCode(403);
    }

    @Test
    @TestSecurity(user = "a", roles = "analyst")
    void anAnalystReadsDecisionsAndReports() {
        given().get("/v1/decisions?profileId=" + UUID.randomUUID())
                .then()
                .statusCode(200)
                .body("items", is(empty()));
        given().get("/v1/campaigns/nobody/report").then().statusCode(404);
        given().get("/v1/decisions?profileId=x").then().statusCode(400);
        given().get("/v1/decisions?limit=0").then().statusCode(400);
        given().get("/v1/decisions?limit=501").then().statusCode(400);
        given().get("/v1/decisions?cursor=x").then().statusCode(400);
    }

    @Test
    @TestSecurity(
            user = "o",
            roles = {"privacy-officer", "operator", "ingest", "service"})
    void otherRolesAreRefused() {
        given().get("/v1/decisions").then().statusCode(403);
        given().get("/v1/campaigns").then().statusCode(403);
        given().get("/v1/campaigns/x/report").then().statusCode(403);
    }

    @Test
    void theOpenApiDocumentTellsWhatIsServed() {
        var document = new ApiDocument(given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .<Map<String, Object>>path("$"));

        assertThat(document.calls())
                .containsExactlyInAnyOrder(
                        "GET /v1/campaigns 200",
                        "POST /v1/campaigns 201",
                        "GET /v1/campaigns/{id} 200",
                        "PUT /v1/campaigns/{id} 200 201",
                        "DELETE /v1/campaigns/{id} 204",
                        "POST /v1/campaigns/{id}/preflight 200",
                        "POST /v1/campaigns/{id}/activate 200",
                        "POST /v1/campaigns/{id}/pause 200",
                        "POST /v1/campaigns/{id}/preview 200",
                        "POST /v1/campaigns/{id}/test-send 202",
                        "GET /v1/campaigns/{id}/report 200",
                        "GET /v1/decisions 200",
                        "GET /v1/onsite-messages 200",
                        "GET /u/{token} 200",
                        "POST /u/{token} 200",
                        "GET /c/{token} 302",
                        "GET /o/{token} 200",
                        "GET /processors 200",
                        "POST /webhooks/mail 204",
                        "POST /webhooks/nhn 204");
        assertThat(document.flaws(OPEN)).isEmpty();
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }
}
