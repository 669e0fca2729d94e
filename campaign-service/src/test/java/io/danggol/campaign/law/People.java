package io.danggol.campaign.law;

import io.danggol.campaign.Channel;
import io.danggol.campaign.eligibility.Caps;
import io.danggol.campaign.eligibility.Eligibility.Candidate;
import io.danggol.campaign.eligibility.Person;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.Campaign.Mode;
import io.danggol.campaign.plan.Campaign.Step;
import io.danggol.campaign.plan.Content;
import io.danggol.campaign.plan.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// People, campaigns and times for the rules.
final class People {
    static final Caps PATIENT = new Caps(Optional.empty(), Duration.ofDays(1));
    static final String SEGMENT = "cart-abandoners";

    private People() {}

    /// A time in Korea, e.g. `2026-11-23T14:00:00`.
    static Instant at(String local) {
        return OffsetDateTime.parse(local + "+09:00").toInstant();
    }

    /// Somebody in the segment who agreed to advertising on these channels and to nothing else.
    static Person agreed(Channel... channels) {
        var consents = EnumSet.noneOf(Channel.class);
        consents.addAll(List.of(channels));
        return new Person(UUID.randomUUID(), consents, Set.of(), Set.of(), false, false, Set.of(SEGMENT), List.of());
    }

    static Person withNight(Person person, Channel... channels) {
        return new Person(
                person.profileId(),
                person.consents(),
                Set.of(channels),
                person.suppressed(),
                person.under14(),
                person.profilingRefused(),
                person.segments(),
                person.sent());
    }

    static Person suppressed(Person person, Channel... channels) {
        return new Person(
                person.profileId(),
                person.consents(),
                person.nightConsents(),
                Set.of(channels),
                person.under14(),
                person.profilingRefused(),
                person.segments(),
                person.sent());
    }

    static Person child(Person person) {
        return new Person(
                person.profileId(),
                person.consents(),
                person.nightConsents(),
                person.suppressed(),
                true,
                person.profilingRefused(),
                person.segments(),
                person.sent());
    }

    static Campaign campaign() {
        return new Campaign(
                "cart",
                "장바구니",
                Campaign.Kind.TRIGGERED,
                Campaign.State.ACTIVE,
                Optional.empty(),
                Optional.of(SEGMENT),
                List.of(new Step("first", Duration.ZERO, List.of(Channel.EMAIL, Channel.KAKAO), Mode.ALL)),
                Content.NONE,
                Schedule.ALWAYS,
                Optional.empty(),
                Optional.empty(),
                50,
                0);
    }

    static Candidate by(Channel channel, Instant due) {
        return new Candidate(campaign(), "first", channel, due);
    }
}
