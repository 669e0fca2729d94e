package io.danggol.campaign.delivery;

import java.util.Locale;

/// What became of a message.
public enum Outcome {
    SENT,
    DELIVERED,
    CLICKED,
    DEFERRED,
    WITHHELD,
    FAILED,
    UNKNOWN;

    /// Its name on the wire: lower-case.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
