package io.danggol.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/// What became of one message to one person, or of one coupon.
///
/// @param kind what happened
/// @param messageId the decision's id: one for each (campaign, step, person, occurrence, channel)
/// @param campaign the campaign's key
/// @param channel `email`, `kakao`, `sms`, `push` or `onsite`
/// @param occurrence what triggered it: an event's id, `<segment>:<since>`, or a broadcast's run
/// @param outcome for [Kind#DECIDED]: `sent`, `deferred`, `withheld`, …; else null
/// @param reason code of the rule that decided, or of the provider's answer; null if none
/// @param at when it happened
/// @param url for [Kind#CLICKED]: the link's target; else null
public record MessageEvent(
        UUID profileId,
        Kind kind,
        UUID messageId,
        String campaign,
        String step,
        String channel,
        String occurrence,
        String outcome,
        String reason,
        Instant at,
        String url) {
    public static final String TYPE = "io.danggol.campaign.message-event.v1";

    /// What happened to a message or coupon.
    public enum Kind {
        @JsonProperty("decided")
        DECIDED,
        @JsonProperty("sent")
        SENT,
        @JsonProperty("delivered")
        DELIVERED,
        @JsonProperty("clicked")
        CLICKED,
        @JsonProperty("bounced")
        BOUNCED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("unsubscribed")
        UNSUBSCRIBED,
        @JsonProperty("coupon_issued")
        COUPON_ISSUED,
        @JsonProperty("coupon_redeemed")
        COUPON_REDEEMED,
        @JsonProperty("coupon_expired")
        COUPON_EXPIRED
    }
}
