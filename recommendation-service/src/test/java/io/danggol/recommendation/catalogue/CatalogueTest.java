package io.danggol.recommendation.catalogue;

import static io.danggol.recommendation.Suite.fresh;
import static io.danggol.recommendation.Suite.put;
import static io.danggol.recommendation.Suite.storefront;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.danggol.contracts.Topics;
import io.danggol.local.testing.SuiteServers;
import io.danggol.recommendation.Log;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(user = "shop", roles = "ingest")
class CatalogueTest {
    @Inject
    Log log;

    @Test
    void aProductIsCreatedReplacedReadAndDeleted() {
        var id = fresh("구두 👞");
        var full = Map.ofEntries(
                Map.entry("item_id", id),
                Map.entry("item_name", "브라운 옥스퍼드 👞"),
                Map.entry("item_brand", "단골"),
                Map.entry("item_category", "신발"),
                Map.entry("item_category2", "구두"),
                Map.entry("item_category3", "옥스퍼드"),
                Map.entry("price", 90_000.5),
                Map.entry("salePrice", 80_000),
                Map.entry("currency", "KRW"),
                Map.entry("stock", 3),
                Map.entry("url", "https://shop.example/p/1"),
                Map.entry("imageUrl", "https://shop.example/p/1.svg"),
                Map.entry("attributes", Map.of("색", "브라운", "굽", 3)),
                Map.entry("accessoriesOf", List.of("x")),
                Map.entry("adult", false));

        given().contentType("application/json")
                .body(full)
                .put("/v1/products/{id}", id)
                .then()
                .statusCode(201);
        given().contentType("application/json")
                .body(full)
                .put("/v1/products/{id}", id)
                .then()
                .statusCode(200);
        storefront()
                .get("/v1/products/{id}", id)
                .then()
                .statusCode(200)
                .body("item_id", equalTo(id))
                .body("item_name", equalTo("브라운 옥스퍼드 👞"))
                .body("item_category3", equalTo("옥스퍼드"))
                .body("stock", equalTo(3))
                .body("attributes.색", equalTo("브라운"));
        given().delete("/v1/products/{id}", id).then().statusCode(204);

        storefront().get("/v1/products/{id}", id).then().statusCode(404);
        given().delete("/v1/products/{id}", id).then().statusCode(404);
        given().contentType("application/json")
                .body(Map.of("stock", 1))
                .put("/v1/products/{id}/stock", id)
                .then()
                .statusCode(404);
        await().untilAsserted(() -> assertThat(log.of(Topics.PRODUCTS, id)).hasSizeGreaterThanOrEqualTo(3));
        var told = log.of(Topics.PRODUCTS, id);
        assertThat(log.faults(told.getFirst())).isEmpty();
        assertThat(log.body(told.getFirst()).path("stock").asInt()).isEqualTo(3);
        assertThat(told.getLast().body()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"price\":-1} | /price",
                "{\"price\":\"cheap\"} | /price",
                "{\"price\":1e400} | /price",
                "{\"salePrice\":-0.01} | /salePrice",
                "{\"stock\":1.5} | /stock",
                "{\"stock\":-1} | /stock",
                "{\"stock\":99999999999} | /stock",
                "{\"currency\":\"won\"} | /currency",
                "{\"item_id\":\"another\"} | /item_id",
                "{\"item_name\":7} | /item_name",
                "{\"item_name\":\"a\\u0000b\"} | /item_name",
                "{\"item_category2\":\"구두\"} | /item_category2",
                "{\"url\":\"javascript:alert(1)\"} | /url",
                "{\"imageUrl\":\"not a url\"} | /imageUrl",
                "{\"attributes\":{\"색\":[]}} | /attributes/색",
                "{\"accessoriesOf\":[\"\"]} | /accessoriesOf/0",
                "{\"adult\":\"no\"} | /adult",
                "{\"name\":\"구두\"} | /name",
                "[] | ''"
            })
    void whatIsWrongIsPointedAtAndNothingChanges(String body, String pointer) {
        var id = fresh("bad");

        given().contentType("application/json")
                .body(body)
                .put("/v1/products/{id}", id)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer));

        storefront().get("/v1/products/{id}", id).then().statusCode(404);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        given().contentType("application/json")
                .body("{\"price\":-1,\"stock\":-1,\"adult\":1}")
                .put("/v1/products/p")
                .then()
                .statusCode(422)
                .body("errors.size()", equalTo(3));
    }

    @Test
    void whatIsNoJsonOrTooLongOrOfAnotherTypeIsRefused() {
        given().contentType("application/json")
                .body("{")
                .put("/v1/products/p")
                .then()
                .statusCode(400);
        given().contentType("application/json")
                .body("{}")
                .put("/v1/products/{id}", "x".repeat(200))
                .then()
                .statusCode(400);
        given().contentType("text/plain")
                .body("{}")
                .put("/v1/products/p")
                .then()
                .statusCode(415);
        given().contentType("application/json")
                .body("{\"item_name\":\"" + "x".repeat(200_000) + "\"}")
                .put("/v1/products/p")
                .then()
                .statusCode(413);
        given().contentType("application/json")
                .body("{\"stock\":\"many\"}")
                .put("/v1/products/p/stock")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/stock"));
        given().contentType("application/json")
                .body("{}")
                .put("/v1/products/p/stock")
                .then()
                .statusCode(422);
    }

    @Test
    @TestSecurity(user = "someone", roles = "marketer")
    void anotherRoleMayNotChangeTheCatalogue() {
        given().contentType("application/json")
                .body("{}")
                .put("/v1/products/p")
                .then()
                .statusCode(403);
        given().delete("/v1/products/p").then().statusCode(403);
    }

    @Test
    @TestSecurity
    void nobodyMayNotEither() {
        given().contentType("application/json")
                .body("{}")
                .put("/v1/products/p")
                .then()
                .statusCode(401);
        given().get("/v1/products/p").then().statusCode(401);
        given().header("X-Danggol-Key", "wrong").get("/v1/products/p").then().statusCode(401);
        storefront()
                .header("Origin", "https://elsewhere.example")
                .get("/v1/products/p")
                .then()
                .statusCode(403);
    }

    @Test
    void anImportTakesWhatIsGoodAndTellsWhatIsNot() {
        var good = fresh("import");
        var lines = new StringBuilder();
        for (var number = 0; number < 1_200; number++) {
            lines.append(
                    "{\"item_id\":\"%s-%d\",\"item_name\":\"상품 %d\",\"stock\":1}\n".formatted(good, number, number));
        }
        lines.append("\n").append("not json\n").append("{\"item_name\":\"no id\"}\n");

        var location = given().contentType("application/x-ndjson")
                .body(lines.toString().getBytes(StandardCharsets.UTF_8))
                .post("/v1/products/imports")
                .then()
                .statusCode(202)
                .body("id", notNullValue())
                .header("Location", containsString("/v1/products/imports/"))
                .extract()
                .header("Location");

        await().untilAsserted(() -> given().get(location)
                .then()
                .statusCode(200)
                .body("state", equalTo("done"))
                .body("rows", equalTo(1_202))
                .body("done", equalTo(1_200))
                .body("failed", equalTo(2))
                .body("errors[0].row", equalTo(1_201))
                .body("errors[1].row", equalTo(1_202))
                .body("errors[1].errors[0].pointer", equalTo("/item_id")));
        storefront()
                .get("/v1/products/" + good + "-1199")
                .then()
                .statusCode(200)
                .body("stock", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource({
        "text/tab-separated-values, merchant.tsv, 6, 3, 4, /price",
        "text/tab-separated-values;charset=UTF-8, naver.tsv, 4, 3, 4, /price_pc",
        "application/rss+xml, merchant.xml, 2, 1, 2, /price",
        "text/xml, merchant.xml, 2, 1, 2, /price"
    })
    void aFeedIsTakenInWithItsFaultsToldRowByRow(
            String type, String file, int rows, int done, int bad, String pointer) {
        imported(type, feed(file))
                .body("rows", equalTo(rows))
                .body("done", equalTo(done))
                .body("failed", equalTo(rows - done))
                .body("errors[0].row", equalTo(bad))
                .body("errors[0].errors.pointer", hasItem(pointer));
    }

    @Test
    void aFeedLeavesWhatItDoesNotKnow() {
        var id = fresh("fed");
        put(id, "구두", fresh("c"), 1_000, Map.of("stock", 7, "accessoriesOf", List.of("main")));
        var naver = "id\ttitle\tprice_pc\tclass\n";
        var merchant = "id\ttitle\tprice\tavailability\n";
        var tsv = "text/tab-separated-values";

        imported(tsv, naver + id + "\t새 구두\t2000\tU\n");
        product(id)
                .body("item_name", equalTo("새 구두"))
                .body("price", equalTo(2000))
                .body("stock", equalTo(7))
                .body("accessoriesOf[0]", equalTo("main"));

        imported(tsv, merchant + id + "\t구두\t2000 KRW\tin_stock\n");
        product(id).body("stock", equalTo(7));

        imported(tsv, merchant + id + "\t구두\t2000 KRW\tout_of_stock\n");
        product(id).body("stock", equalTo(0));

        imported(tsv, merchant + id + "\t구두\t2000 KRW\tin_stock\n");
        product(id).body("stock", nullValue());

        imported(tsv, naver + id + "\t\t\tD\n");
        product(id).body("stock", equalTo(0)).body("item_name", equalTo("구두"));
    }

    private static String feed(String file) {
        try (var in = CatalogueTest.class.getResourceAsStream("/feeds/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ValidatableResponse imported(String type, String body) {
        var location = given().contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/products/imports")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        await().untilAsserted(() -> given().get(location).then().body("state", equalTo("done")));
        return given().get(location).then();
    }

    private static ValidatableResponse product(String id) {
        return storefront().get("/v1/products/" + id).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "text/tab-separated-values, 'a\tb'",
        "application/rss+xml, <rss><channel>",
        "application/xml, <!DOCTYPE rss [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><rss/>"
    })
    void aFileThatIsNotTheFeedIsRefusedWhole(String type, String body) {
        given().contentType(type)
                .body(body)
                .post("/v1/products/imports")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void anImportOfAnotherKindIsRefused() {
        given().contentType("text/csv")
                .body("a,b")
                .post("/v1/products/imports")
                .then()
                .statusCode(415);
        given().get("/v1/products/imports/00000000-0000-0000-0000-000000000000")
                .then()
                .statusCode(404);
    }
}
