package io.danggol.campaign.delivery;

import io.danggol.campaign.CampaignConfig;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.Campaign.Mode;
import io.danggol.campaign.plan.Campaign.Step;
import io.danggol.campaign.plan.Campaigns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Makes messages of people's entries into campaigns. One message for each (campaign, step, person, occurrence,
/// channel), however often an entry is told.
@Singleton
public class Entries {
    private final Campaigns campaigns;
    private final CampaignConfig config;
    private final Clock clock;

    Entries(Campaigns campaigns, CampaignConfig config, Clock clock) {
        this.campaigns = campaigns;
        this.config = config;
        this.clock = clock;
    }

    /// A person came into a segment at `since`.
    ///
    /// @param occurrence what decided it
    /// @param traceparent W3C trace context of what decided it; null if there is none
    public record Entry(UUID person, String segment, Instant since, String occurrence, String traceparent) {}

    /// A message that waits to be decided.
    record Candidate(
            Campaign campaign,
            Step step,
            io.danggol.campaign.Channel channel,
            UUID person,
            String occurrence,
            Instant due,
            String traceparent) {}

    /// Starts the campaigns that wait for these entries. An entry that is older than the campaign's last start, or
    /// too old altogether, starts nothing.
    public Uni<Void> enter(SqlClient tx, Collection<Entry> entries) {
        if (entries.isEmpty()) return Uni.createFrom().voidItem();
        var oldest = clock.instant().minus(config.freshness());
        return campaigns.active(tx, Campaign.Kind.TRIGGERED).chain(active -> {
            var candidates = new ArrayList<Candidate>();
            for (var kept : active) {
                for (var entry : entries) {
                    if (kept.campaign()
                            .segmentEntered()
                            .filter(entry.segment()::equals)
                            .isEmpty()) continue;
                    if (entry.since().isBefore(oldest) || entry.since().isBefore(kept.activatedAt())) continue;
                    candidates.addAll(candidates(
                            kept.campaign(), entry.person(), entry.occurrence(), entry.since(), entry.traceparent()));
                }
            }
            return queue(tx, candidates);
        });
    }

    /// Starts a broadcast for these people.
    Uni<Void> broadcast(SqlClient tx, Campaign campaign, String run, Instant startedAt, List<UUID> people) {
        return queue(
                tx,
                people.stream()
                        .flatMap(person -> candidates(campaign, person, run, startedAt, null).stream())
                        .toList());
    }

    /// The messages of one entry: of each step by all of its channels, or by the first.
    private static List<Candidate> candidates(
            Campaign campaign, UUID person, String occurrence, Instant since, String traceparent) {
        var candidates = new ArrayList<Candidate>();
        for (var step : campaign.steps()) {
            var due = since.plus(campaign.dueAfter(step));
            var channels =
                    step.mode() == Mode.ALL ? step.channels() : step.channels().subList(0, 1);
            channels.forEach(channel ->
                    candidates.add(new Candidate(campaign, step, channel, person, occurrence, due, traceparent)));
        }
        return candidates;
    }

    /// Where a step goes out by the first channel that may be used, and this message's channel may not: the next one.
    Uni<Void> next(SqlClient tx, Campaign campaign, Message message, Instant now) {
        var next = campaign.step(message.step())
                .filter(step -> step.mode() == Mode.FIRST)
                .flatMap(step -> {
                    var index = step.channels().indexOf(message.channel()) + 1;
                    return index == 0 || index == step.channels().size()
                            ? java.util.Optional.empty()
                            : java.util.Optional.of(new Candidate(
                                    campaign,
                                    step,
                                    step.channels().get(index),
                                    message.person(),
                                    message.occurrence(),
                                    now,
                                    message.traceparent()));
                });
        return next.map(candidate -> queue(tx, List.of(candidate)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> queue(SqlClient tx, List<Candidate> candidates) {
        if (candidates.isEmpty()) return Uni.createFrom().voidItem();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return tx.preparedQuery("""
                        with c as (
                            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[],
                                                 $7::int[], $8::timestamptz[], $9::text[])
                                as c (id, campaign, step, profile_id, channel, occurrence, priority, due, traceparent)),
                        d as (
                            insert into decision (id, campaign, step, profile_id, channel, occurrence, outcome,
                                                  reason_code, reason_text, at, traceparent)
                            select id, campaign, step, resolved_profile(profile_id), channel, occurrence, 'deferred',
                                   $10, $11, $12, traceparent
                            from c on conflict do nothing returning id)
                        insert into dispatch (decision_id, priority, created_at, first_due, due_at)
                        select c.id, c.priority, $12, c.due, c.due from c join d using (id)""")
                .execute(Tuple.tuple()
                        .addArrayOfUUID(
                                candidates.stream().map(_ -> UUID.randomUUID()).toArray(UUID[]::new))
                        .addArrayOfString(strings(
                                candidates, candidate -> candidate.campaign().key()))
                        .addArrayOfString(strings(
                                candidates, candidate -> candidate.step().key()))
                        .addArrayOfUUID(
                                candidates.stream().map(Candidate::person).toArray(UUID[]::new))
                        .addArrayOfString(strings(
                                candidates, candidate -> candidate.channel().wire()))
                        .addArrayOfString(strings(candidates, Candidate::occurrence))
                        .addArrayOfInteger(candidates.stream()
                                .map(candidate -> candidate.campaign().priority())
                                .toArray(Integer[]::new))
                        .addArrayOfOffsetDateTime(candidates.stream()
                                .map(candidate -> candidate.due().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new))
                        .addArrayOfString(strings(candidates, Candidate::traceparent))
                        .addString(Reason.QUEUED.code())
                        .addString(Reason.QUEUED.text())
                        .addOffsetDateTime(now))
                .replaceWithVoid();
    }

    private static String[] strings(List<Candidate> candidates, java.util.function.Function<Candidate, String> field) {
        return candidates.stream().map(field).toArray(String[]::new);
    }
}
