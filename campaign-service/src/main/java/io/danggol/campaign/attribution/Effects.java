package io.danggol.campaign.attribution;

import io.danggol.campaign.plan.Campaign.Goal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What a campaign's messages brought about, beside what those did who were left out on purpose.
@Singleton
public class Effects {
    private static final String MEASURED = """
            campaign = $1 and profile_id is not null
            and (outcome in ('sent', 'delivered', 'clicked') and sent_at is not null
                 or outcome = 'withheld' and reason_code = 'holdout')""";

    private final Deeds deeds;
    private final OrdersConfig config;

    Effects(Deeds deeds, OrdersConfig config) {
        this.deeds = deeds;
        this.config = config;
    }

    /// A step by one channel.
    public record Place(String step, String channel) {}

    /// Those who got the message, and those who were left out on purpose.
    public record Effect(Group message, Group holdout) {}

    private record Cell(Place place, boolean holdout) {}

    /// By step and channel; a place where nobody was reached or left out is not in it.
    public Uni<Map<Place, Effect>> of(SqlClient client, String campaign, Goal goal) {
        return people(client, campaign)
                .chain(people -> touched(client, campaign)
                        .chain(touched -> deeds.of(client, campaign, goal.event())
                                .map(done -> effects(people, touched, reached(done, goal), goal))));
    }

    private Map<UUID, List<Reached>> reached(Map<UUID, List<Deed>> done, Goal goal) {
        var reached = new HashMap<UUID, List<Reached>>();
        done.forEach((person, all) -> reached.put(person, Reached.of(goal.event(), all, config.trust())));
        return reached;
    }

    private static Map<Place, Effect> effects(
            Map<Cell, Long> people,
            Map<Cell, Map<UUID, List<Instant>>> touched,
            Map<UUID, List<Reached>> reached,
            Goal goal) {
        var effects = new HashMap<Place, Effect>();
        var window = new Window(goal.within());
        people.forEach((cell, count) -> {
            var group = Group.of(count, window, touched.getOrDefault(cell, Map.of()), reached);
            effects.merge(
                    cell.place(),
                    cell.holdout() ? new Effect(Group.EMPTY, group) : new Effect(group, Group.EMPTY),
                    (one, other) -> cell.holdout()
                            ? new Effect(one.message(), other.holdout())
                            : new Effect(other.message(), one.holdout()));
        });
        return effects;
    }

    private static Uni<Map<Cell, Long>> people(SqlClient client, String campaign) {
        return client.preparedQuery("""
                        select step, channel, outcome = 'withheld' as holdout, count(distinct profile_id) as people
                        from decision where %s group by step, channel, holdout""".formatted(MEASURED))
                .execute(Tuple.of(campaign))
                .map(rows -> {
                    var people = new HashMap<Cell, Long>();
                    rows.forEach(row -> people.put(
                            new Cell(
                                    new Place(row.getString("step"), row.getString("channel")),
                                    row.getBoolean("holdout")),
                            row.getLong("people")));
                    return people;
                });
    }

    /// When something was done of those who did anything that may count.
    private static Uni<Map<Cell, Map<UUID, List<Instant>>>> touched(SqlClient client, String campaign) {
        return client.preparedQuery("""
                        select step, channel, outcome = 'withheld' as holdout, profile_id, coalesce(sent_at, at) as at
                        from decision where %s
                          and exists (select 1 from deed x where x.profile_id = decision.profile_id)""".formatted(MEASURED))
                .execute(Tuple.of(campaign))
                .map(rows -> {
                    var touched = new HashMap<Cell, Map<UUID, List<Instant>>>();
                    rows.forEach(row -> touched.computeIfAbsent(
                                    new Cell(
                                            new Place(row.getString("step"), row.getString("channel")),
                                            row.getBoolean("holdout")),
                                    _ -> new HashMap<>())
                            .computeIfAbsent(row.getUUID("profile_id"), _ -> new ArrayList<>())
                            .add(row.getOffsetDateTime("at").toInstant()));
                    return touched;
                });
    }
}
