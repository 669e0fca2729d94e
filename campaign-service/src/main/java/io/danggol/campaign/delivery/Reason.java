package io.danggol.campaign.delivery;

import io.danggol.campaign.eligibility.Rule;
import java.util.Arrays;

/// Why a message stands where it stands.
///
/// @param code for machines
/// @param text for staff, in Korean; holds nothing personal
public record Reason(String code, String text) {
    private static final String BOUNCE = "bounced-";

    static final Reason QUEUED = new Reason("queued", "보낼 차례를 기다리고 있습니다.");
    static final Reason SENT = new Reason("sent", "보냈습니다.");
    static final Reason DELIVERED = new Reason("delivered", "도착했습니다.");
    static final Reason CLICKED = new Reason("clicked", "받는 분이 링크를 눌렀습니다.");
    static final Reason NO_RESULT = new Reason("no-result", "채널이 정해진 시간 안에 결과를 알려 주지 않았습니다.");
    static final Reason CART_EMPTY = new Reason("cart-empty", "장바구니가 비어 있어 보낼 상품이 없습니다.");
    static final Reason BOUNCED = new Reason("bounced", "메일이 반송되었습니다.");

    static Reason of(Rule rule) {
        return new Reason(rule.code(), rule.text());
    }

    /// A mail that was taken came back for good.
    ///
    /// @param status of the report, RFC 3463
    static Reason bounce(String status) {
        return new Reason(BOUNCE + status, BOUNCED.text());
    }

    boolean isBounce() {
        return code.startsWith(BOUNCE);
    }

    /// Why a message ended, of which the log tells the code alone.
    static Reason recalled(String code) {
        return Arrays.stream(Rule.values())
                .filter(rule -> rule.code().equals(code))
                .map(Reason::of)
                .findFirst()
                .orElseGet(() -> code == null ? NO_RESULT : new Reason(code, "이 기록은 로그에서 다시 읽은 것입니다."));
    }

    static Reason retry(String code) {
        return new Reason(code, "지금 보낼 수 없어 잠시 뒤 다시 시도합니다.");
    }

    static Reason gaveUp(String code) {
        return new Reason(code, "여러 번 시도했지만 보내지 못했습니다.");
    }

    static Reason unknown() {
        return new Reason("unknown-outcome", "넘겨주는 도중 연결이 끊겨 결과를 알 수 없습니다. 다시 보내지 않습니다.");
    }
}
