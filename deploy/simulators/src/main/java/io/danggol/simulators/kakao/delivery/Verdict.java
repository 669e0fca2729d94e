package io.danggol.simulators.kakao.delivery;

import java.util.Optional;

/// Decides, when a message is accepted, what its result will be.
///
/// @param windowHolds whether the message is sent inside the send window, or the window is switched off
/// @param insideWindow whether it is sent inside the window, switched off or not
/// @param nonFriends whether the channel may write to people who are not its friends
/// @param sentBefore whether a message to this number was accepted before
record Verdict(boolean windowHolds, boolean insideWindow, boolean nonFriends, boolean sentBefore, Defect defect) {

    /// What is wrong with the content, as Kakao finds out only while sending.
    enum Defect {
        NONE,
        IMAGE,
        LENGTH,
        SIZE
    }

    /// The first result to be reported; empty for a message that never gets one.
    Optional<ResultCode> on(String number, Targeting targeting) {
        var fate = Fate.of(number);
        if (!windowHolds || fate == Fate.ALWAYS_MINDS_THE_WINDOW && !insideWindow)
            return Optional.of(ResultCode.OUTSIDE_SEND_WINDOW);
        if (targeting != Targeting.I && !nonFriends) return Optional.of(ResultCode.TARGETING_NOT_ALLOWED);
        return switch (defect) {
            case IMAGE -> Optional.of(ResultCode.IMAGE_UNAVAILABLE);
            case LENGTH -> Optional.of(ResultCode.TOO_LONG);
            case SIZE -> Optional.of(ResultCode.OVER_30_KB);
            case NONE -> of(fate, targeting);
        };
    }

    private Optional<ResultCode> of(Fate fate, Targeting targeting) {
        return switch (fate) {
            case ARRIVES, ALWAYS_MINDS_THE_WINDOW, ARRIVES_THEN_OPTS_OUT, ARRIVES_TOLD_TWICE ->
                Optional.of(ResultCode.SUCCESS);
            case NOT_A_KAKAOTALK_USER -> Optional.of(ResultCode.NOT_A_KAKAOTALK_USER);
            case BLOCKED -> Optional.of(ResultCode.BLOCKED_BY_USER);
            case NOT_A_FRIEND -> Optional.of(targeting == Targeting.I ? ResultCode.NOT_SENDABLE : ResultCode.SUCCESS);
            case ARRIVES_ON_THIRD_POLL -> Optional.of(ResultCode.UNCONFIRMED);
            case FAILS_ONCE -> Optional.of(sentBefore ? ResultCode.SUCCESS : ResultCode.SYSTEM_ERROR);
            case NEVER_RESOLVES -> Optional.empty();
        };
    }
}
