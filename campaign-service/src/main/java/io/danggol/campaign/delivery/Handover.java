package io.danggol.campaign.delivery;

/// What a channel said of a message.
public sealed interface Handover {
    /// It has the message, and will say no more of it unless it bounces.
    record Sent() implements Handover {}

    /// It has the message and will tell what became of it.
    ///
    /// @param requestId with `recipient`, the name by which the channel knows it
    record Accepted(String requestId, int recipient) implements Handover {}

    /// The person has it.
    record Delivered() implements Handover {}

    /// It will not deliver it, now or later.
    ///
    /// @param code the channel's own
    /// @param gone whether the person cannot be reached by this channel at all
    record Refused(String code, String text, boolean gone) implements Handover {}

    /// It does not have it; a later attempt may succeed.
    record NotNow(String code) implements Handover {}

    /// It may or may not have it.
    record Unknown() implements Handover {}

    /// It has it and does not know yet what became of it.
    record Pending() implements Handover {}

    /// Asked for it, it knows nothing of it.
    record Missing() implements Handover {}
}
