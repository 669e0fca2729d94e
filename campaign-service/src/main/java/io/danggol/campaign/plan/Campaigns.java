package io.danggol.campaign.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.campaign.plan.Campaign.Kind;
import io.danggol.campaign.plan.Campaign.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The campaigns of the shop.
@Singleton
public class Campaigns {
    private final Pool pool;
    private final ObjectMapper json;

    Campaigns(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /// A campaign with what the store knows of it.
    ///
    /// @param activatedAt when it was last started; null if never
    public record Kept(Campaign campaign, Instant createdAt, Instant activatedAt) {}

    /// Adds a campaign; false when the key was ever used.
    Uni<Boolean> add(Campaign campaign, Instant now) {
        return pool.preparedQuery("""
                        insert into campaign (key, body, state, created_at)
                        values ($1, $2::text::jsonb, $3, $4) on conflict do nothing""")
                .execute(Tuple.of(campaign.key(), body(campaign), wire(campaign.state()), at(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /// Writes a campaign anew, its state untouched; false when there is none.
    Uni<Boolean> change(Campaign campaign) {
        return pool.preparedQuery("update campaign set body = $2::text::jsonb where key = $1 and not deleted")
                .execute(Tuple.of(campaign.key(), body(campaign)))
                .map(rows -> rows.rowCount() == 1);
    }

    /// The campaign of that key; empty if there is none, or none any more.
    public Uni<Optional<Kept>> find(String key) {
        return query(pool, "where key = $1 and not deleted", Tuple.of(key))
                .map(found -> found.stream().findFirst());
    }

    /// Campaigns by key, deleted ones among them: what is still under way has to know them.
    public Uni<List<Campaign>> of(SqlClient client, Collection<String> keys) {
        return query(client, "where key = any($1)", Tuple.of(keys.toArray(String[]::new)))
                .map(found -> found.stream().map(Kept::campaign).toList());
    }

    /// Newest first, below `cursor`.
    Uni<List<Kept>> page(int limit, Optional<Instant> cursor) {
        return query(
                pool,
                "where not deleted and created_at < $1 order by created_at desc, key limit $2",
                Tuple.of(at(cursor.orElse(Instant.parse("9999-01-01T00:00:00Z"))), limit));
    }

    /// The campaigns of a kind that send now.
    public Uni<List<Kept>> active(SqlClient client, Kind kind) {
        return query(
                client,
                "where state = 'active' and not deleted and body ->> 'kind' = $1 order by key",
                Tuple.of(wire(kind)));
    }

    /// Moves a campaign from one of `from` to `to`; false when it was in no such state.
    public Uni<Boolean> move(SqlClient client, String key, Collection<State> from, State to, Instant now) {
        return client.preparedQuery("""
                        update campaign set state = $3, activated_at = case when $3 = 'active' then $4 else activated_at end
                        where key = $1 and state = any($2) and not deleted""")
                .execute(Tuple.of(key, from.stream().map(Campaigns::wire).toArray(String[]::new), wire(to), at(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /// Takes a campaign away; what it decided stays on record. False when there is none.
    Uni<Boolean> delete(String key) {
        return pool.preparedQuery("update campaign set deleted = true, state = 'draft' where key = $1 and not deleted")
                .execute(Tuple.of(key))
                .map(rows -> rows.rowCount() == 1);
    }

    private Uni<List<Kept>> query(SqlClient client, String where, Tuple values) {
        return client.preparedQuery(
                        "select key, body::text as body, state, deleted, created_at, activated_at from campaign "
                                + where)
                .execute(values)
                .map(this::all);
    }

    private List<Kept> all(RowSet<Row> rows) {
        var all = new ArrayList<Kept>(rows.size());
        rows.forEach(row -> all.add(kept(row)));
        return all;
    }

    private Kept kept(Row row) {
        try {
            var state = State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
            return new Kept(
                    CampaignMapper.stored(json.readTree(row.getString("body")), state),
                    row.getOffsetDateTime("created_at").toInstant(),
                    row.getOffsetDateTime("activated_at") == null
                            ? null
                            : row.getOffsetDateTime("activated_at").toInstant());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("campaign " + row.getString("key"), e);
        }
    }

    private String body(Campaign campaign) {
        return CampaignMapper.write(campaign, json).toString();
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
