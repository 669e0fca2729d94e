package io.danggol.recommendation.placement;

import static io.danggol.recommendation.Suite.fresh;
import static io.danggol.recommendation.Suite.idsFor;
import static io.danggol.recommendation.Suite.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.danggol.local.testing.SuiteServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(
        user = "staff",
        roles = {"marketer", "ingest"})
class PlacementTest {
    @Test
    void everyShopHasThePlacementsOfTheInterface() {
        given().get("/v1/placements")
                .then()
                .statusCode(200)
                .body(
                        "items.name",
                        hasItems(
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
                                "kakao"));
        given().get("/v1/placements/home").then().statusCode(200).body("ladder[0]", equalTo("for_you"));
        given().get("/v1/placements/attic").then().statusCode(404);
    }

    @Test
    void theyComeInPages() {
        var first = given().get("/v1/placements?limit=2").then().body("items", hasSize(2));
        var next = first.extract().<String>path("nextCursor");

        given().get("/v1/placements?limit=500&cursor=" + next)
                .then()
                .body("items.name", not(hasItem(first.extract().<String>path("items[1].name"))))
                .body("nextCursor", nullValue());
        for (var bad : List.of("limit=0", "limit=501", "limit=x", "cursor=nowhere")) {
            given().get("/v1/placements?" + bad).then().statusCode(400);
        }
    }

    @Test
    void whatStaffDecidesHoldsForTheNextAnswer() {
        var name = fresh("corner").replace('-', '_');
        var category = fresh("c");
        var cheap = fresh("cheap");
        var dear = fresh("dear");
        var pinned = fresh("pinned");
        put(cheap, "싼 것", category, 1_000, Map.of());
        put(dear, "비싼 것", category, 90_000, Map.of());
        put(pinned, "고른 것", category, 2_000, Map.of());
        var body = """
                {"name":"%s","ladder":["new_arrivals"],"pins":["%s"],"exclude":[],
                 "filters":[{"item_category":{"eq":"%s"}},{"price":{"lte":50000}}],"diversity":{"perStrategy":5}}""".formatted(name, pinned, category);

        given().contentType("application/json")
                .body(body)
                .put("/v1/placements/" + name)
                .then()
                .statusCode(201);

        assertThat(idsFor(Map.of("placement", name))).containsExactly(pinned, cheap);
        given().get("/v1/placements/" + name)
                .then()
                .statusCode(200)
                .body("pins[0]", equalTo(pinned))
                .body("filters[1].price.lte", equalTo(50_000));
        given().contentType("application/json")
                .body(body)
                .put("/v1/placements/" + name)
                .then()
                .statusCode(200);
    }

    @Test
    void aLadderThatHasNothingForSomebodyIsFilledFromBelow() {
        var name = fresh("short").replace('-', '_');
        var category = fresh("c");
        var product = fresh("p");
        put(product, "상품", category, 1_000, Map.of());
        given().contentType("application/json")
                .body("{\"ladder\":[\"accessories\"],\"filters\":[{\"item_category\":{\"eq\":\"%s\"}}]}"
                        .formatted(category))
                .put("/v1/placements/" + name)
                .then()
                .statusCode(201)
                .body("ladder", equalTo(List.of("accessories")));

        assertThat(idsFor(Map.of("placement", name))).containsExactly(product);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /ladder",
                "{\"ladder\":[\"magic\"]} | /ladder/0",
                "{\"ladder\":[\"similar\",\"similar\"]} | /ladder/1",
                "{\"ladder\":[\"similar\"],\"surprise\":1} | /surprise",
                "{\"ladder\":[\"similar\"],\"boosts\":[7]} | /boosts/0",
                "{\"ladder\":[\"similar\"],\"boosts\":[{\"filter\":{\"item_id\":{\"eq\":\"a\"}},\"factor\":0}]} | /boosts/0/factor",
                "{\"ladder\":[\"similar\"],\"boosts\":[{\"filter\":{\"item_id\":7},\"factor\":2}]} | /boosts/0/filter/item_id",
                "{\"ladder\":[\"similar\"],\"priceBand\":{}} | /priceBand",
                "{\"ladder\":[\"similar\"],\"priceBand\":{\"gte\":2,\"lte\":1}} | /priceBand",
                "{\"ladder\":[\"similar\"],\"priceBand\":{\"gte\":-1}} | /priceBand/gte",
                "{\"ladder\":[\"similar\"],\"priceBand\":{\"lte\":1,\"relativeTo\":\"moon\"}} | /priceBand/relativeTo",
                "{\"ladder\":[\"magic\"],\"experiment\":{\"key\":\"a\"}} | /ladder/0",
                "{\"ladder\":[\"similar\"],\"pins\":[7]} | /pins/0",
                "{\"ladder\":[\"similar\"],\"filters\":[{\"colour\":{\"eq\":\"red\"}}]} | /filters/0/colour",
                "{\"ladder\":[\"similar\"],\"filters\":[{\"price\":{\"gte\":2,\"lte\":1}}]} | /filters/0/price",
                "{\"ladder\":[\"similar\"],\"filters\":[{\"item_brand\":{\"like\":\"a\"}}]} | /filters/0/item_brand",
                "{\"ladder\":[\"similar\"],\"diversity\":{\"perStrategy\":0}} | /diversity",
                "{\"ladder\":[\"similar\"],\"name\":\"other\"} | /name"
            })
    void whatIsWrongIsPointedAt(String body, String pointer) {
        given().contentType("application/json")
                .body(body)
                .put("/v1/placements/wrong")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem(pointer));

        given().get("/v1/placements/wrong").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ladder\":[\"similar\",\"replenish\"]} | /ladder/1",
                "{\"ladder\":[\"content\"]} | /ladder/0",
                "{\"ladder\":[\"similar\"],\"experiment\":{\"key\":\"a\"}} | /experiment"
            })
    void whatComesLaterIsSaidToComeLater(String body, String pointer) {
        given().contentType("application/json")
                .body(body)
                .put("/v1/placements/later")
                .then()
                .statusCode(501)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer));

        given().get("/v1/placements/later").then().statusCode(404);
    }

    @Test
    void whatWasPutIsReadBackWholeAndCanBePutAgain() {
        var body = """
                {"ladder":["similar"],"boosts":[{"filter":{"item_brand":{"in":["단골"]}},"factor":1.5}],
                 "priceBand":{"relativeTo":"item","gte":0.5,"lte":2}}""";
        given().contentType("application/json").body(body).put("/v1/placements/whole");

        var read = given().get("/v1/placements/whole").then().statusCode(200);
        read.body("boosts[0].factor", equalTo(1.5f))
                .body("boosts[0].filter.item_brand.in[0]", equalTo("단골"))
                .body("priceBand.relativeTo", equalTo("item"))
                .body("priceBand.gte", equalTo(0.5f))
                .body("$", hasKey("experiment"));
        var text = read.extract().asString();
        given().contentType("application/json")
                .body(text)
                .put("/v1/placements/whole")
                .then()
                .statusCode(200);
        assertThat(given().get("/v1/placements/whole").asString()).isEqualTo(text);
    }

    @Test
    void namesAreWords() {
        given().contentType("application/json")
                .body("{\"ladder\":[\"similar\"]}")
                .put("/v1/placements/No Name")
                .then()
                .statusCode(400);
    }

    @Test
    @TestSecurity(user = "someone", roles = "ingest")
    void onlyMarketersDecide() {
        given().get("/v1/placements").then().statusCode(403);
        given().contentType("application/json")
                .body("{}")
                .put("/v1/placements/home")
                .then()
                .statusCode(403);
    }
}
