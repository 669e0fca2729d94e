package io.danggol.segment.membership;

/// News, and the trace that it came by.
///
/// @param traceparent W3C trace context; null if it came by none
record Told(News news, String traceparent) {}
