package io.danggol.campaign.plan;

import io.danggol.campaign.Channel;
import io.danggol.campaign.kakao.KakaoContent.Targeting;
import io.danggol.campaign.mail.AdLabel;
import io.danggol.campaign.mail.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What stands between a campaign and its first message.
public final class Preflight {
    private static final Pattern FREE_NUMBER = Pattern.compile("080-?\\d{3,4}-?\\d{4}");

    private Preflight() {}

    /// How bad a finding is.
    public enum Severity {
        BLOCKING,
        WARNING
    }

    /// One thing that is missing or against a rule.
    ///
    /// @param rule its name, for machines
    /// @param detail for the marketer, in Korean
    public record Finding(String rule, Severity severity, String detail) {}

    /// What the deployment can do.
    ///
    /// @param optOut080 the toll-free number for refusals; empty text when there is none
    /// @param kakaoReady whether a Kakao channel is set up
    /// @param targetings whom Kakao lets this channel write to; `I` for every channel
    /// @param knownSegments segments that have, or had, members
    public record Setup(
            Sender sender,
            String optOut080,
            String publicUrl,
            boolean kakaoReady,
            Set<Targeting> targetings,
            Set<String> knownSegments) {}

    /// All findings, those that block first; empty when it may run.
    public static List<Finding> of(Campaign campaign, Setup setup) {
        var findings = new ArrayList<Finding>();
        entry(campaign, findings);
        messages(campaign, findings);
        var channels = campaign.steps().stream()
                .flatMap(step -> step.channels().stream())
                .toList();
        if (channels.contains(Channel.EMAIL)) mail(campaign, findings);
        if (channels.contains(Channel.KAKAO)) kakao(campaign, setup, findings);
        if (!channels.isEmpty()) sender(setup, findings);
        campaign.segments().stream()
                .filter(segment -> !setup.knownSegments().contains(segment))
                .forEach(segment ->
                        findings.add(warning("unknown-segment", "세그먼트 '" + segment + "'에 속한 사람이 아직 없습니다. 이름을 확인하세요.")));
        findings.sort(java.util.Comparator.comparing(Finding::severity));
        return List.copyOf(findings);
    }

    /// Whether nothing blocks.
    public static boolean ok(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.BLOCKING);
    }

    private static void entry(Campaign campaign, List<Finding> findings) {
        switch (campaign.kind()) {
            case BROADCAST -> {
                if (campaign.audience().isEmpty())
                    findings.add(blocking("no-audience", "대상 세그먼트(audience.segment)를 정하세요."));
            }
            case TRIGGERED -> {
                if (campaign.segmentEntered().isEmpty())
                    findings.add(blocking("no-trigger", "시작 조건(trigger.segmentEntered)을 정하세요."));
            }
            case ONSITE -> {
                if (campaign.content().onsite().isEmpty()) findings.add(blocking("no-content", "온사이트 메시지 내용이 없습니다."));
            }
        }
    }

    private static void messages(Campaign campaign, List<Finding> findings) {
        if (campaign.kind() == Campaign.Kind.ONSITE) return;
        if (campaign.steps().isEmpty()) findings.add(blocking("no-steps", "보낼 단계(steps)가 없습니다."));
        campaign.steps().stream()
                .flatMap(step -> step.channels().stream())
                .distinct()
                .filter(channel -> !campaign.content().channels().contains(channel))
                .forEach(channel -> findings.add(blocking("no-content", channel.wire() + " 채널의 내용이 없습니다.")));
    }

    private static void mail(Campaign campaign, List<Finding> findings) {
        campaign.content()
                .email()
                .map(Content.Email::subject)
                .filter(AdLabel::in)
                .ifPresent(_ -> findings.add(blocking("label-in-subject", "제목의 (광고) 표시는 시스템이 붙입니다. 제목에서 지워 주세요.")));
    }

    private static void kakao(Campaign campaign, Setup setup, List<Finding> findings) {
        if (!setup.kakaoReady()) findings.add(blocking("kakao-channel", "카카오톡 채널(발신 프로필)이 설정되지 않았습니다."));
        campaign.content().kakao().ifPresent(message -> {
            if (!setup.targetings().contains(message.targeting()))
                findings.add(
                        blocking("kakao-targeting", "이 채널은 타기팅 " + message.targeting() + " 메시지를 보낼 수 없습니다. I를 사용하세요."));
            if (message.targeting() != Targeting.I && setup.optOut080().isBlank())
                findings.add(blocking("kakao-080", "친구가 아닌 사람에게 보내려면 080 수신거부 번호가 있어야 합니다."));
        });
    }

    private static void sender(Setup setup, List<Finding> findings) {
        var missing = setup.sender().missing();
        if (!missing.isEmpty())
            findings.add(blocking("sender-footer", "광고에 반드시 표시할 전송자 정보가 없습니다: " + String.join(", ", missing)));
        if (!setup.optOut080().isBlank()
                && !FREE_NUMBER.matcher(setup.optOut080()).matches())
            findings.add(blocking("opt-out-080", "수신거부 번호는 무료 전화(080)여야 합니다: " + setup.optOut080()));
        if (!setup.publicUrl().startsWith("https://"))
            findings.add(warning("public-url", "공개 주소가 https가 아니어서 원클릭 수신거부를 메일 서비스가 인정하지 않습니다."));
    }

    private static Finding blocking(String rule, String detail) {
        return new Finding(rule, Severity.BLOCKING, detail);
    }

    private static Finding warning(String rule, String detail) {
        return new Finding(rule, Severity.WARNING, detail);
    }
}
