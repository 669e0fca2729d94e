package io.danggol.contracts;

import java.time.Instant;
import java.util.Map;

/// An event that tracking-service refused, masked like the accepted ones, with the problem that it answered.
///
/// @param event the event as it came, unknown fields dropped, strings masked and cut
/// @param problem `type`, `title`, `status` and `detail` of the RFC 9457 problem
public record RejectedEvent(String source, Instant receivedAt, Map<String, Object> event, Map<String, Object> problem) {
    public static final String TYPE = "io.danggol.tracking.event-rejected.v1";
}
