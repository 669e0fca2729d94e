package io.danggol.profile.person;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// What people and browsers decided about what is gathered of them, and about what it is used for.
@ApplicationScoped
public class Decisions {
    /// What was decided last.
    public record Decision(boolean granted, Instant since) {
        /// The later one; at one instant the refusal.
        Decision or(Decision other) {
            if (other == null) return this;
            var order = since.compareTo(other.since);
            return order > 0 || (order == 0 && !granted) ? this : other;
        }
    }

    /// What one person decided.
    @FunctionalInterface
    public interface OfPerson {
        /// By them or in this browser, at ties the refusal; empty if neither.
        Optional<Decision> latest(String visitorId);
    }

    /// For each of these profiles whether personalisation may use an event of one of these browsers.
    public Uni<Function<UUID, Consented>> personalization(
            SqlClient client, Collection<UUID> profiles, Collection<String> visitors) {
        return about(client, "personalization", profiles, visitors)
                .map(of ->
                        profile -> visitor -> of.apply(profile).latest(visitor).map(Decision::granted));
    }

    /// For each of these profiles what was decided about analytics.
    public Uni<Function<UUID, OfPerson>> analytics(
            SqlClient client, Collection<UUID> profiles, Collection<String> visitors) {
        return about(client, "analytics", profiles, visitors);
    }

    private static Uni<Function<UUID, OfPerson>> about(
            SqlClient client, String purpose, Collection<UUID> profiles, Collection<String> visitors) {
        var browsers = visitors.stream().filter(Objects::nonNull).distinct().toArray(String[]::new);
        return client.preparedQuery("""
                        with parents as (
                            select merged_into as id from profile where merged_into = any($1)
                            union
                            select stands_for from profile where stands_for = any($1)),
                        subjects as (
                            select i as member, i as root from unnest($1) as u (i)
                            union
                            select member, root from members(array(select id from parents)))
                        select m.root, '' as visitor, s.granted, s.since
                        from subjects as m join consent_state s on s.subject = m.member
                        where s.visitor = '' and s.purpose = $3
                        union all
                        select null, visitor, granted, since from consent_state
                        where visitor = any($2) and visitor <> '' and purpose = $3""")
                .execute(Tuple.of(profiles.toArray(UUID[]::new), browsers, purpose))
                .map(rows -> {
                    var people = new HashMap<UUID, Decision>();
                    var decided = new HashMap<String, Decision>();
                    rows.forEach(row -> {
                        var decision = new Decision(
                                row.getBoolean("granted"),
                                row.getOffsetDateTime("since").toInstant());
                        var person = row.getUUID("root");
                        if (person == null) decided.merge(row.getString("visitor"), decision, Decision::or);
                        else people.merge(person, decision, Decision::or);
                    });
                    return profile -> visitor -> latest(people.get(profile), decided, visitor);
                });
    }

    private static Optional<Decision> latest(Decision person, Map<String, Decision> browsers, String visitor) {
        var browser = visitor == null ? null : browsers.get(visitor);
        var latest = person == null ? browser : person.or(browser);
        return Optional.ofNullable(latest);
    }
}
