package io.danggol.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// All explicit decisions of a profile that hold now. What is not listed is unknown, and unknown is "no". The highest
/// `revision` wins.
public record ConsentsChanged(UUID profileId, long revision, List<State> states) {
    public static final String TYPE = "io.danggol.profile.consents-changed.v1";

    /// One decision.
    ///
    /// @param visitorId the browser that a decision made without a customer token binds; null: it binds the person
    /// @param purpose `analytics`, `personalization`, `marketing`, `night-marketing` or `profiling`
    /// @param channel `email`, `kakao`, `sms` or `push` where the purpose has channels; else null
    /// @param state `granted` or `withdrawn`
    /// @param since the decision's own instant
    public record State(String visitorId, String purpose, String channel, String state, Instant since) {}
}
