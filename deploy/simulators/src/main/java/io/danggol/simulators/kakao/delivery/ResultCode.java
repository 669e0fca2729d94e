package io.danggol.simulators.kakao.delivery;

/// What finally became of a message, as the provider reports it in a result row or a webhook.
public enum ResultCode {
    SUCCESS("1000", "성공"),
    TARGETING_NOT_ALLOWED("1028", "허용되지 않은 타기팅 유형"),
    /// Sent, but no receipt: it may still arrive within three days.
    UNCONFIRMED("3005", "메시지를 발송했으나 수신 확인 안 됨"),
    TOO_LONG("3014", "메시지 길이 제한 초과"),
    NOT_SENDABLE("3018", "메시지를 전송할 수 없음"),
    NOT_A_KAKAOTALK_USER("3019", "카카오톡 미사용자"),
    BLOCKED_BY_USER("3020", "카카오톡 채널 차단"),
    OUTSIDE_SEND_WINDOW("3022", "발송 가능 시간이 아님(08:00~20:50)"),
    IMAGE_UNAVAILABLE("3024", "사용할 수 없는 이미지"),
    OVER_30_KB("4144", "메시지 크기 초과(30KB)"),
    SYSTEM_ERROR("9999", "시스템 오류");

    private final String code;
    private final String title;

    ResultCode(String code, String title) {
        this.code = code;
        this.title = title;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /// The code as people write it.
    @Override
    public String toString() {
        return code;
    }
}
