package io.danggol.tracking.event;

import java.time.Instant;

/// How an event came in.
///
/// @param at when it was received
/// @param userAgent the browser's header; null if none. Never kept
public record Arrival(Sender sender, Instant at, String userAgent) {}
