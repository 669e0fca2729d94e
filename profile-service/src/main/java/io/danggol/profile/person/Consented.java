package io.danggol.profile.person;

import io.danggol.contracts.StorefrontEvent;
import java.util.Optional;

/// Whether personalisation may use an event: what the person or browser decided last, else the event's own flag.
@FunctionalInterface
public interface Consented {
    /// What the person and the browser decided last, at ties the refusal; empty if neither decided.
    Optional<Boolean> decided(String visitorId);

    default boolean covers(StorefrontEvent event) {
        return decided(event.visitorId()).orElse(event.consent().personalization());
    }
}
