package io.danggol.segment.definition;

import static io.danggol.segment.Storefront.browser;
import static io.danggol.segment.Storefront.purchase;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.danggol.contracts.ProfileMessage;
import io.danggol.contracts.SegmentMembership;
import io.danggol.contracts.SegmentMembership.Cause;
import io.danggol.local.testing.ApiDocument;
import io.danggol.local.testing.SuiteServers;
import io.danggol.segment.Suite;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(user = "someone", roles = "marketer")
class SegmentResourceTest {
    private static final String SEARCHED = "{\"event\":\"search\",\"count\":{\"gte\":2}}";

    @Inject
    Suite suite;

    @Inject
    Installation installation;

    private final UUID profile = UUID.randomUUID();
    private final String key = "k-" + UUID.randomUUID().toString().substring(0, 13);

    @BeforeEach
    void nextDay() {
        suite.pass(Duration.ofDays(1));
    }

    @Test
    void aNewSegmentIsFilledFromThePastAndTellsHowFarItIs() {
        suite.recorded(profile, browser("search", suite.now()), browser("search", suite.now()));
        suite.recorded(profile, browser("view_item", suite.now(), "P1"));
        await().untilAsserted(
                        () -> assertThat(suite.membership(profile, "active")).isPresent());

        post(body(key, SEARCHED, "active"))
                .statusCode(201)
                .header("Location", containsString("/v1/segments/"))
                .body("key", equalTo(key))
                .body("id", notNullValue())
                .body("name", equalTo("두 번 검색한 고객 🔎"))
                .body("state", equalTo("active"))
                .body("backfill.total", greaterThanOrEqualTo(1));

        await().untilAsserted(() -> assertThat(suite.membership(profile, key)).hasValueSatisfying(membership -> {
            assertThat(membership.member()).isTrue();
            assertThat(membership.cause()).isEqualTo(Cause.BACKFILL);
        }));
        await().untilAsserted(() ->
                when().get("/v1/segments/{key}", key).then().statusCode(200).body("backfill.state", equalTo("done")));
        when().get("/v1/segments/{key}/members", key)
                .then()
                .statusCode(200)
                .body("items.profileId", hasItem(profile.toString()));
        var csv = when().get("/v1/segments/{key}/members.csv", key)
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .extract()
                .asString();
        assertThat(csv).startsWith("profileId,since\r\n").contains(profile + ",");
    }

    @Test
    void anotherConditionIsEvaluatedForEverybodyAndAnotherNameForNobody() {
        suite.recorded(profile, browser("search", suite.now()), browser("search", suite.now()));
        post(body(key, SEARCHED, "active")).statusCode(201);
        await().untilAsserted(() -> assertThat(member(key)).isTrue());

        put(key, "{\"name\":\"다른 이름\",\"condition\":" + SEARCHED + ",\"state\":\"active\"}")
                .statusCode(200);
        put(key, "{\"condition\":{\"event\":\"search\",\"count\":{\"gte\":9}},\"state\":\"active\"}")
                .statusCode(200);

        await().untilAsserted(() -> assertThat(member(key)).isFalse());
        assertThat(suite.memberships(profile, key)).hasSize(2);
    }

    @Test
    void aPausedSegmentKeepsItsMembersAndADraftHasNone() {
        suite.recorded(profile, browser("search", suite.now()), browser("search", suite.now()));
        post(body(key, "{\"event\":\"search\",\"within\":\"PT1H\"}", "active")).statusCode(201);
        await().untilAsserted(() -> assertThat(member(key)).isTrue());

        put(key, body(key, "{\"event\":\"search\",\"within\":\"PT1H\"}", "paused"))
                .statusCode(200);
        await().untilAsserted(
                        () -> when().get("/v1/segments/{key}", key).then().body("backfill.state", equalTo("done")));
        suite.pass(Duration.ofHours(2));
        suite.recorded(profile, browser("login", suite.now()));
        await().untilAsserted(() -> when().get("/v1/segments/{key}/members/{profile}", "active", profile)
                .then()
                .body("explanation.events.name", hasItem("login")));
        assertThat(member(key)).isTrue();

        put(key, body(key, "{\"event\":\"search\",\"within\":\"PT1H\"}", "draft"))
                .statusCode(200);
        await().untilAsserted(() -> assertThat(member(key)).isFalse());
    }

    @Test
    void aDeletedSegmentLosesItsMembersAndItsReferencesProtectIt() {
        suite.recorded(profile, browser("search", suite.now()), browser("search", suite.now()));
        post(body(key, SEARCHED, "active")).statusCode(201);
        post(body(key + "-2", "{\"segment\":\"" + key + "\"}", "active")).statusCode(201);
        await().untilAsserted(() -> assertThat(member(key + "-2")).isTrue());

        when().delete("/v1/segments/{key}", key).then().statusCode(409).contentType("application/problem+json");
        when().delete("/v1/segments/{key}", key + "-2").then().statusCode(204);
        when().delete("/v1/segments/{key}", key).then().statusCode(204);

        await().untilAsserted(() -> assertThat(member(key)).isFalse());
        await().untilAsserted(() -> assertThat(member(key + "-2")).isFalse());
        when().get("/v1/segments/{key}", key).then().statusCode(404);
        when().delete("/v1/segments/{key}", key).then().statusCode(404);
    }

    @Test
    void segmentsThatReferToEachOtherFollowWithoutCycles() {
        post(body(key, SEARCHED, "draft")).statusCode(201);
        post(body(key + "-2", "{\"not\":{\"segment\":\"" + key + "\"}}", "draft"))
                .statusCode(201);

        put(key, body(key, "{\"all\":[{\"event\":\"login\"},{\"segment\":\"" + key + "-2\"}]}", "draft"))
                .statusCode(422)
                .body("errors.pointer", contains("/condition/all/1/segment"));
        put(key, body(key, "{\"segment\":\"" + key + "\"}", "draft"))
                .statusCode(422)
                .body("errors.pointer", contains("/condition/segment"));
        put(key, body(key, "{\"segment\":\"nobody-knows\"}", "draft"))
                .statusCode(422)
                .body("errors.pointer", contains("/condition/segment"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'key':'a b','condition':{'event':'search'}}                       | /key
            {'key':'preview','condition':{'event':'search'}}                   | /key
            {'condition':{'event':'search'}}                                   | /key
            {'key':7,'condition':{'event':'search'}}                           | /key
            {'key':'x1'}                                                       | /condition
            {'key':'x1','condition':null}                                      | /condition
            {'key':'x1','condition':{'event':'search','wihtin':'P7D'}}         | /condition/wihtin
            {'key':'x1','condition':{'event':'search'},'state':'on'}           | /state
            {'key':'x1','condition':{'event':'search'},'name':''}              | /name
            {'key':'x1','condition':{'event':'search'},'nmae':'x'}             | /nmae
            {'key':'x1','condition':{'event':'search'},'description':7}        | /description
            {'key':'x1','condition':{'event':'search','count':{'gte':-1}}}     | /condition/count/gte
            """)
    void aBadBodyIsRefusedWithItsPointerAndChangesNothing(String json, String pointer) {
        post(json.replace('\'', '"'))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.pointer", contains(pointer));
        when().get("/v1/segments/x1").then().statusCode(404);
    }

    @Test
    void anEmptyDescriptionIsNone() {
        post("{\"key\":\"" + key + "\",\"description\":\"\",\"condition\":" + SEARCHED + "}")
                .statusCode(201)
                .body("description", equalTo(null));
    }

    @Test
    void aConditionThatComesLaterSaysSo() {
        post("{\"key\":\"x2\",\"condition\":{\"not\":{\"similarTo\":\"vip\",\"gte\":0.7}}}")
                .statusCode(501)
                .contentType("application/problem+json")
                .body("errors.pointer", contains("/condition/not/similarTo"));
        when().get("/v1/segments/x2").then().statusCode(404);
    }

    @Test
    void whatIsNoJsonOrNoObjectIsRefused() {
        post("{\"key\":").statusCode(400).contentType("application/problem+json");
        post("{\"key\":\"x1\",\"key\":\"x2\",\"condition\":" + SEARCHED + "}").statusCode(400);
        post("[1,2]").statusCode(422);
        post("").statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{\"condition\":{\"event\":\"view\"}}")
                .post("/v1/segments/preview")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/condition/event"));
        given().contentType(ContentType.JSON)
                .body("{\"filter\":{\"event\":\"search\"}}")
                .post("/v1/segments/preview")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/filter", "/condition"));
        when().get("/v1/segments?limit=0").then().statusCode(400);
        when().get("/v1/segments?limit=501").then().statusCode(400);
        when().get("/v1/segments?cursor=nonsense").then().statusCode(400);
        when().get("/v1/segments/vip/members?cursor=bm9uc2Vuc2U").then().statusCode(400);
        when().get("/v1/segments/a%00b").then().statusCode(404);
        when().get("/v1/segments/" + UUID.randomUUID()).then().statusCode(404);
        when().get("/v1/segments/vip/members/" + UUID.randomUUID()).then().statusCode(404);
        when().get("/v1/segments/nobody-knows/members.csv").then().statusCode(404);
        when().get("/v1/profiles/" + UUID.randomUUID() + "/segments").then().statusCode(404);
        when().get("/v1/profiles/not-a-uuid/segments").then().statusCode(404);
    }

    @Test
    void aTakenKeyIsRefusedAndAnUnknownOneMadeByPut() {
        put(key, body(key, SEARCHED, "draft")).statusCode(201);
        post(body(key, SEARCHED, "draft")).statusCode(409);
        put(key, body("other", SEARCHED, "draft")).statusCode(422).body("errors.pointer", contains("/key"));
    }

    @Test
    void aPreviewCountsWithoutChangingAnything() {
        suite.recorded(profile, browser("custom.only_here", suite.now(), "P1"));
        await().untilAsserted(
                        () -> assertThat(suite.membership(profile, "active")).isPresent());

        given().contentType(ContentType.JSON)
                .body("{\"condition\":{\"event\":\"custom.only_here\",\"where\":{\"item_category\":{\"eq\":\"구두\"}}}}")
                .post("/v1/segments/preview")
                .then()
                .statusCode(200)
                .body("count", equalTo(1))
                .body("total", greaterThanOrEqualTo(1))
                .body("tookMs", greaterThanOrEqualTo(0))
                .body("sample", contains(profile.toString()));
        given().contentType(ContentType.JSON)
                .body("{\"condition\":{\"event\":\"custom.only_here\"},\"asOf\":\""
                        + suite.now().minusSeconds(1) + "\"}")
                .post("/v1/segments/preview")
                .then()
                .statusCode(200)
                .body("count", equalTo(0));
    }

    @Test
    void aMembershipIsExplainedByItsEvents() {
        var added = browser("add_to_cart", suite.now(), "P1");
        suite.recorded(profile, added, browser("view_item", suite.now(), "P2"));
        suite.pass(Duration.ofHours(2));
        await().untilAsserted(() -> assertThat(member("cart-abandoners")).isTrue());

        when().get("/v1/segments/cart-abandoners/members/{profile}", profile)
                .then()
                .statusCode(200)
                .body("member", equalTo(true))
                .body(
                        "since",
                        equalTo(added.occurredAt().plus(Duration.ofHours(1)).toString()))
                .body(
                        "recheckAt",
                        equalTo(added.occurredAt().plus(Duration.ofDays(3)).toString()))
                .body("explanation.holds", equalTo(true))
                .body("explanation.text", equalTo("장바구니에 담은 뒤 1시간 동안 구매하지 않음 (같은 상품, 첫 단계부터 3일 이내)"))
                .body("explanation.condition.same", equalTo("item_id"))
                .body("explanation.events.id", contains(added.id()))
                .body("explanation.events.name", contains("add_to_cart"));
        when().get("/v1/segments/signed-up-no-order/members/{profile}", profile)
                .then()
                .statusCode(200)
                .body("member", equalTo(false))
                .body("since", nullValue())
                .body("explanation.holds", equalTo(false))
                .body("explanation.parts.holds", contains(false, true))
                .body("explanation.parts.text", contains("회원 가입한 적 있음", "구매한 적 없음"));
    }

    @Test
    void listsComeInPagesNewestFirst() {
        for (var i = 0; i < 3; i++) post(body(key + i, SEARCHED, "draft")).statusCode(201);

        var first = when().get("/v1/segments?limit=2").then().statusCode(200).body("items", hasSize(2));
        first.body("items.key", contains(key + 2, key + 1));
        var cursor = first.extract().<String>path("nextCursor");
        when().get("/v1/segments?limit=2&cursor={cursor}", cursor).then().body("items[0].key", equalTo(key + 0));
    }

    @Test
    void theReadySegmentsAreThereOnceHoweverManyReplicasStart() {
        for (var i = 0; i < 3; i++) installation.install().await().indefinitely();

        when().get("/v1/segments?limit=500")
                .then()
                .body("items.findAll { it.key == 'vip' }", hasSize(1))
                .body("items.find { it.key == 'cart-abandoners' }.state", equalTo("active"));
        when().get("/v1/segment-templates")
                .then()
                .statusCode(200)
                .body("items.key", hasItems("new", "at-risk", "lapsed", "vip", "loyal", "category-lover-<category>"));
    }

    @Test
    void templatesComeInPages() {
        var all = when().get("/v1/segment-templates").then().extract().<List<String>>path("items.key");
        var first = when().get("/v1/segment-templates?limit=1").then().body("items", hasSize(1));

        assertThat(first.extract().<String>path("items[0].key")).isEqualTo(all.getFirst());
        when().get(
                        "/v1/segment-templates?limit=500&cursor={cursor}",
                        first.extract().<String>path("nextCursor"))
                .then()
                .body("items.key", equalTo(all.subList(1, all.size())))
                .body("nextCursor", nullValue());
        for (var bad : List.of("limit=0", "limit=501", "limit=x", "cursor=nowhere")) {
            when().get("/v1/segment-templates?" + bad).then().statusCode(400);
        }
    }

    @Test
    void aCategoryThatSomebodyLovesGetsItsSegment() {
        var category = "러닝화 & 트레일 " + key;
        suite.recorded(profile, browser("view_item", suite.now(), "P1"));
        suite.changed(profile, 1, traits(category));

        var segment = ReadySegments.lovers(category).key();
        await().untilAsserted(() -> assertThat(member(segment)).isTrue());
        assertThat(segment).startsWith("category-lover-러닝화-트레일-");
    }

    private static ProfileMessage.Traits traits(String category) {
        return new ProfileMessage.Traits(
                null,
                null,
                0,
                BigDecimal.ZERO,
                null,
                "KRW",
                null,
                List.of(new ProfileMessage.CategoryShare(category, 0.75)),
                "middle",
                "kakao",
                "mobile",
                List.of());
    }

    @Test
    void rfmShowsQuintilesAndAllCells() {
        var regular = UUID.randomUUID();
        suite.recorded(profile, purchase("R-1" + key, suite.now(), "P1"));
        for (var i = 0; i < 9; i++) suite.recorded(regular, purchase("R-2" + key + i, suite.now(), "P1"));

        await().untilAsserted(() -> when().get("/v1/rfm")
                .then()
                .statusCode(200)
                .body("thresholds.recency", hasSize(4))
                .body("thresholds.frequency", hasSize(4))
                .body("thresholds.monetary", hasSize(4))
                .body("asOf", endsWith("Z"))
                .body("counts", hasSize(125))
                .body("counts.collect { it.profiles }.sum()", greaterThanOrEqualTo(2)));
        var measured = measuredAt();
        await().until(() -> measuredAt().isAfter(measured));
        await().untilAsserted(() -> when().get("/v1/segments/vip/members/{profile}", regular)
                .then()
                .body("explanation.events", hasSize(9)));
    }

    private static Instant measuredAt() {
        return Instant.parse(when().get("/v1/rfm").path("asOf"));
    }

    @Test
    @TestSecurity(user = "someone", roles = "analyst")
    void anAnalystReadsButDrawsUpNothing() {
        when().get("/v1/segments").then().statusCode(403);
        post(body(key, SEARCHED, "draft")).statusCode(403).contentType("application/problem+json");
        when().get("/v1/segments/vip/members").then().statusCode(403);
        when().get("/v1/segments/vip/members.csv").then().statusCode(403);
        when().get("/v1/segment-templates").then().statusCode(200);
        when().get("/v1/rfm").then().statusCode(200);
    }

    @Test
    @TestSecurity(
            user = "someone",
            roles = {"ingest", "operator", "privacy-officer", "service"})
    void nobodyElseGetsIn() {
        for (var path : List.of(
                "/v1/segments",
                "/v1/segments/vip",
                "/v1/segments/vip/members",
                "/v1/segment-templates",
                "/v1/rfm",
                "/v1/profiles/" + profile + "/segments")) {
            when().get(path).then().statusCode(403);
        }
    }

    @Test
    @TestSecurity
    void withoutCredentialsNobodyGetsIn() {
        when().get("/v1/segments").then().statusCode(401).contentType("application/problem+json");
        when().get("/v1/rfm").then().statusCode(401);
    }

    @Test
    void healthMetricsAndOpenApiAnswer() {
        when().get("/q/health/ready").then().statusCode(200);
        when().get("/q/metrics").then().statusCode(200).body(containsString("danggol_segment"));
        var document = new ApiDocument(when().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .<Map<String, Object>>path("$"));
        assertThat(document.calls())
                .containsExactlyInAnyOrder(
                        "GET /v1/segments 200",
                        "POST /v1/segments 201",
                        "GET /v1/segments/{id} 200",
                        "PUT /v1/segments/{id} 200 201",
                        "DELETE /v1/segments/{id} 204",
                        "POST /v1/segments/preview 200",
                        "GET /v1/segments/{id}/members 200",
                        "GET /v1/segments/{id}/members.csv 200",
                        "GET /v1/segments/{id}/members/{profileId} 200",
                        "GET /v1/segment-templates 200",
                        "GET /v1/profiles/{profileId}/segments 200",
                        "GET /v1/rfm 200");
        assertThat(document.flaws(Set.of())).isEmpty();
    }

    private boolean member(String segment) {
        return suite.membership(profile, segment).map(SegmentMembership::member).orElse(false);
    }

    private static String body(String key, String condition, String state) {
        return "{\"key\":\"%s\",\"name\":\"두 번 검색한 고객 🔎\",\"condition\":%s,\"state\":\"%s\"}"
                .formatted(key, condition, state);
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/segments")
                .then();
    }

    private static ValidatableResponse put(String key, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .put("/v1/segments/{key}", key)
                .then();
    }
}
