package io.danggol.recommendation.knowledge;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/// How much this replica knows, for Prometheus.
@Singleton
class KnowledgeMetrics {
    private final Knowledge knowledge;
    private final MeterRegistry registry;

    KnowledgeMetrics(Knowledge knowledge, MeterRegistry registry) {
        this.knowledge = knowledge;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        gauge("sessions", it -> it.history().sessions());
        gauge("orders", it -> it.orders().size());
        gauge("items", it -> it.items().size());
        gauge("products", it -> it.assortment().size());
    }

    private void gauge(String name, ToDoubleFunction<Knowledge> value) {
        registry.gauge("danggol.recommendation." + name, knowledge, it -> it.read(() -> value.applyAsDouble(it)));
    }
}
