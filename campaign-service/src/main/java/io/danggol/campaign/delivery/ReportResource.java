package io.danggol.campaign.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.danggol.campaign.attribution.Effects;
import io.danggol.campaign.attribution.Effects.Effect;
import io.danggol.campaign.attribution.Effects.Place;
import io.danggol.campaign.attribution.Group;
import io.danggol.campaign.attribution.Uplift;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.Campaigns;
import io.danggol.campaign.plan.PlanRefusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of a campaign's messages, by step and channel.
@Path("/v1/campaigns/{id}/report")
@RolesAllowed({"analyst", "marketer"})
class ReportResource {
    /// The numbers of a campaign.
    ///
    /// @param goal null where the campaign has none; then its lines have neither variants nor uplift
    /// @param holdout messages that were left out to measure the effect
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Report(String campaignId, Goal goal, List<Line> steps, long holdout) {}

    /// What the campaign is for.
    record Goal(String event, Duration within) {}

    /// The numbers of a step by one channel.
    ///
    /// @param sent handed over and not refused, whatever became of it later
    /// @param clicked messages with a link that was followed
    /// @param deferred still to come
    /// @param withheld stopped by a rule, by its code
    /// @param unknown whose hand-over broke; never sent again
    /// @param variants who got the message, and beside them those who were left out on purpose; null without a goal
    /// @param uplift null without a goal, or while a variant has nobody in it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String step,
            String channel,
            long sent,
            long delivered,
            long opened,
            long clicked,
            long failed,
            long unknown,
            long deferred,
            List<Withheld> withheld,
            List<Variant> variants,
            Uplift uplift) {}

    /// One of the groups that are compared.
    ///
    /// @param converted people who reached the goal in its time, each once
    /// @param rate `converted` of `people`; null while there is nobody
    record Variant(String variant, long people, long converted, Double rate, List<Revenue> revenue) {
        static Variant of(String name, Group group) {
            return new Variant(
                    name,
                    group.people(),
                    group.converted(),
                    group.people() == 0 ? null : (double) group.converted() / group.people(),
                    group.revenue().entrySet().stream()
                            .map(sum -> new Revenue(sum.getKey(), sum.getValue()))
                            .sorted(Comparator.comparing(Revenue::currency))
                            .toList());
        }
    }

    /// What orders were worth, after refunds.
    record Revenue(String currency, BigDecimal amount) {}

    /// Messages that a rule stopped.
    record Withheld(Reason reason, long count) {}

    private final Campaigns campaigns;
    private final Effects effects;
    private final Pool pool;

    ReportResource(Campaigns campaigns, Effects effects, Pool pool) {
        this.campaigns = campaigns;
        this.effects = effects;
        this.pool = pool;
    }

    @GET
    public Uni<Report> report(String id) {
        return campaigns
                .find(id)
                .map(found ->
                        found.orElseThrow(PlanRefusal.Unknown::new).campaign().goal())
                .chain(goal -> goal.map(given -> effects.of(pool, id, given))
                        .orElseGet(() -> Uni.createFrom().item(Map.of()))
                        .chain(measured -> pool.preparedQuery("""
                                        select step, channel, outcome, reason_code, min(reason_text) as reason_text, count(*) as n,
                                               count(delivered_at) as delivered, count(opened_at) as opened, count(clicked_at) as clicked
                                        from decision where campaign = $1
                                        group by step, channel, outcome, reason_code order by step, channel, reason_code""")
                                .execute(Tuple.of(id))
                                .map(rows -> report(id, rows, goal, measured))));
    }

    private static Report report(
            String id, RowSet<Row> rows, Optional<Campaign.Goal> goal, Map<Place, Effect> measured) {
        var places = new LinkedHashMap<Place, List<Row>>();
        rows.forEach(row -> places.computeIfAbsent(
                        new Place(row.getString("step"), row.getString("channel")), _ -> new ArrayList<>())
                .add(row));
        var lines = places.entrySet().stream()
                .map(place -> line(
                        place.getKey(),
                        place.getValue(),
                        goal.map(_ -> measured.getOrDefault(place.getKey(), new Effect(Group.EMPTY, Group.EMPTY)))))
                .toList();
        var holdout = lines.stream()
                .flatMap(line -> line.withheld().stream())
                .filter(withheld -> withheld.reason().code().equals("holdout"))
                .mapToLong(Withheld::count)
                .sum();
        return new Report(
                id, goal.map(given -> new Goal(given.event(), given.within())).orElse(null), lines, holdout);
    }

    private static Line line(Place place, List<Row> rows, Optional<Effect> effect) {
        return new Line(
                place.step(),
                place.channel(),
                count(rows, Outcome.SENT) + count(rows, Outcome.DELIVERED) + count(rows, Outcome.CLICKED),
                sum(rows, "delivered"),
                sum(rows, "opened"),
                sum(rows, "clicked"),
                count(rows, Outcome.FAILED),
                count(rows, Outcome.UNKNOWN),
                count(rows, Outcome.DEFERRED),
                rows.stream()
                        .filter(row -> row.getString("outcome").equals(Outcome.WITHHELD.wire()))
                        .map(row -> new Withheld(
                                new Reason(row.getString("reason_code"), row.getString("reason_text")),
                                row.getLong("n")))
                        .toList(),
                effect.map(both ->
                                List.of(Variant.of("message", both.message()), Variant.of("holdout", both.holdout())))
                        .orElse(null),
                effect.flatMap(both -> Uplift.of(both.message(), both.holdout()))
                        .orElse(null));
    }

    private static long count(List<Row> rows, Outcome outcome) {
        return rows.stream()
                .filter(row -> row.getString("outcome").equals(outcome.wire()))
                .mapToLong(row -> row.getLong("n"))
                .sum();
    }

    private static long sum(List<Row> rows, String column) {
        return rows.stream().mapToLong(row -> row.getLong(column)).sum();
    }
}
