package io.danggol.recommendation.knowledge;

import io.danggol.recommendation.RecommendationConfig;
import io.danggol.recommendation.history.History;
import io.danggol.recommendation.history.Orders;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// The one knowledge of this replica, empty at first.
class KnowledgeProducer {
    @Produces
    @Singleton
    Knowledge knowledge(RecommendationConfig config) {
        return new Knowledge(
                config.items(),
                new History.Bounds(config.sessions(), config.sessionAge(), config.sessionsPerItem()),
                new Orders.Bounds(config.orders(), config.orderAge(), config.ordersPerItem()),
                config.countedEvents());
    }
}
