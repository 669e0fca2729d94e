package io.danggol.campaign.delivery;

import io.danggol.campaign.eligibility.Rule;
import io.danggol.contracts.MessageEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What is on record of a message, as far as the log tells it as well.
///
/// @param at when it became so
/// @param sentAt null if it was not sent, or failed
/// @param deliveredAt null if no channel said so
/// @param clickedAt null if nobody clicked
record Recalled(Outcome outcome, Reason reason, Instant at, Instant sentAt, Instant deliveredAt, Instant clickedAt) {
    /// Nothing is on record.
    static final Recalled NOTHING = new Recalled(Outcome.DEFERRED, Reason.QUEUED, Instant.MIN, null, null, null);

    /// The same after the log told `event`. What is not newer than the record is known already: every event was on
    /// record when it was told, and a record's instants only grow.
    Recalled told(MessageEvent event) {
        var now = event.at();
        // The database keeps fewer digits of a second.
        if (!now.truncatedTo(ChronoUnit.MILLIS).isAfter(at)) return this;
        return switch (event.kind()) {
            case SENT -> sent(Outcome.SENT, Reason.SENT, now, deliveredAt);
            case DELIVERED -> sent(Outcome.DELIVERED, Reason.DELIVERED, now, deliveredAt == null ? now : deliveredAt);
            case FAILED -> ended(Outcome.FAILED, event);
            case CLICKED -> clicked(now);
            case DECIDED ->
                switch (outcome(event)) {
                    case WITHHELD -> ended(Outcome.WITHHELD, event);
                    case UNKNOWN -> sent(Outcome.UNKNOWN, Reason.unknown(), now, deliveredAt);
                    // Put off: it waits again, whatever became of it before.
                    default ->
                        wasSent() && clickedAt == null
                                ? new Recalled(Outcome.DEFERRED, Reason.QUEUED, now, null, deliveredAt, null)
                                : this;
                };
            case BOUNCED, UNSUBSCRIBED, COUPON_ISSUED, COUPON_REDEEMED, COUPON_EXPIRED -> this;
        };
    }

    /// Whether it was sent, as far as anybody knows.
    boolean wasSent() {
        return sentAt != null;
    }

    /// Whether the step goes on to its next channel from here.
    boolean leadsOn() {
        return (outcome == Outcome.WITHHELD && !reason.code().equals(Rule.HOLDOUT.code()))
                || (outcome == Outcome.FAILED && !reason.isBounce());
    }

    /// What was clicked stays clicked.
    private Recalled sent(Outcome next, Reason why, Instant now, Instant delivered) {
        var first = sentAt == null ? now : sentAt;
        return clickedAt == null
                ? new Recalled(next, why, now, first, delivered, null)
                : new Recalled(Outcome.CLICKED, Reason.CLICKED, at, first, delivered, clickedAt);
    }

    private Recalled ended(Outcome next, MessageEvent event) {
        return new Recalled(next, Reason.recalled(event.reason()), event.at(), null, deliveredAt, clickedAt);
    }

    private Recalled clicked(Instant now) {
        return clickedAt != null
                ? this
                : new Recalled(Outcome.CLICKED, Reason.CLICKED, now, sentAt == null ? now : sentAt, deliveredAt, now);
    }

    private static Outcome outcome(MessageEvent event) {
        for (var known : Outcome.values()) if (known.wire().equals(event.outcome())) return known;
        return Outcome.DEFERRED;
    }
}
