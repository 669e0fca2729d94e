package io.danggol.campaign.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.contracts.ProfileMessage.CartItem;
import io.danggol.contracts.ProfileMessage.ProfileChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What messages need of a profile's facts: the cart, whether the person is under 14, and which profile it went into.
@Singleton
public class Profiles {
    private static final TypeReference<List<CartItem>> CART = new TypeReference<>() {};
    private final ObjectMapper json;

    Profiles(ObjectMapper json) {
        this.json = json;
    }

    /// The facts of one profile.
    public record Facts(boolean under14, List<CartItem> cart) {
        /// Of a profile that nothing is known of.
        public static final Facts NONE = new Facts(false, List.of());
    }

    /// Keeps those that are newer than what is known.
    Uni<Void> put(SqlClient tx, Collection<ProfileChanged> changes) {
        if (changes.isEmpty()) return Uni.createFrom().voidItem();
        var rows = List.copyOf(changes);
        return tx.preparedQuery("""
                        insert into profile (id, revision, under_14, cart)
                        select p.id, p.revision, p.under_14, p.cart::jsonb
                        from unnest($1::uuid[], $2::bigint[], $3::boolean[], $4::text[]) as p (id, revision, under_14, cart)
                        on conflict (id) do update
                        set revision = excluded.revision, under_14 = excluded.under_14, cart = excluded.cart
                        where excluded.revision > profile.revision""")
                .execute(Tuple.of(
                        rows.stream().map(ProfileChanged::profileId).toArray(UUID[]::new),
                        rows.stream().map(ProfileChanged::revision).toArray(Long[]::new),
                        rows.stream().map(ProfileChanged::under14).toArray(Boolean[]::new),
                        rows.stream().map(change -> write(change)).toArray(String[]::new)))
                .replaceWithVoid();
    }

    /// The facts of each of these people; of whom nothing is known is not in it.
    public Uni<Map<UUID, Facts>> of(SqlClient client, Collection<UUID> people) {
        return client.preparedQuery("select id, under_14, cart::text as cart from profile where id = any($1)")
                .execute(Tuple.of(people.toArray(UUID[]::new)))
                .map(rows -> {
                    var facts = new HashMap<UUID, Facts>();
                    rows.forEach(row -> facts.put(
                            row.getUUID("id"), new Facts(row.getBoolean("under_14"), read(row.getString("cart")))));
                    return facts;
                });
    }

    /// The profile that `id` went into, itself if into none.
    public Uni<UUID> resolve(SqlClient client, UUID id) {
        return client.preparedQuery("select resolved_profile($1)")
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getUUID(0));
    }

    /// From now on `from` stands for `into`; its own facts are dropped, they are the other's now.
    Uni<Void> merge(SqlClient tx, UUID from, UUID into, Instant at) {
        return tx.preparedQuery("""
                        insert into profile_alias (id, into_id, at) values ($1, $2, $3)
                        on conflict (id) do update set into_id = excluded.into_id, at = excluded.at""")
                .execute(Tuple.of(from, into, at.atOffset(ZoneOffset.UTC)))
                .chain(() -> tx.preparedQuery("update profile set cart = '[]' where id = $1")
                        .execute(Tuple.of(from)))
                .replaceWithVoid();
    }

    /// `id` stands for itself again.
    Uni<Void> unmerge(SqlClient tx, UUID id) {
        return tx.preparedQuery("delete from profile_alias where id = $1")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    private String write(ProfileChanged change) {
        try {
            var cart = change.traits() == null ? null : change.traits().cart();
            return json.writeValueAsString(cart == null ? List.of() : cart);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<CartItem> read(String cart) {
        try {
            return json.readValue(cart, CART);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
