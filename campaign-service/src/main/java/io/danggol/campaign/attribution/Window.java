package io.danggol.campaign.attribution;

import java.time.Duration;
import java.time.Instant;

/// The time after a message, or after somebody was left out, in which what happens counts: `(at, at + within]`.
record Window(Duration within) {
    boolean covers(Instant touched, Instant happened) {
        return happened.isAfter(touched) && !happened.isAfter(touched.plus(within));
    }
}
