package io.danggol.campaign.delivery;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What became of a campaign's messages, by step and channel.
@Path("/v1/campaigns/{id}/report")
@RolesAllowed({"analyst", "marketer"})
class ReportResource {
    /// The numbers of a campaign.
    ///
    /// @param holdout messages that were left out to measure the effect
    record Report(String campaignId, List<Line> steps, long holdout) {}

    /// The numbers of a step by one channel.
    ///
    /// @param sent handed over and not refused, whatever became of it later
    /// @param clicked messages with a link that was followed
    /// @param deferred still to come
    /// @param withheld stopped by a rule, by its code
    /// @param unknown whose hand-over broke; never sent again
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
            List<Withheld> withheld) {}

    /// Messages that a rule stopped.
    record Withheld(Reason reason, long count) {}

    private record Place(String step, String channel) {}

    private final Campaigns campaigns;
    private final Pool pool;

    ReportResource(Campaigns campaigns, Pool pool) {
        this.campaigns = campaigns;
        this.pool = pool;
    }

    @GET
    public Uni<Report> report(String id) {
        return campaigns
                .find(id)
                .map(found -> found.orElseThrow(PlanRefusal.Unknown::new))
                .chain(() -> pool.preparedQuery("""
                                select step, channel, outcome, reason_code, min(reason_text) as reason_text, count(*) as n,
                                       count(delivered_at) as delivered, count(opened_at) as opened, count(clicked_at) as clicked
                                from decision where campaign = $1
                                group by step, channel, outcome, reason_code order by step, channel, reason_code""").execute(Tuple.of(id)))
                .map(rows -> report(id, rows));
    }

    private static Report report(String id, RowSet<Row> rows) {
        var places = new LinkedHashMap<Place, List<Row>>();
        rows.forEach(row -> places.computeIfAbsent(
                        new Place(row.getString("step"), row.getString("channel")), _ -> new ArrayList<>())
                .add(row));
        var lines = places.entrySet().stream()
                .map(place -> line(place.getKey(), place.getValue()))
                .toList();
        var holdout = lines.stream()
                .flatMap(line -> line.withheld().stream())
                .filter(withheld -> withheld.reason().code().equals("holdout"))
                .mapToLong(Withheld::count)
                .sum();
        return new Report(id, lines, holdout);
    }

    private static Line line(Place place, List<Row> rows) {
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
                        .toList());
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
