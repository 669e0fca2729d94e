package io.danggol.tracking.intake;

import io.danggol.tracking.event.Arrival;
import java.util.List;
import java.util.Optional;

/// One call with events.
///
/// @param events as maps, lists and scalars
/// @param customerId the customer whom the call itself proves
/// @param traceparent W3C trace context; null if none
/// @param again whether its events were refused before: those that are refused once more are among the
/// refused already
record Call(List<?> events, Arrival arrival, Optional<String> customerId, String traceparent, boolean again) {}
