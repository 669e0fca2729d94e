package io.danggol.simulators.kakao.delivery;

/// What a phone number stands for: its last four digits decide, so that a test can choose what happens.
public enum Fate {
    /// Every number that is not listed below: a channel friend whose phone gets the message.
    ARRIVES,
    /// `0001`
    NOT_A_KAKAOTALK_USER,
    /// `0002`
    BLOCKED,
    /// `0003`
    NOT_A_FRIEND,
    /// `0004`: first unconfirmed; arrives when the result is asked for the third time.
    ARRIVES_ON_THIRD_POLL,
    /// `0005`: minds the send window even when the simulator lets all others pass at night.
    ALWAYS_MINDS_THE_WINDOW,
    /// `0006`: the first message to the number fails with a system error, every later one arrives.
    FAILS_ONCE,
    /// `0007`: no result, ever.
    NEVER_RESOLVES,
    /// `0008`: arrives; then its owner calls the 080 number and opts out.
    ARRIVES_THEN_OPTS_OUT,
    /// `0009`: arrives, and the webhook tells it twice under one id.
    ARRIVES_TOLD_TWICE;

    /// @param number digits
    public static Fate of(String number) {
        return switch (number.substring(Math.max(0, number.length() - 4))) {
            case "0001" -> NOT_A_KAKAOTALK_USER;
            case "0002" -> BLOCKED;
            case "0003" -> NOT_A_FRIEND;
            case "0004" -> ARRIVES_ON_THIRD_POLL;
            case "0005" -> ALWAYS_MINDS_THE_WINDOW;
            case "0006" -> FAILS_ONCE;
            case "0007" -> NEVER_RESOLVES;
            case "0008" -> ARRIVES_THEN_OPTS_OUT;
            case "0009" -> ARRIVES_TOLD_TWICE;
            default -> ARRIVES;
        };
    }

    /// Whether the number's owner has added the channel.
    public boolean friend() {
        return switch (this) {
            case NOT_A_FRIEND, NOT_A_KAKAOTALK_USER, BLOCKED -> false;
            default -> true;
        };
    }
}
