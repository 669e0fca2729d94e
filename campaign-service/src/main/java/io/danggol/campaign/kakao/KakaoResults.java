package io.danggol.campaign.kakao;

import io.danggol.campaign.delivery.Handover;

/// A final result of NHN in the words of delivery.
public final class KakaoResults {
    private KakaoResults() {}

    /// What a code means; one that is not conclusive leaves the message waiting or lets it be tried again.
    public static Handover meaning(String code) {
        return switch (NhnResult.of(code)) {
            case DELIVERED -> new Handover.Delivered();
            case UNCERTAIN, UNKNOWN -> new Handover.Pending();
            case RETRY_LATER -> new Handover.NotNow("nhn-" + code);
            case UNREACHABLE ->
                new Handover.Refused("nhn-" + code, "카카오톡으로 받을 수 없는 상대입니다.", NhnResult.suppresses(code));
            case MISCONFIGURED -> new Handover.Refused("nhn-" + code, "발신 프로필에 문제가 있습니다.", false);
            case REFUSED -> new Handover.Refused("nhn-" + code, "카카오가 메시지를 받지 않았습니다.", false);
        };
    }
}
