package io.danggol.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.Channel;
import io.danggol.campaign.delivery.Settlement.Ask;
import io.danggol.campaign.delivery.Settlement.Await;
import io.danggol.campaign.delivery.Settlement.Close;
import io.danggol.campaign.delivery.Settlement.Patience;
import io.danggol.campaign.delivery.Settlement.Requeue;
import io.danggol.campaign.delivery.Settlement.Standing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettlementTest {
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    private static final Patience PATIENCE =
            new Patience(3, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofDays(3));

    @Test
    void aMailOfUnknownOutcomeIsClosedAndAKakaoMessageIsAskedAbout() {
        var mail = Settlement.of(new Handover.Unknown(), standing(Channel.EMAIL, 1, 0), PATIENCE, NOW);
        var kakao = Settlement.of(new Handover.Unknown(), standing(Channel.KAKAO, 1, 0), PATIENCE, NOW);

        assertThat(mail)
                .isInstanceOfSatisfying(
                        Close.class, close -> assertThat(close.outcome()).isEqualTo(Outcome.UNKNOWN));
        assertThat(kakao).isEqualTo(new Ask(NOW.plusSeconds(30)));
    }

    @Test
    void onlyWhatTheChannelDeniesToHaveGoesBackIntoTheQueue() {
        assertThat(Settlement.of(new Handover.Missing(), standing(Channel.KAKAO, 1, 0), PATIENCE, NOW))
                .isInstanceOfSatisfying(
                        Requeue.class, requeue -> assertThat(requeue.dueAt()).isEqualTo(NOW));
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20"})
    void eachAttemptWaitsTwiceAsLong(int attempts, long seconds) {
        assertThat(Settlement.of(new Handover.NotNow("x"), standing(Channel.EMAIL, attempts, 0), PATIENCE, NOW))
                .isInstanceOfSatisfying(
                        Requeue.class, requeue -> assertThat(requeue.dueAt()).isEqualTo(NOW.plusSeconds(seconds)));
    }

    @Test
    void afterTheLastAttemptItHasFailed() {
        assertThat(Settlement.of(new Handover.NotNow("x"), standing(Channel.EMAIL, 3, 0), PATIENCE, NOW))
                .isInstanceOfSatisfying(
                        Close.class, close -> assertThat(close.outcome()).isEqualTo(Outcome.FAILED));
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 10", "9, 2560", "10, 3600", "5000, 3600"})
    void aResultIsAskedForLessAndLessOften(int polls, long seconds) {
        assertThat(Settlement.of(new Handover.Pending(), standing(Channel.KAKAO, 1, polls), PATIENCE, NOW))
                .isEqualTo(new Await(NOW.plusSeconds(seconds), "request", 1));
    }

    @Test
    void aResultThatNeverComesLeavesTheOutcomeUnknown() {
        var later = NOW.plus(Duration.ofDays(3));

        assertThat(Settlement.of(new Handover.Pending(), standing(Channel.KAKAO, 1, 9), PATIENCE, later))
                .isInstanceOfSatisfying(
                        Close.class, close -> assertThat(close.outcome()).isEqualTo(Outcome.UNKNOWN));
    }

    @ParameterizedTest
    @EnumSource(
            value = Channel.class,
            names = {"EMAIL", "KAKAO"})
    void whoCannotBeReachedIsSuppressed(Channel channel) {
        assertThat(Settlement.of(new Handover.Refused("c", "t", true), standing(channel, 1, 0), PATIENCE, NOW))
                .isEqualTo(new Close(Outcome.FAILED, new Reason("c", "t"), true));
    }

    private static Standing standing(Channel channel, int attempts, int polls) {
        return new Standing(channel, attempts, polls, NOW, "request", 1);
    }
}
