package io.danggol.campaign.eligibility;

/// Why a message does not go, or not now. The text is for staff, in Korean.
public enum Rule {
    CAMPAIGN_NOT_ACTIVE("campaign-not-active", "캠페인이 진행 중이 아닙니다."),
    STEP_GONE("step-gone", "캠페인이 수정되어 이 단계나 채널이 없어졌습니다."),
    SCHEDULE_OVER("schedule-over", "캠페인 기간이 끝났습니다."),
    SCHEDULE_NOT_BEGUN("schedule-not-begun", "캠페인 기간이 아직 시작되지 않았습니다."),
    HOLDOUT("holdout", "효과 측정을 위한 미발송 그룹에 속합니다."),
    UNDER_14("under-14", "만 14세 미만에게는 광고를 보내지 않습니다."),
    NO_CONSENT("no-consent", "이 채널의 광고 수신에 동의하지 않았습니다."),
    SUPPRESSED("suppressed", "수신을 거부했거나 받을 수 없는 채널입니다."),
    PROFILING_REFUSED("profiling-refused", "프로파일링을 거부했습니다."),
    NOT_IN_SEGMENT("not-in-segment", "더 이상 대상 세그먼트에 속하지 않습니다."),
    NIGHT("night", "야간(21시~08시)이고 야간 광고 수신 동의가 없습니다."),
    KAKAO_HOURS("kakao-hours", "카카오 브랜드 메시지는 08:00~20:50에만 보낼 수 있습니다."),
    KAKAO_DAILY("kakao-daily", "카카오 메시지는 한 사람에게 하루 한 번만 보냅니다."),
    FREQUENCY_CAP("frequency-cap", "정해진 기간의 발송 횟수를 모두 썼습니다.");

    private final String code;
    private final String text;

    Rule(String code, String text) {
        this.code = code;
        this.text = text;
    }

    public String code() {
        return code;
    }

    public String text() {
        return text;
    }
}
