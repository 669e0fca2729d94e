package io.danggol.simulators.kakao.delivery;

import io.danggol.simulators.kakao.bubble.Bubble;
import java.time.Instant;
import java.util.List;

/// A send request that passed every check, before it is accepted.
///
/// @param templateCode null for a free-form message
/// @param requestedAt when to send; null for at once
/// @param idempotencyKey null when the caller gave none
public record Order(
        String templateCode,
        boolean pushAlarm,
        boolean adult,
        String unsubscribeNo,
        Instant requestedAt,
        String senderGroupingKey,
        String createUser,
        String idempotencyKey,
        List<To> recipients) {

    /// One recipient, in the order of the request.
    ///
    /// @param bubble what this phone shall show, variables filled in; null when `refusal` is set
    /// @param tooLong whether the filled-in bubble breaks a limit, as Kakao finds out only while sending
    /// @param refusal why this recipient is not accepted, while others are; null when it is
    public record To(
            String number,
            Targeting targeting,
            String unsubscribeNo,
            String groupingKey,
            String templateParameter,
            Bubble bubble,
            boolean tooLong,
            Refusal refusal) {}

    public record Refusal(int code, String message) {}
}
