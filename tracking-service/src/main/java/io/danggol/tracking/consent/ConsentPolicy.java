package io.danggol.tracking.consent;

import java.util.Map;

/// The deployment's rule for events without `analytics` consent.
///
/// @param version names this state of the file, for logs and audits
/// @param otherwise what becomes of events that `events` does not name
/// @param events exceptions by event name; `custom` stands for all custom ones
public record ConsentPolicy(String version, Treatment otherwise, Map<String, Treatment> events) {
    public ConsentPolicy {
        if (version == null || version.isBlank())
            throw new IllegalArgumentException("version: none (expected: any text)");
        if (otherwise == null) throw new IllegalArgumentException("otherwise: none (expected: drop or count)");
        events = Map.copyOf(events);
    }

    /// @param family an event's name, `custom` for all custom ones
    public Treatment of(String family) {
        return events.getOrDefault(family, otherwise);
    }
}
