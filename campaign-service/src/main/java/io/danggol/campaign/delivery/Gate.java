package io.danggol.campaign.delivery;

import io.danggol.campaign.CampaignConfig;
import io.danggol.campaign.audience.Consents;
import io.danggol.campaign.audience.Decided;
import io.danggol.campaign.audience.Memberships;
import io.danggol.campaign.audience.Profiles;
import io.danggol.campaign.eligibility.Eligibility;
import io.danggol.campaign.eligibility.Eligibility.Candidate;
import io.danggol.campaign.eligibility.Eligibility.Deferred;
import io.danggol.campaign.eligibility.Eligibility.Eligible;
import io.danggol.campaign.eligibility.Eligibility.Withheld;
import io.danggol.campaign.eligibility.Person;
import io.danggol.campaign.eligibility.Rule;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.suppression.Suppressions;
import io.danggol.chassis.trace.Traces;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Asks [Eligibility] about queued messages, with what this service knows of their people, and writes down the answers.
///
/// The people are locked meanwhile, so that two replicas never let the same person's second message of a day pass.
@Singleton
class Gate {
    private static final Duration SETTLING = Duration.ofSeconds(4);
    private final Pool pool;
    private final Queue queue;
    private final Decisions decisions;
    private final Entries entries;
    private final Consents consents;
    private final Suppressions suppressions;
    private final Memberships memberships;
    private final Profiles profiles;
    private final CampaignConfig config;
    private final Traces traces;
    private final Clock clock;

    Gate(
            Pool pool,
            Queue queue,
            Decisions decisions,
            Entries entries,
            Consents consents,
            Suppressions suppressions,
            Memberships memberships,
            Profiles profiles,
            CampaignConfig config,
            Traces traces,
            Clock clock) {
        this.pool = pool;
        this.queue = queue;
        this.decisions = decisions;
        this.entries = entries;
        this.consents = consents;
        this.suppressions = suppressions;
        this.memberships = memberships;
        this.profiles = profiles;
        this.config = config;
        this.traces = traces;
        this.clock = clock;
    }

    /// Which of these messages, leased by `lease`, may go now; the others are put off or withheld, with their reasons.
    Uni<List<Message>> pass(UUID lease, List<Message> messages, Map<String, Campaign> campaigns) {
        var ids = messages.stream().map(Message::id).toList();
        return pool.withTransaction(tx -> lock(tx, people(messages))
                .chain(() -> queue.held(tx, lease, ids))
                .chain(held -> queue.of(tx, held))
                .chain(current -> people(tx, current, campaigns.values())
                        .chain(people -> decide(tx, current, campaigns, people))));
    }

    private Uni<List<Message>> decide(
            SqlClient tx, List<Message> messages, Map<String, Campaign> campaigns, Map<UUID, Person> people) {
        var now = clock.instant();
        var passed = new ArrayList<Message>();
        var held = new LinkedHashMap<Message, Eligibility>();
        var unsettled = new ArrayList<UUID>();
        for (var message : messages) {
            var person = people.get(message.person());
            var campaign = campaigns.get(message.campaign());
            var candidate = new Candidate(campaign, message.step(), message.channel(), message.firstDue());
            switch (Eligibility.of(candidate, person, config.caps(), now)) {
                case Eligible() -> {
                    passed.add(decided(message, "eligible"));
                    people.put(
                            message.person(),
                            person.having(new Person.Sent(message.campaign(), message.channel(), now)));
                }
                case Deferred deferred -> held.put(decided(message, "deferred"), deferred);
                case Withheld(var rule)
                when rule == Rule.NO_CONSENT && unsettled(message, campaign, now) -> unsettled.add(message.id());
                case Withheld withheld -> held.put(decided(message, "withheld"), withheld);
            }
        }
        return Multi.createFrom()
                .iterable(held.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> hold(
                        tx,
                        entry.getKey(),
                        entry.getValue(),
                        campaigns.get(entry.getKey().campaign()),
                        now))
                .collect()
                .asList()
                .chain(() -> queue.postpone(tx, unsettled, now.plus(SETTLING)))
                .chain(() -> queue.approve(tx, passed.stream().map(Message::id).toList()))
                .replaceWith(passed);
    }

    /// The message, in the trace of what follows from this.
    private Message decided(Message message, String outcome) {
        return message.in(traces.decided("decide campaign", message.campaign(), outcome, message.traceparent()));
    }

    /// The yes of who came into a segment a moment ago may still be on its way to us: it travels on another topic.
    private static boolean unsettled(Message message, Campaign campaign, Instant now) {
        return campaign.kind() == Campaign.Kind.TRIGGERED
                && now.isBefore(message.createdAt().plus(SETTLING));
    }

    private Uni<Void> hold(SqlClient tx, Message message, Eligibility why, Campaign campaign, Instant now) {
        return switch (why) {
            case Eligible() -> Uni.createFrom().voidItem();
            case Deferred(var rule, var until) ->
                queue.requeue(tx, message.id(), until)
                        .chain(() -> decisions.decide(tx, message, Outcome.DEFERRED, Reason.of(rule), now));
            case Withheld(var rule) when rule == Rule.HOLDOUT -> close(tx, message, Reason.of(rule), now);
            case Withheld(var rule) -> withhold(tx, message, campaign, Reason.of(rule), now);
        };
    }

    /// The message does not go; where its step has another channel, that one is tried.
    Uni<Void> withhold(SqlClient tx, Message message, Campaign campaign, Reason reason, Instant now) {
        return close(tx, message, reason, now).chain(() -> entries.next(tx, campaign, message, now));
    }

    /// The message does not go, nor does its step by another channel: who is left out of a campaign to measure
    /// its effect is compared with those who got the message by this very channel.
    private Uni<Void> close(SqlClient tx, Message message, Reason reason, Instant now) {
        return queue.close(tx, message.id()).chain(() -> decisions.decide(tx, message, Outcome.WITHHELD, reason, now));
    }

    private static List<UUID> people(Collection<Message> messages) {
        return messages.stream().map(Message::person).distinct().sorted().toList();
    }

    /// In one order for all replicas.
    private static Uni<Void> lock(SqlClient tx, List<UUID> people) {
        return tx.preparedQuery("""
                        select pg_advisory_xact_lock(hashtextextended(p, 0))
                        from (select p::text as p from unnest($1::uuid[]) as p order by 1) as people""")
                .execute(Tuple.of(people.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private Uni<Map<UUID, Person>> people(SqlClient tx, List<Message> messages, Collection<Campaign> campaigns) {
        var people = people(messages);
        var ids = messages.stream().map(Message::id).toList();
        var now = clock.instant();
        var from = now.minus(longestWindow(campaigns));
        return consents.of(tx, people)
                .chain(states -> suppressions
                        .of(tx, people)
                        .chain(closed -> memberships
                                .of(tx, people)
                                .chain(segments -> profiles.of(tx, people)
                                        .chain(facts -> decisions
                                                .sent(tx, people, ids, from, now)
                                                .map(sent -> {
                                                    var known = new HashMap<UUID, Person>();
                                                    for (var person : people) {
                                                        var decided = states.getOrDefault(person, List.of());
                                                        known.put(
                                                                person,
                                                                new Person(
                                                                        person,
                                                                        Decided.channels(decided, "marketing"),
                                                                        Decided.channels(decided, "night-marketing"),
                                                                        closed.getOrDefault(person, Set.of()),
                                                                        facts.getOrDefault(person, Profiles.Facts.NONE)
                                                                                .under14(),
                                                                        Decided.profilingRefused(decided),
                                                                        segments.getOrDefault(person, Set.of()),
                                                                        sent.getOrDefault(person, List.of())));
                                                    }
                                                    return known;
                                                })))));
    }

    /// How far back any cap looks; a day at least, for Kakao's.
    private Duration longestWindow(Collection<Campaign> campaigns) {
        return campaigns.stream()
                .flatMap(campaign -> campaign.cap().stream())
                .map(cap -> cap.window())
                .reduce(
                        config.capLimit() == 0 ? Duration.ofDays(1) : config.capWindow(),
                        (one, other) -> one.compareTo(other) > 0 ? one : other)
                .plusDays(1);
    }

    /// Campaigns by their keys.
    static Map<String, Campaign> byKey(List<Campaign> campaigns) {
        return campaigns.stream().collect(Collectors.toMap(Campaign::key, Function.identity()));
    }
}
