package io.danggol.segment.evaluation;

import io.danggol.segment.history.Event;
import java.time.Instant;

/// An instant at which a condition's truth changes; what is true from an edge on is true at the edge itself.
///
/// @param event what it comes from: the event that happened, or the one from which the time ran
/// @param byTime whether the passing of time decided, and not the event itself
record Edge(Instant at, Event event, boolean byTime) {}
