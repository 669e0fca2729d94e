package io.danggol.profile.identity;

import io.danggol.chassis.identity.Identities;
import io.danggol.profile.identity.Browser.Marks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is remembered of each browser, by visitor id.
@ApplicationScoped
public class Browsers {
    private final Identities identities;

    Browsers(Identities identities) {
        this.identities = identities;
    }

    /// A browser and the instant up to which its events keep their owners; null if they are free to move.
    public record Remembered(Browser browser, Instant settledAt) {}

    /// These browsers, locked until the transaction ends; one that was never seen is remembered as
    /// [Browser#NEW].
    public Uni<Map<String, Remembered>> lock(SqlClient tx, Collection<String> visitors) {
        if (visitors.isEmpty()) return Uni.createFrom().item(Map.of());
        var sorted = visitors.stream().distinct().sorted().toArray(String[]::new);
        return select(tx, sorted).chain(found -> {
            if (found.size() == sorted.length) return Uni.createFrom().item(found);
            return insert(
                            tx,
                            List.of(sorted).stream()
                                    .filter(visitor -> !found.containsKey(visitor))
                                    .toList())
                    .chain(() -> select(tx, sorted));
        });
    }

    /// Whether all that this browser did belongs to customers, so that its own profile is but another name for one.
    public Uni<Boolean> ownProfileStandsForCustomer(SqlClient client, String visitor) {
        return client.preparedQuery("select from browser where visitor = $1 and alias is not null")
                .execute(Tuple.of(visitor))
                .map(rows -> rows.size() > 0);
    }

    private Uni<Map<String, Remembered>> select(SqlClient tx, String[] visitors) {
        return tx.preparedQuery("select * from browser where visitor = any($1) order by visitor for update")
                .execute(Tuple.of(visitors))
                .map(rows -> {
                    var found = new HashMap<String, Remembered>();
                    rows.forEach(row -> found.put(row.getString("visitor"), remembered(row)));
                    return found;
                });
    }

    private Uni<Void> insert(SqlClient tx, List<String> visitors) {
        return tx.preparedQuery("""
                        insert into browser (visitor, own_profile, marks)
                        select * from unnest($1::text[], $2::uuid[], $3::text[]) on conflict do nothing""")
                .execute(Tuple.of(
                        visitors.toArray(String[]::new),
                        visitors.stream().map(identities::profileOfVisitor).toArray(java.util.UUID[]::new),
                        visitors.stream().map(_ -> Marks.NONE.name()).toArray(String[]::new)))
                .replaceWithVoid();
    }

    /// Remembers them; their rows are locked.
    public Uni<Void> write(SqlClient tx, Map<String, Browser> browsers) {
        if (browsers.isEmpty()) return Uni.createFrom().voidItem();
        var visitors = List.copyOf(browsers.keySet());
        var values = visitors.stream().map(browsers::get).toList();
        return tx.preparedQuery("""
                        update browser set last_at = b.last_at, last_id = b.last_id, last_source = b.last_source,
                            marks = b.marks, customer = b.customer, alias = b.alias
                        from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
                            as b (visitor, last_at, last_id, last_source, marks, customer, alias)
                        where browser.visitor = b.visitor""")
                .execute(Tuple.tuple()
                        .addValue(visitors.toArray(String[]::new))
                        .addValue(values.stream()
                                .map(it -> it.last() == null
                                        ? null
                                        : it.last().at().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new))
                        .addValue(values.stream()
                                .map(it -> it.last() == null ? null : it.last().id())
                                .toArray(String[]::new))
                        .addValue(values.stream()
                                .map(it -> it.last() == null ? null : it.last().source())
                                .toArray(String[]::new))
                        .addValue(values.stream().map(it -> it.marks().name()).toArray(String[]::new))
                        .addValue(values.stream().map(Browser::customer).toArray(String[]::new))
                        .addValue(values.stream().map(Browser::alias).toArray(String[]::new)))
                .replaceWithVoid();
    }

    private static Remembered remembered(Row row) {
        var lastAt = row.getOffsetDateTime("last_at");
        var settledAt = row.getOffsetDateTime("settled_at");
        return new Remembered(
                new Browser(
                        lastAt == null
                                ? null
                                : new Position(
                                        lastAt.toInstant(), row.getString("last_id"), row.getString("last_source")),
                        Marks.valueOf(row.getString("marks")),
                        row.getString("customer"),
                        row.getString("alias")),
                settledAt == null ? null : settledAt.toInstant());
    }
}
