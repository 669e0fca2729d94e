package io.danggol.recommendation.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.danggol.recommendation.catalogue.Product;
import io.danggol.recommendation.history.Action;
import io.danggol.recommendation.history.Trail.Click;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsualPriceTest {
    private final Map<Integer, Product> products = new HashMap<>();

    private void put(int item, String category, Integer price) {
        products.put(
                item,
                new Product(
                        "p" + item,
                        null,
                        null,
                        List.of(category),
                        price == null ? null : BigDecimal.valueOf(price),
                        null,
                        "KRW",
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        List.of(),
                        false,
                        Instant.EPOCH));
    }

    private static Click click(int item, Action action) {
        return new Click(item, 0, action);
    }

    @Test
    void itIsTheGeometricMeanWhereAPurchaseCountsFiveLooks() {
        put(1, "구두", 10_000);
        put(2, "구두", 640_000);

        var usual = UsualPrice.of(List.of(click(1, Action.PURCHASE), click(2, Action.VIEW)), products::get);

        assertThat(usual.forOneLike(products.get(1)).orElseThrow()).isCloseTo(20_000, within(1e-6));
    }

    @Test
    void itIsThatOfTheCategoryWhereTheShopperWasThereElseOfAll() {
        put(1, "구두", 100_000);
        put(2, "양말", 1_000);
        put(3, "가방", 5_000);

        var usual = UsualPrice.of(List.of(click(1, Action.VIEW), click(2, Action.VIEW)), products::get);

        assertThat(usual.forOneLike(products.get(1)).orElseThrow()).isCloseTo(100_000, within(1e-6));
        assertThat(usual.forOneLike(products.get(2)).orElseThrow()).isCloseTo(1_000, within(1e-6));
        assertThat(usual.forOneLike(products.get(3)).orElseThrow()).isCloseTo(10_000, within(1e-6));
    }

    @Test
    void whoTouchedNothingWithAPriceHasNone() {
        put(1, "구두", null);
        put(2, "구두", 0);

        var usual = UsualPrice.of(
                List.of(click(1, Action.VIEW), click(2, Action.VIEW), click(3, Action.VIEW)), products::get);

        assertThat(usual.forOneLike(products.get(1))).isEmpty();
    }
}
