package io.danggol.recommendation.learning;

import io.danggol.recommendation.Refusals;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses every call until this replica is ready: before that it knows neither all products nor who must not be
/// recognised. Kubernetes sends no calls to such a pod; whoever calls it directly is told to come again.
class ReadyFilter {
    private final Learning learning;

    ReadyFilter(Learning learning) {
        this.learning = learning;
    }

    @ServerRequestFilter
    public void refuseBeforeReady() {
        if (!learning.isReady()) throw new Refusals.NotReady();
    }
}
