package io.danggol.simulators.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One span as a service told it; ids in lower-case hexadecimal.
///
/// @param parentId null for the first of a trace
/// @param kind `internal`, `server`, `client`, `producer` or `consumer`
/// @param links spans, mostly of other traces, that it has to do with
/// @param attributes strings, booleans, numbers and lists of them
record Span(
        String traceId,
        String spanId,
        String parentId,
        String service,
        String name,
        String kind,
        Instant start,
        long durationMicros,
        boolean failed,
        List<Link> links,
        Map<String, Object> attributes) {

    /// Another span.
    record Link(String traceId, String spanId) {}

    Instant end() {
        return start.plus(Duration.ofNanos(durationMicros * 1_000));
    }

    boolean linksTo(String trace) {
        return !traceId.equals(trace)
                && links.stream().anyMatch(link -> link.traceId().equals(trace));
    }
}
