package io.danggol.campaign.eligibility;

import io.danggol.campaign.Channel;
import io.danggol.campaign.Seoul;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.FrequencyCap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/// Whether a person may get a message now and, if not, the first reason why not. The only gate, without an override.
public sealed interface Eligibility {
    /// It may go.
    record Eligible() implements Eligibility {}

    /// Not before `until`; ask again then.
    record Deferred(Rule rule, Instant until) implements Eligibility {}

    /// Not at all.
    record Withheld(Rule rule) implements Eligibility {}

    /// A message that waits for its turn.
    ///
    /// @param firstDue when it was first due
    record Candidate(Campaign campaign, String step, Channel channel, Instant firstDue) {}

    /// Decides from its arguments alone: reads no clock, no store, no configuration.
    static Eligibility of(Candidate candidate, Person person, Caps caps, Instant now) {
        return refusal(candidate, person, now)
                .<Eligibility>map(Withheld::new)
                .or(() -> delay(candidate, person, caps, now).map(delay -> patient(delay, candidate, caps)))
                .orElseGet(Eligible::new);
    }

    private static Optional<Rule> refusal(Candidate candidate, Person person, Instant now) {
        var campaign = candidate.campaign();
        var channel = candidate.channel();
        if (!campaign.sends()) return Optional.of(Rule.CAMPAIGN_NOT_ACTIVE);
        if (campaign.step(candidate.step())
                .filter(step -> step.channels().contains(channel))
                .isEmpty()) return Optional.of(Rule.STEP_GONE);
        if (campaign.schedule().over(now)) return Optional.of(Rule.SCHEDULE_OVER);
        if (person.under14()) return Optional.of(Rule.UNDER_14);
        if (!person.consents().contains(channel)) return Optional.of(Rule.NO_CONSENT);
        if (person.suppressed().contains(channel)) return Optional.of(Rule.SUPPRESSED);
        if (person.profilingRefused()) return Optional.of(Rule.PROFILING_REFUSED);
        if (!person.segments().containsAll(campaign.segments())) return Optional.of(Rule.NOT_IN_SEGMENT);
        if (Holdout.covers(campaign.key(), person.profileId(), campaign.holdout())) return Optional.of(Rule.HOLDOUT);
        return Optional.empty();
    }

    private static Optional<Deferred> delay(Candidate candidate, Person person, Caps caps, Instant now) {
        var campaign = candidate.campaign();
        var channel = candidate.channel();
        if (!campaign.schedule().begun(now))
            return Optional.of(new Deferred(
                    Rule.SCHEDULE_NOT_BEGUN, campaign.schedule().startAt().orElseThrow()));
        if (Window.NIGHT.covers(channel, now) && !person.nightConsents().contains(channel))
            return Optional.of(new Deferred(Rule.NIGHT, Window.NIGHT.opensAfter(now)));
        if (Window.KAKAO.covers(channel, now))
            return Optional.of(new Deferred(Rule.KAKAO_HOURS, Window.KAKAO.opensAfter(now)));
        if (channel == Channel.KAKAO && kakaoToday(person, now))
            return Optional.of(new Deferred(Rule.KAKAO_DAILY, Seoul.next(LocalTime.of(8, 0), endOfDay(now))));
        var own = campaign.cap()
                .flatMap(cap -> cap.freeAt(
                        person.sent().stream()
                                .filter(sent -> sent.campaign().equals(campaign.key()))
                                .map(Person.Sent::at)
                                .toList(),
                        now));
        var overall = caps.overall().flatMap(cap -> freeAt(cap, person.sent(), now));
        return java.util.stream.Stream.of(own, overall)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .map(free -> new Deferred(Rule.FREQUENCY_CAP, free));
    }

    private static Optional<Instant> freeAt(FrequencyCap cap, List<Person.Sent> sent, Instant now) {
        return cap.freeAt(sent.stream().map(Person.Sent::at).toList(), now);
    }

    /// Kakao's own limit: one Brand Message to a person in a Korean calendar day.
    private static boolean kakaoToday(Person person, Instant now) {
        return person.sent().stream()
                .anyMatch(sent ->
                        sent.channel() == Channel.KAKAO && Seoul.day(sent.at()).equals(Seoul.day(now)));
    }

    private static Instant endOfDay(Instant now) {
        return Seoul.day(now).plusDays(1).atStartOfDay(Seoul.ZONE).toInstant();
    }

    /// What would be put off for longer than its patience is dropped; only a start that is still to come is waited for.
    private static Eligibility patient(Deferred deferred, Candidate candidate, Caps caps) {
        var wait = Duration.between(candidate.firstDue(), deferred.until());
        return deferred.rule() == Rule.SCHEDULE_NOT_BEGUN || wait.compareTo(caps.patience()) <= 0
                ? deferred
                : new Withheld(deferred.rule());
    }
}
