package io.danggol.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Shopper;
import io.danggol.e2e.suite.Staff;
import io.danggol.e2e.suite.WithSuite;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Section 4 of API.md.
@WithSuite
class SegmentTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final List<String> READY = List.of(
            "new",
            "active",
            "at-risk",
            "lapsed",
            "vip",
            "loyal",
            "cart-abandoners",
            "browse-abandoners",
            "first-time-buyers",
            "repeat-buyers",
            "signed-up-no-order");

    private static String segment(String key, String condition) {
        return """
            {"key":"%s","name":"구두를 본 손님 👠","condition":%s,"state":"active"}\
            """.formatted(key, condition);
    }

    @Test
    void theReadySegmentsAreThereAndActive(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);

        var templates = outside.get("segment", "/v1/segment-templates")
                .as("analyst")
                .send()
                .is(200);

        assertThat(Staff.texts(templates.body().path("items"), "key")).containsAll(READY);
        for (var key : READY)
            assertThat(outside.get("segment", "/v1/segments/" + key)
                            .as("marketer")
                            .send()
                            .is(200)
                            .body()
                            .path("state")
                            .asText())
                    .isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"all\":[{\"segment\":\"vip\"}]}",
                "{\"any\":[{\"segment\":\"vip\"},{\"segment\":\"new\"}]}",
                "{\"not\":{\"segment\":\"vip\"}}",
                "{\"event\":\"view_item\",\"where\":{\"item_id\":{\"eq\":\"A\"}},\"count\":{\"gte\":3},\"within\":\"P7D\"}",
                "{\"event\":\"purchase\",\"count\":{\"eq\":0}}",
                "{\"event\":\"purchase\",\"where\":{\"item_category\":{\"in\":[\"구두\"]}},\"sum\":{\"of\":\"value\",\"gte\":100000},\"within\":\"P365D\"}",
                "{\"sequence\":[{\"event\":\"add_to_cart\"},{\"not\":{\"event\":\"purchase\"},\"for\":\"PT1H\"}],\"same\":\"item_id\",\"within\":\"P3D\"}",
                "{\"trait\":\"channel\",\"in\":[\"facebook\",\"direct\"]}",
                "{\"trait\":\"totalSpent\",\"gte\":500000}",
                "{\"rfm\":{\"recency\":{\"gte\":4},\"frequency\":{\"gte\":4},\"monetary\":{\"gte\":3}}}",
                "{\"lifecycle\":\"new\"}",
                "{\"affinity\":{\"category\":\"구두\",\"gte\":0.3}}",
                "{\"consent\":{\"purpose\":\"marketing\",\"channel\":\"kakao\"}}",
                "{\"segment\":\"vip\"}"
            })
    void eachKindOfConditionCanBePreviewed(String condition, RunningSuite suite) throws Exception {
        var preview = new Outside(suite)
                .post("segment", "/v1/segments/preview")
                .as("marketer")
                .send("{\"condition\":" + condition + "}")
                .is(200)
                .body();

        assertThat(preview.path("count").asInt())
                .isBetween(0, preview.path("total").asInt());
        assertThat(preview.path("tookMs").isNumber()).isTrue();
        assertThat(preview.path("sample").isArray()).isTrue();
    }

    @Test
    void aConditionThatIsNoneIsRefusedWithItsPlace(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var wrong = List.of(
                "{\"event\":\"view_item\",\"often\":true}",
                "{\"all\":[{\"segment\":\"vip\"},{\"evnt\":\"view_item\"}]}",
                "{\"event\":\"view_item\",\"where\":{\"item_id\":{\"like\":\"A\"}}}",
                "{\"event\":\"view_item\",\"within\":\"7 days\"}",
                "{\"segment\":\"no-such-segment\"}",
                "{}",
                "[]");
        for (var condition : wrong) {
            var said = outside.post("segment", "/v1/segments")
                    .as("marketer")
                    .send(segment(Outside.fresh("wrong"), condition))
                    .isProblem(422);
            assertThat(said.body().path("errors"))
                    .as(condition)
                    .isNotEmpty()
                    .allSatisfy(
                            error -> assertThat(error.path("pointer").asText()).startsWith("/condition"));
        }
        outside.post("segment", "/v1/segments")
                .as("marketer")
                .send(segment(Outside.fresh("wrong"), wrong.get(1)))
                .pointsTo("/condition/all/1/evnt");
        outside.post("segment", "/v1/segments").as("marketer").send("{\"key\":").isProblem(400);
    }

    @Test
    void aConditionThatComesLaterSaysSo(RunningSuite suite) throws Exception {
        for (var condition : List.of(
                "{\"replenishment\":{\"dueWithin\":\"P7D\",\"item_category\":\"세제\"}}",
                "{\"coupon\":{\"state\":\"held\",\"expiresWithin\":\"P3D\"}}",
                "{\"not\":{\"similarTo\":\"vip\",\"gte\":0.7}}")) {
            new Outside(suite)
                    .post("segment", "/v1/segments")
                    .as("marketer")
                    .send(segment(Outside.fresh("later"), condition))
                    .isProblem(501);
        }
    }

    @Test
    void aSegmentIsDrawnUpFilledExplainedAndTakenAway(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var staff = new Staff(suite.client());
        var shopper = Shopper.unknown(suite.client());
        var item = Outside.fresh("X");
        shopper.does("view_item", item);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(staff.timeline(shopper.customerId())).hasSize(1));
        var profile = staff.profileId(shopper.customerId());
        var key = Outside.fresh("viewers");
        var condition =
                "{\"event\":\"view_item\",\"where\":{\"item_id\":{\"eq\":\"" + item + "\"}},\"within\":\"P7D\"}";

        var made = outside.post("segment", "/v1/segments")
                .as("marketer")
                .send(segment(key, condition))
                .is(201);

        assertThat(made.header("Location")).contains("/v1/segments/");
        outside.post("segment", "/v1/segments")
                .as("marketer")
                .send(segment(key, condition))
                .isProblem(409);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(members(outside, key)).containsExactly(profile));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(outside.get("segment", "/v1/segments/" + key)
                                .as("marketer")
                                .send()
                                .body()
                                .path("backfill")
                                .path("state")
                                .asText())
                        .isEqualTo("done"));
        var standing = outside.get("segment", "/v1/segments/" + key + "/members/" + profile)
                .as("analyst")
                .send()
                .is(200)
                .body();
        assertThat(standing.path("member").asBoolean()).isTrue();
        assertThat(standing.path("recheckAt").asText()).isNotBlank();
        var why = standing.path("explanation");
        assertThat(why.path("holds").asBoolean()).isTrue();
        assertThat(why.path("text").asText()).isNotBlank();
        assertThat(why.path("events"))
                .extracting(event -> event.path("name").asText())
                .containsExactly("view_item");
        assertThat(outside.get("segment", "/v1/segments/" + key + "/members.csv")
                        .as("marketer")
                        .send()
                        .is(200)
                        .text())
                .contains(profile);
        assertThat(Staff.texts(
                        outside.get("segment", "/v1/profiles/" + profile + "/segments")
                                .as("analyst")
                                .send()
                                .is(200)
                                .body()
                                .path("items"),
                        "segment"))
                .contains(key, "new", "active");

        outside.delete("segment", "/v1/segments/" + key).as("marketer").send().is(204);

        outside.get("segment", "/v1/segments/" + key).as("marketer").send().isProblem(404);
        outside.delete("segment", "/v1/segments/" + key).as("marketer").send().isProblem(404);
    }

    private static List<String> members(Outside outside, String key) throws Exception {
        JsonNode page = outside.get("segment", "/v1/segments/" + key + "/members")
                .as("marketer")
                .send()
                .is(200)
                .body();
        return Staff.texts(page.path("items"), "profileId");
    }

    @Test
    void rfmTellsItsThresholdsAndHowManyAreWhere(RunningSuite suite) throws Exception {
        var rfm = new Outside(suite)
                .get("segment", "/v1/rfm")
                .as("analyst")
                .send()
                .is(200)
                .body();

        assertThat(rfm.has("thresholds")).isTrue();
        assertThat(rfm.path("counts").isArray()).isTrue();
    }
}
