package io.danggol.recommendation.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// One event in which a person touched products.
///
/// @param event keyed by (source, id): the same for a repeat of the event
/// @param person the profile that owns the event
/// @param browser hash of the visitor id; 0 when no browser took part
/// @param session the visit in which it happened; the same for all events of a visit, whoever owns them
/// @param items item ids in the event's order; repeats count once
public record Touch(
        long event, UUID person, long browser, long session, Instant at, Action action, List<String> items) {}
