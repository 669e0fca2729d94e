package io.danggol.profile.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.danggol.profile.consent.Standing.About;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
    private static final Permission KAKAO = Permission.of(Purpose.MARKETING, Channel.KAKAO);

    @Test
    void theLatestDecisionWinsAndTheRefusalAtOneInstantInAnyOrder() {
        for (var seed = 0L; seed < 5_000; seed++) {
            var random = new Random(seed);
            var decisions = new ArrayList<About>();
            for (var i = 0; i < 6; i++) {
                var at = Instant.ofEpochSecond(random.nextInt(4));
                decisions.add(new About(KAKAO, new Standing(random.nextBoolean(), at, "e")));
            }
            var last = decisions.stream()
                    .map(it -> it.standing().since())
                    .max(Instant::compareTo)
                    .orElseThrow();
            var refused = decisions.stream()
                    .map(About::standing)
                    .anyMatch(it -> it.since().equals(last) && !it.granted());
            Collections.shuffle(decisions, random);

            var standing = Standing.latest(decisions).get(KAKAO);

            assertThat(standing).as("seed %s", seed).isEqualTo(new Standing(!refused, last, "e"));
        }
    }

    /// Rule R11: 50(8) of the Network Act.
    @ParameterizedTest
    @CsvSource({
        "2024-02-29T12:00:00+09:00, 2026-02-27T15:00:00Z",
        "2026-11-21T00:30:00+09:00, 2028-11-20T15:00:00Z",
    })
    void anAdvertisingConsentIsConfirmedBeforeTheSameDateOfTheSecondYear(String granted, Instant due) {
        var at = java.time.OffsetDateTime.parse(granted).toInstant();

        assertThat(Reconfirmation.due(Purpose.MARKETING, at)).contains(due);
        assertThat(Reconfirmation.due(Purpose.ANALYTICS, at)).isEmpty();
    }

    @Test
    void aPermissionHasAChannelJustWhereItsPurposeHasChannels() {
        assertThat(Purpose.all()).hasSize(10);
        assertThatThrownBy(() -> Permission.of(Purpose.MARKETING)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Permission.of(Purpose.NIGHT_MARKETING, Channel.EMAIL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Permission(Purpose.ANALYTICS, Optional.of(Channel.SMS)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
