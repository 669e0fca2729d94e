package io.danggol.recommendation.answer;

import static io.danggol.recommendation.Suite.ask;
import static io.danggol.recommendation.Suite.fresh;
import static io.danggol.recommendation.Suite.idsFor;
import static io.danggol.recommendation.Suite.put;
import static io.danggol.recommendation.Suite.shopper;
import static io.danggol.recommendation.Suite.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.danggol.local.testing.SuiteServers;
import io.danggol.recommendation.Suite;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(user = "shop", roles = "ingest")
class RecommendationTest {
    @Inject
    Suite suite;

    @Test
    void aClickChangesTheAnswerWithATrueReason() {
        var category = fresh("구두");
        var oxford = fresh("oxford");
        var loafer = fresh("loafer");
        var derby = fresh("derby");
        put(oxford, "브라운 옥스퍼드", category, 90_000, Map.of());
        put(loafer, "블랙 로퍼", category, 80_000, Map.of());
        put(derby, "더비", category, 85_000, Map.of());
        suite.lookTogether(3, oxford, loafer);
        var visitor = shopper();

        suite.look(visitor, oxford);

        await().untilAsserted(() -> ask(Map.of("placement", "home", "visitorId", visitor.visitor(), "limit", 2))
                .body("personalized", equalTo(true))
                .body("recommendationId", notNullValue())
                .body("items", hasSize(2))
                .body("items[0].item_id", equalTo(loafer))
                .body("items[0].strategy", equalTo("for_you"))
                .body("items[0].reason.text", equalTo("최근 보신 ‘브라운 옥스퍼드’와 함께 본 상품이에요"))
                .body("items[0].reason.evidence[0].item_id", equalTo(oxford))
                .body("items[0].reason.evidence[0].sessions", equalTo(3)));
    }

    @Test
    void whatIsSoldOutIsInNoAnswerAfterTheStockCall() {
        var category = fresh("가방");
        var anchor = fresh("anchor");
        put(anchor, "에코백", category, 20_000, Map.of());
        for (var round = 0; round < 50; round++) {
            var id = fresh("bag");
            put(id, "에코백 " + round, category, 20_000, Map.of());
            var query = Map.of("placement", "out_of_stock", "itemId", anchor, "limit", 3);
            assertThat(idsFor(query)).contains(id);

            stock(id, 0);

            assertThat(idsFor(query)).doesNotContain(id);
        }
    }

    @Test
    void placementsThatNobodyKnowsAreRefused() {
        Suite.storefront()
                .queryParam("placement", "cellar")
                .get("/v1/recommendations")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/placement"));
    }
}
