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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Section 5 of API.md.
@WithSuite
class RecommendationTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String PATH = "/v1/recommendations?placement=";

    private static String product(String id, int stock) {
        return """
            {"item_id":"%s","item_name":"달밤 산책 운동화 🌙","item_brand":"걷는숲","item_category":"신발","item_category2":"운동화",
             "price":59000,"salePrice":49000,"currency":"KRW","stock":%d,"url":"https://shop.example/p/1",
             "imageUrl":"https://shop.example/i/1.png","attributes":{"color":"남색"},"adult":false}\
            """.formatted(id, stock);
    }

    private static JsonNode page(Outside outside, String query) throws Exception {
        return outside.get("recommendation", PATH + query)
                .fromPage()
                .send()
                .is(200)
                .body();
    }

    @Test
    void aProductIsPutReadAndTakenAway(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var id = Outside.fresh("P");
        var path = "/v1/products/" + id;

        outside.put("recommendation", path).as("ingest").send(product(id, 10)).is(201);
        outside.put("recommendation", path).as("ingest").send(product(id, 10)).is(200);

        var read = outside.get("recommendation", path).fromPage().send().is(200).body();
        assertThat(read.path("item_name").asText()).isEqualTo("달밤 산책 운동화 🌙");
        assertThat(read.path("salePrice").asInt()).isEqualTo(49_000);
        outside.put("recommendation", path + "/stock")
                .as("ingest")
                .send("{\"stock\":3}")
                .is(200);
        assertThat(outside.get("recommendation", path)
                        .fromPage()
                        .send()
                        .body()
                        .path("stock")
                        .asInt())
                .isEqualTo(3);
        outside.delete("recommendation", path).as("ingest").send().is(204);
        outside.get("recommendation", path).fromPage().send().isProblem(404);
        outside.put("recommendation", path + "/stock")
                .as("ingest")
                .send("{\"stock\":3}")
                .isProblem(404);
    }

    @Test
    void aProductThatIsNoneIsRefused(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var id = Outside.fresh("W");
        for (var wrong : List.of(
                product(id, 1).replace("59000", "-1"),
                product(id, -1),
                product(id, 1).replace("달밤 산책 운동화 🌙", "가".repeat(10_000)),
                product(id, 1).replace("\"" + id + "\"", "\"another\"")))
            outside.put("recommendation", "/v1/products/" + id)
                    .as("ingest")
                    .send(wrong)
                    .isProblem(422);
        outside.get("recommendation", "/v1/products/" + id).fromPage().send().isProblem(404);
        var longId = "x".repeat(4_000);
        assertThat(outside.put("recommendation", "/v1/products/" + longId)
                        .as("ingest")
                        .send(product(longId, 1))
                        .status())
                .isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "home",
                "product&itemId=P1201",
                "cart&cart=P1201,P1203",
                "order_complete&itemId=P1201",
                "out_of_stock&itemId=P1106",
                "category&itemId=P1201",
                "search&query=%EA%B5%AC%EB%91%90",
                "landing",
                "email",
                "kakao",
                "chatbot"
            })
    void everyPlacementIsFilledAndEveryProductHasItsReason(String placement, RunningSuite suite) throws Exception {
        var answer = page(new Outside(suite), placement + "&limit=20");

        assertThat(answer.path("recommendationId").asText()).isNotBlank();
        assertThat(answer.path("personalized").asBoolean()).isFalse();
        assertThat(answer.path("items")).hasSize(20);
        for (var item : answer.path("items")) {
            for (var field : List.of("item_id", "item_name", "url", "imageUrl", "currency", "strategy"))
                assertThat(item.path(field).asText()).as(field).isNotBlank();
            assertThat(item.path("price").isNumber()).isTrue();
            assertThat(item.path("reason").path("code").asText()).isNotBlank();
            assertThat(item.path("reason").path("text").asText()).isNotBlank();
            assertThat(item.path("reason").path("evidence").isArray()).isTrue();
        }
        assertThat(Staff.texts(answer.path("items"), "item_id")).doesNotHaveDuplicates();
    }

    @Test
    void bothWaysOfAskingAnswerAlike(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);

        var get = page(outside, "product&itemId=P1201&exclude=P1202&limit=5");
        var post = outside.post("recommendation", "/v1/recommendations")
                .fromPage()
                .send("{\"placement\":\"product\",\"itemId\":\"P1201\",\"exclude\":[\"P1202\"],\"limit\":5}")
                .is(200)
                .body();

        assertThat(Staff.texts(get.path("items"), "item_id"))
                .doesNotContain("P1202", "P1201")
                .isEqualTo(Staff.texts(post.path("items"), "item_id"));
    }

    @Test
    void theLimitIsTenUnlessSaidAndAHundredAtMost(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);

        assertThat(page(outside, "home").path("items")).hasSize(10);
        assertThat(page(outside, "home&limit=100").path("items")).hasSize(100);
        for (var wrong : List.of("limit=101", "limit=0", "limit=ten"))
            assertThat(outside.get("recommendation", PATH + "home&" + wrong)
                            .fromPage()
                            .send()
                            .status())
                    .isBetween(400, 422);
        for (var wrong : List.of("nowhere", ""))
            assertThat(outside.get("recommendation", PATH + wrong)
                            .fromPage()
                            .send()
                            .status())
                    .isBetween(400, 422);
    }

    @Test
    void whatIsSoldOutIsGoneFromTheNextAnswer(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var first = page(outside, "home&limit=1")
                .path("items")
                .path(0)
                .path("item_id")
                .asText();
        var path = "/v1/products/" + first + "/stock";
        var stock = outside.get("recommendation", "/v1/products/" + first)
                .fromPage()
                .send()
                .body()
                .path("stock")
                .asInt();

        outside.put("recommendation", path).as("ingest").send("{\"stock\":0}").is(200);
        var without = Staff.texts(page(outside, "home&limit=100").path("items"), "item_id");
        outside.put("recommendation", path)
                .as("ingest")
                .send("{\"stock\":" + stock + "}")
                .is(200);

        assertThat(without).isNotEmpty().doesNotContain(first);
    }

    @Test
    void whatSomebodyLookedAtShapesTheirAnswerAndNobodyElses(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var shopper = Shopper.unknown(suite.client());
        shopper.does("view_item", "P7101");
        shopper.does("view_item", "P7102");

        await().atMost(PATIENCE).untilAsserted(() -> {
            var recent = outside.get("recommendation", PATH + "recently_viewed")
                    .of(shopper.customerId())
                    .send()
                    .is(200)
                    .body();
            assertThat(Staff.texts(recent.path("items"), "item_id")).containsExactlyInAnyOrder("P7101", "P7102");
            assertThat(recent.path("personalized").asBoolean()).isTrue();
        });
        assertThat(page(outside, "recently_viewed&visitorId=" + Outside.fresh("v"))
                        .path("items"))
                .isEmpty();
        assertThat(page(outside, "home&visitorId=" + Outside.fresh("v"))
                        .path("personalized")
                        .asBoolean())
                .isFalse();
        var id = new Staff(suite.client()).profileId(shopper.customerId());
        var asService = outside.get("recommendation", PATH + "recently_viewed&profileId=" + id)
                .as("service")
                .send()
                .is(200)
                .body();
        assertThat(Staff.texts(asService.path("items"), "item_id")).containsExactlyInAnyOrder("P7101", "P7102");
        outside.get("recommendation", PATH + "recently_viewed&profileId=" + id)
                .fromPage()
                .send()
                .isProblem(403);
    }

    @Test
    void productsAreImportedByTheLine(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var prefix = Outside.fresh("N");
        var lines = IntStream.range(0, 20)
                .mapToObj(i -> product(prefix + i, 1).replaceAll("\\s*\\n\\s*", ""))
                .collect(Collectors.joining("\n"));

        var job = outside.post("recommendation", "/v1/products/imports")
                .as("ingest")
                .send("application/x-ndjson", lines + "\n{\"item_id\":\"broken\n")
                .is(202)
                .body();

        await().atMost(PATIENCE).untilAsserted(() -> {
            var state = outside.get(
                            "recommendation",
                            "/v1/products/imports/" + job.path("id").asText())
                    .as("ingest")
                    .send()
                    .is(200)
                    .body();
            assertThat(state.path("state").asText()).isEqualTo("done");
            assertThat(state.path("done").asInt()).isEqualTo(20);
            assertThat(state.path("failed").asInt()).isEqualTo(1);
            assertThat(state.path("errors")).hasSize(1);
        });
        outside.get("recommendation", "/v1/products/" + prefix + "7")
                .fromPage()
                .send()
                .is(200);
        for (var i = 0; i < 20; i++)
            outside.delete("recommendation", "/v1/products/" + prefix + i)
                    .as("ingest")
                    .send()
                    .is(204);
    }

    @Test
    void placementsAreReadAndChanged(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);
        var all = outside.get("recommendation", "/v1/placements?limit=500")
                .as("marketer")
                .send()
                .is(200)
                .body();
        assertThat(Staff.texts(all.path("items"), "name"))
                .contains(
                        "home",
                        "product",
                        "cart",
                        "order_complete",
                        "out_of_stock",
                        "category",
                        "search",
                        "landing",
                        "recently_viewed",
                        "email",
                        "kakao",
                        "chatbot");
        var landing = outside.get("recommendation", "/v1/placements/landing")
                .as("marketer")
                .send()
                .is(200);
        assertThat(landing.body().path("ladder").isArray()).isTrue();

        outside.put("recommendation", "/v1/placements/landing")
                .as("marketer")
                .send(landing.text())
                .is(200);
        outside.put("recommendation", "/v1/placements/landing")
                .as("marketer")
                .send("{\"name\":\"landing\",\"ladder\":[\"magic\"]}")
                .isProblem(422);
    }

    @Test
    void socialProofBelowItsFloorIsNotTold(RunningSuite suite) throws Exception {
        var outside = new Outside(suite);

        outside.get("recommendation", "/v1/social-proof?itemId=" + Outside.fresh("nobody"))
                .fromPage()
                .send()
                .isProblem(404);
        outside.get("recommendation", "/v1/social-proof?itemId=P1201").send().isProblem(401);
    }
}
