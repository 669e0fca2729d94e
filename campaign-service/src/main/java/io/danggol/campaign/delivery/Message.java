package io.danggol.campaign.delivery;

import io.danggol.campaign.Channel;
import io.danggol.campaign.delivery.Settlement.Standing;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/// A message that is not done with.
///
/// @param id its decision's id; the channel knows it by this
/// @param person the profile; null once the person was erased
/// @param createdAt when it was queued
/// @param firstDue when it was first due
/// @param attempts hand-overs so far
/// @param polls how often its result was asked for
/// @param handedAt when it was last handed over; null if never
/// @param requestId with `recipient`, the channel's name for it; null if the channel gave none
/// @param traceparent W3C trace context of what decided it; null if there is none
public record Message(
        UUID id,
        String campaign,
        String step,
        UUID person,
        Channel channel,
        String occurrence,
        Phase phase,
        Instant createdAt,
        Instant firstDue,
        int attempts,
        int polls,
        Instant handedAt,
        String requestId,
        int recipient,
        String traceparent) {

    /// How far a message has come.
    public enum Phase {
        /// It waits for its time.
        QUEUED,
        /// It has passed the gate and is being written.
        APPROVED,
        /// It is at the channel, which has not answered yet.
        HANDING,
        /// The channel has it; its result is to come.
        ACCEPTED
    }

    /// The same in another trace.
    Message in(String trace) {
        return Objects.equals(trace, traceparent)
                ? this
                : new Message(
                        id,
                        campaign,
                        step,
                        person,
                        channel,
                        occurrence,
                        phase,
                        createdAt,
                        firstDue,
                        attempts,
                        polls,
                        handedAt,
                        requestId,
                        recipient,
                        trace);
    }

    Standing standing() {
        return new Standing(channel, attempts, polls, handedAt, requestId, recipient);
    }
}
