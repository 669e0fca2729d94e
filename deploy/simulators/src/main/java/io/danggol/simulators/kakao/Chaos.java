package io.danggol.simulators.kakao;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/// Trouble that the provider's API makes on purpose.
///
/// @param kind what goes wrong
/// @param on which calls it strikes
/// @param times how many more calls it strikes; null until it is switched off
/// @param hold how long a hanging or slow answer takes
record Chaos(Kind kind, On on, Integer times, Duration hold) {
    enum Kind {
        /// HTTP 503; nothing was accepted.
        @JsonProperty("unavailable")
        UNAVAILABLE,
        /// Does what was asked, then says nothing for `hold` and drops the connection.
        @JsonProperty("timeout-after-accept")
        TIMEOUT_AFTER_ACCEPT,
        /// Does what was asked and takes `hold` to say so.
        @JsonProperty("slow-body")
        SLOW_BODY,
        /// Does what was asked and answers with JSON that breaks off.
        @JsonProperty("malformed-json")
        MALFORMED_JSON
    }

    enum On {
        @JsonProperty("send")
        SEND,
        @JsonProperty("results")
        RESULTS,
        @JsonProperty("all")
        ALL
    }

    Chaos {
        if (kind == null) throw new IllegalArgumentException("kind: null (expected: what shall go wrong)");
        if (on == null) on = On.SEND;
        if (hold == null) hold = Duration.ofSeconds(30);
        if (hold.isNegative()) throw new IllegalArgumentException("hold: " + hold + " (expected: >= 0)");
        if (times != null && times < 1) throw new IllegalArgumentException("times: " + times + " (expected: >= 1)");
    }

    boolean strikes(On call) {
        return on == On.ALL || on == call;
    }

    /// What is left after one strike; null for nothing.
    Chaos struck() {
        if (times == null) return this;
        return times == 1 ? null : new Chaos(kind, on, times - 1, hold);
    }
}
