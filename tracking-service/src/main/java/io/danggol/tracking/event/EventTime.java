package io.danggol.tracking.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// When an event happened, by our clock.
final class EventTime {
    private EventTime() {}

    /// `occurredAt` shifted by what the sender's clock was wrong when it sent, cut at `receivedAt`, in whole
    /// milliseconds.
    ///
    /// @param occurredAt null: it happened just now
    /// @param sentAt by the same clock; null: that clock is right
    static Instant corrected(Instant occurredAt, Instant sentAt, Instant receivedAt) {
        if (occurredAt == null) return receivedAt;
        var error = sentAt == null ? Duration.ZERO : Duration.between(sentAt, receivedAt);
        var corrected = occurredAt.plus(error).truncatedTo(ChronoUnit.MILLIS);
        return corrected.isAfter(receivedAt) ? receivedAt : corrected;
    }
}
