package io.danggol.recommendation.catalogue;

import static io.danggol.recommendation.Suite.fresh;
import static io.danggol.recommendation.Suite.put;
import static io.danggol.recommendation.Suite.stock;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.local.testing.SuiteServers;
import io.danggol.recommendation.RecommendationConfig;
import io.danggol.recommendation.history.History;
import io.danggol.recommendation.history.Orders;
import io.danggol.recommendation.knowledge.Knowledge;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What one replica was told, seen from another.
@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(user = "shop", roles = "ingest")
class ReplicaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Catalogue catalogue;

    @Inject
    ReactiveRedisDataSource redis;

    @Inject
    ObjectMapper json;

    @Inject
    RecommendationConfig config;

    @ConfigProperty(name = "danggol.topic-prefix")
    String prefix;

    private Shelf other;

    @BeforeEach
    void startTheOther() {
        var knowledge = new Knowledge(
                100_000,
                new History.Bounds(10, Duration.ofDays(1), 10),
                new Orders.Bounds(10, Duration.ofDays(1), 10),
                10);
        other = new Shelf(knowledge, catalogue, redis, json, config, prefix);
        other.refresh().await().atMost(PATIENCE);
    }

    private boolean sellsAfterCatchingUp(String id) {
        other.catchUp().await().atMost(PATIENCE);
        return other.find(id).filter(Product::isSellable).isPresent();
    }

    @Test
    void itsNextAnswerHeedsEveryChangeThatWasConfirmed() {
        var random = new Random(1);
        var id = fresh("replica");
        put(id, "상품", fresh("c"), 1_000, Map.of());
        for (var round = 0; round < 200; round++) {
            var pieces = random.nextInt(2);
            stock(id, pieces);

            assertThat(sellsAfterCatchingUp(id)).isEqualTo(pieces > 0);
        }
    }

    @Test
    void afterALongSleepItReadsEverythingAtOnce() {
        var id = fresh("replica");
        put(id, "상품", fresh("c"), 1_000, Map.of());
        for (var round = 0; round < 600; round++) stock(id, round % 2);

        assertThat(sellsAfterCatchingUp(id)).isTrue();
        stock(id, 0);
        assertThat(sellsAfterCatchingUp(id)).isFalse();
    }

    @Test
    void whatRedisLostComesFromTheDatabase() {
        var id = fresh("replica");
        put(id, "상품", fresh("c"), 1_000, Map.of());
        assertThat(sellsAfterCatchingUp(id)).isTrue();
        stock(id, 0);

        redis.key().del(prefix + "catalogue-changes").await().atMost(PATIENCE);
        other.refresh().await().atMost(PATIENCE);

        assertThat(sellsAfterCatchingUp(id)).isFalse();
        stock(id, 1);
        assertThat(sellsAfterCatchingUp(id)).isTrue();
    }
}
