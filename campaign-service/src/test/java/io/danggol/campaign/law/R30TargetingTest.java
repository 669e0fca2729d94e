package io.danggol.campaign.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.kakao.Bubble;
import io.danggol.campaign.kakao.KakaoContent;
import io.danggol.campaign.kakao.KakaoContent.Targeting;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.Content;
import io.danggol.campaign.plan.Preflight;
import io.danggol.campaign.plan.Preflight.Finding;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A channel that Kakao has not approved for M and N writes to its friends only.
class R30TargetingTest {
    @ParameterizedTest
    @CsvSource({
        "I, '',           'I',     ''",
        "M, '',           'I',     'kakao-targeting kakao-080'",
        "N, 080-123-4567, 'I',     'kakao-targeting'",
        "M, '',           'I M N', 'kakao-080'",
        "M, 080-123-4567, 'I M N', ''",
    })
    void targetingNeedsApprovalAndANumber(Targeting targeting, String number, String approved, String blocking) {
        var targetings = new java.util.HashSet<Targeting>();
        for (var one : approved.split(" ")) targetings.add(Targeting.valueOf(one));
        var setup = new Preflight.Setup(Rendered.SENDER, number, "https://m.example", true, targetings, Set.of());

        var rules = Preflight.of(withKakao(targeting), setup).stream()
                .filter(finding -> finding.severity() == Preflight.Severity.BLOCKING)
                .map(Finding::rule)
                .filter(rule -> rule.startsWith("kakao"))
                .toList();

        assertThat(String.join(" ", rules)).isEqualTo(blocking);
    }

    private static Campaign withKakao(Targeting targeting) {
        var message = new KakaoContent(
                targeting, new Bubble.Words(Bubble.Type.TEXT, "안녕하세요", Optional.empty(), Bubble.Foot.NONE));
        var plain = People.campaign();
        return new Campaign(
                plain.key(),
                plain.name(),
                plain.kind(),
                plain.state(),
                plain.audience(),
                plain.segmentEntered(),
                plain.steps(),
                new Content(Optional.empty(), Optional.of(message), Optional.empty()),
                plain.schedule(),
                plain.goal(),
                plain.cap(),
                plain.priority(),
                plain.holdout());
    }
}
