package io.danggol.campaign.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.Channel;
import io.danggol.campaign.Seoul;
import io.danggol.campaign.eligibility.Eligibility.Candidate;
import io.danggol.campaign.eligibility.Eligibility.Deferred;
import io.danggol.campaign.eligibility.Eligibility.Eligible;
import io.danggol.campaign.eligibility.Eligibility.Withheld;
import io.danggol.campaign.eligibility.Person.Sent;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.Campaign.Mode;
import io.danggol.campaign.plan.Campaign.State;
import io.danggol.campaign.plan.Campaign.Step;
import io.danggol.campaign.plan.Content;
import io.danggol.campaign.plan.FrequencyCap;
import io.danggol.campaign.plan.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EligibilityTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    /// Whatever is known of a person: who may be written to is in every respect somebody who may be.
    @Test
    void nobodyPassesWhomAnyRuleHoldsBack() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++) {
            var now = START.plusSeconds(random.nextInt(3 * 86_400));
            var channel = random.nextBoolean() ? Channel.EMAIL : Channel.KAKAO;
            var person = person(random, now);
            var campaign = campaign(random, now);
            var caps = new Caps(
                    random.nextBoolean() ? Optional.empty() : Optional.of(new FrequencyCap(2, Duration.ofDays(1))),
                    Duration.ofHours(random.nextInt(48)));
            var candidate = new Candidate(campaign, "first", channel, now.minusSeconds(random.nextInt(7_200)));

            switch (Eligibility.of(candidate, person, caps, now)) {
                case Eligible() -> {
                    assertThat(campaign.state()).as("seed %d", seed).isEqualTo(State.ACTIVE);
                    assertThat(person.consents()).as("seed %d", seed).contains(channel);
                    assertThat(person.suppressed()).as("seed %d", seed).doesNotContain(channel);
                    assertThat(person.under14() || person.profilingRefused())
                            .as("seed %d", seed)
                            .isFalse();
                    assertThat(person.segments()).as("seed %d", seed).containsAll(campaign.segments());
                    assertThat(campaign.schedule().begun(now)
                                    && !campaign.schedule().over(now))
                            .as("seed %d", seed)
                            .isTrue();
                    if (channel == Channel.KAKAO) {
                        assertThat(Seoul.time(now))
                                .as("seed %d", seed)
                                .isAfterOrEqualTo(LocalTime.of(8, 0))
                                .isBefore(LocalTime.of(20, 50));
                        assertThat(person.sent())
                                .as("seed %d", seed)
                                .noneMatch(sent -> sent.channel() == Channel.KAKAO
                                        && Seoul.day(sent.at()).equals(Seoul.day(now)));
                    }
                }
                case Deferred(var rule, var until) -> {
                    assertThat(until).as("seed %d, %s", seed, rule).isAfter(now);
                    if (rule != Rule.SCHEDULE_NOT_BEGUN)
                        assertThat(Duration.between(candidate.firstDue(), until))
                                .as("seed %d", seed)
                                .isLessThanOrEqualTo(caps.patience());
                }
                case Withheld(var rule) ->
                    assertThat(rule.text()).as("seed %d", seed).isNotBlank();
            }
        }
    }

    /// What was put off is never put off by the same rule again at that very moment, so no message runs in circles.
    @Test
    void aRuleThatPutsOffLetsGoAtTheTimeItNamed() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++) {
            var now = START.plusSeconds(random.nextInt(3 * 86_400));
            var caps = new Caps(Optional.of(new FrequencyCap(1, Duration.ofHours(5))), Duration.ofDays(30));
            var person = person(random, now);
            var candidate = new Candidate(campaign(random, now), "first", Channel.KAKAO, now);
            if (!(Eligibility.of(candidate, person, caps, now) instanceof Deferred(var rule, var until))) continue;

            var later = Eligibility.of(candidate, person, caps, until);

            assertThat(later instanceof Deferred again && again.rule() == rule && rule != Rule.FREQUENCY_CAP)
                    .as("seed %d: %s at %s", seed, rule, until)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 10000, 10000", "0.1, 850, 1150", "0.5, 4700, 5300"})
    void theHoldoutIsTheNamedShareAndAlwaysTheSamePeople(double share, int least, int most) {
        var random = new Random(7);
        var people = random.longs(10_000)
                .mapToObj(bits -> new UUID(bits, random.nextLong()))
                .toList();

        var first = people.stream()
                .filter(person -> Holdout.covers("campaign", person, share))
                .toList();
        var again = people.stream()
                .filter(person -> Holdout.covers("campaign", person, share))
                .toList();

        assertThat(first).isEqualTo(again).hasSizeBetween(least, most);
        if (share == 0.5)
            assertThat(people.stream()
                            .filter(person -> Holdout.covers("another", person, share))
                            .toList())
                    .isNotEqualTo(first);
    }

    private static Person person(Random random, Instant now) {
        var sent = new ArrayList<Sent>();
        for (var i = random.nextInt(3); i > 0; i--)
            sent.add(new Sent(
                    random.nextBoolean() ? "campaign" : "another",
                    random.nextBoolean() ? Channel.EMAIL : Channel.KAKAO,
                    now.minusSeconds(random.nextInt(2 * 86_400))));
        sent.sort(Comparator.comparing(Sent::at));
        return new Person(
                new UUID(random.nextLong(), random.nextLong()),
                channels(random, 3),
                channels(random, 2),
                channels(random, 1),
                random.nextInt(10) == 0,
                random.nextInt(10) == 0,
                random.nextInt(10) == 0 ? Set.of() : Set.of("segment", "audience"),
                sent);
    }

    /// Each channel with a chance of `quarters` in four.
    private static Set<Channel> channels(Random random, int quarters) {
        var channels = new ArrayList<Channel>();
        for (var channel : List.of(Channel.EMAIL, Channel.KAKAO))
            if (random.nextInt(4) < quarters) channels.add(channel);
        return Set.copyOf(channels);
    }

    private static Campaign campaign(Random random, Instant now) {
        var schedule = switch (random.nextInt(6)) {
            case 0 -> new Schedule(Optional.of(now.plusSeconds(60)), Optional.empty());
            case 1 -> new Schedule(Optional.empty(), Optional.of(now.minusSeconds(60)));
            default -> Schedule.ALWAYS;
        };
        return new Campaign(
                "campaign",
                "캠페인",
                Campaign.Kind.TRIGGERED,
                random.nextInt(8) == 0 ? State.ENDED : State.ACTIVE,
                Optional.of("audience"),
                Optional.of("segment"),
                List.of(new Step("first", Duration.ZERO, List.of(Channel.EMAIL, Channel.KAKAO), Mode.ALL)),
                Content.NONE,
                schedule,
                Optional.empty(),
                random.nextBoolean() ? Optional.empty() : Optional.of(new FrequencyCap(1, Duration.ofHours(12))),
                50,
                random.nextInt(4) == 0 ? 0.5 : 0);
    }
}
