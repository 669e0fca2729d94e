package io.danggol.campaign.kakao;

import java.util.Set;

/// What a result code of NHN means for the message.
///
/// Source: NHN Cloud, error codes of the KakaoTalk Bizmessage API, as of 2026-06-23 (KAKAO-AND-LAW.md 2.1).
public enum NhnResult {
    /// It is on the phone.
    DELIVERED,
    /// Sent, but the phone has not confirmed it: it may still arrive within three days.
    UNCERTAIN,
    /// Not delivered now; a later attempt may succeed.
    RETRY_LATER,
    /// The person cannot be reached by KakaoTalk, or has blocked the channel.
    UNREACHABLE,
    /// The sender's own account is at fault: no message will go until somebody has mended it.
    MISCONFIGURED,
    /// Kakao refuses this message.
    REFUSED,
    /// A code that we do not know.
    UNKNOWN;

    private static final Set<String> UNCERTAIN_CODES = Set.of("3005", "4000", "4001", "4161");
    private static final Set<String> RETRY_CODES =
            Set.of("3022", "9998", "9999", "3000", "3006", "3010", "3012", "4122", "-7000", "-9999");
    private static final Set<String> UNREACHABLE_CODES = Set.of("3018", "3019", "3020", "3021");
    private static final Set<String> ACCOUNT_CODES = Set.of(
            "1003", "1006", "1007", "1021", "1022", "1023", "1024", "1025", "1027", "1028", "-1000", "-1001", "-1027",
            "-2017");
    private static final Set<String> CONTENT_CODES = Set.of(
            "1030", "3008", "3013", "3014", "3015", "3016", "3024", "3041", "3050", "3051", "4133", "4138", "4144",
            "4156", "-5000", "-4011");

    /// The meaning of `code`, of a final result (`1000` …) or of a refused request (negative).
    public static NhnResult of(String code) {
        if (code.equals("1000")) return DELIVERED;
        if (UNCERTAIN_CODES.contains(code)) return UNCERTAIN;
        if (RETRY_CODES.contains(code)) return RETRY_LATER;
        if (UNREACHABLE_CODES.contains(code)) return UNREACHABLE;
        if (ACCOUNT_CODES.contains(code)) return MISCONFIGURED;
        if (CONTENT_CODES.contains(code) || code.matches("-[23]\\d{3}|-8\\d{3}|4")) return REFUSED;
        return UNKNOWN;
    }

    /// Whether the person's phone will not take messages of this channel, so that trying again only annoys Kakao.
    /// 3018 (not a friend, number changed) may heal and does not count.
    public static boolean suppresses(String code) {
        return code.equals("3019") || code.equals("3020") || code.equals("3021");
    }
}
