package io.danggol.simulators.kakao.delivery;

import io.danggol.simulators.kakao.bubble.Bubble;
import java.time.Instant;

/// One accepted message to one phone, as it was accepted. What became of it since is in [Standing].
///
/// @param seq 1 for the first recipient of the request
/// @param sendAt when it goes out: at once, or when it was scheduled for
/// @param verdict the first result it will get; null for none, ever
/// @param afterOptOut whether the owner had called the 080 number before; the provider does not check that, the sender
///     must
public record Sent(
        String requestId,
        int seq,
        String number,
        Targeting targeting,
        String templateCode,
        String templateParameter,
        boolean pushAlarm,
        boolean adult,
        String unsubscribeNo,
        Instant acceptedAt,
        Instant sendAt,
        String senderGroupingKey,
        String groupingKey,
        String createUser,
        Bubble bubble,
        ResultCode verdict,
        boolean afterOptOut) {

    /// Unique over all messages.
    public String id() {
        return requestId + "-" + seq;
    }
}
