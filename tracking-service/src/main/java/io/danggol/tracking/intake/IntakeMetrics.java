package io.danggol.tracking.intake;

import io.danggol.tracking.consent.ConsentPolicy;
import io.danggol.tracking.consent.Treatment;
import io.danggol.tracking.event.Sender;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/// Counts what became of events. Anonymous counts are all that remains of events which a policy strips.
@Singleton
class IntakeMetrics {
    private static final String EVENTS = "danggol.tracking.events";

    private final MeterRegistry registry;
    private final ConsentPolicy policy;

    IntakeMetrics(MeterRegistry registry, ConsentPolicy policy) {
        this.registry = registry;
        this.policy = policy;
    }

    void count(Sender sender, Settlement settlement) {
        add(sender, "accepted", "", settlement.fresh().size());
        add(sender, "duplicate", "", settlement.duplicates());
        add(sender, "dropped", "", settlement.unconsented().size());
        settlement
                .refused()
                .values()
                .forEach(refused -> add(sender, "rejected", refused.reason().slug(), 1));
        for (var name : settlement.unconsented()) {
            if (policy.of(name) == Treatment.COUNT) {
                registry.counter("danggol.tracking.anonymous", "name", name).increment();
            }
        }
    }

    private void add(Sender sender, String outcome, String reason, int events) {
        if (events == 0) return;
        registry.counter(EVENTS, "source", sender.source(), "outcome", outcome, "reason", reason)
                .increment(events);
    }
}
