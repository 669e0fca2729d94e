package io.danggol.campaign.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.contracts.ConsentsChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What people decided, as profile-service's ledger says.
@Singleton
public class Consents {
    private static final TypeReference<List<ConsentsChanged.State>> STATES = new TypeReference<>() {};
    private final ObjectMapper json;

    Consents(ObjectMapper json) {
        this.json = json;
    }

    /// Keeps those that are newer than what is known.
    Uni<Void> put(SqlClient tx, Collection<ConsentsChanged> changes) {
        if (changes.isEmpty()) return Uni.createFrom().voidItem();
        var rows = List.copyOf(changes);
        return tx.preparedQuery("""
                        insert into consent (profile_id, revision, states)
                        select c.id, c.revision, c.states::jsonb
                        from unnest($1::uuid[], $2::bigint[], $3::text[]) as c (id, revision, states)
                        on conflict (profile_id) do update set revision = excluded.revision, states = excluded.states
                        where excluded.revision > consent.revision""")
                .execute(Tuple.of(
                        rows.stream().map(ConsentsChanged::profileId).toArray(UUID[]::new),
                        rows.stream().map(ConsentsChanged::revision).toArray(Long[]::new),
                        rows.stream().map(change -> write(change.states())).toArray(String[]::new)))
                .replaceWithVoid();
    }

    /// Forgets people whose key was deleted from the log.
    Uni<Void> forget(SqlClient tx, Collection<UUID> people) {
        if (people.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("delete from consent where profile_id = any($1)")
                .execute(Tuple.of(people.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /// The decisions of each of these people; who made none is not in it.
    public Uni<Map<UUID, List<ConsentsChanged.State>>> of(SqlClient client, Collection<UUID> people) {
        return client.preparedQuery("select profile_id, states::text as states from consent where profile_id = any($1)")
                .execute(Tuple.of(people.toArray(UUID[]::new)))
                .map(rows -> {
                    var states = new HashMap<UUID, List<ConsentsChanged.State>>();
                    rows.forEach(row -> states.put(row.getUUID("profile_id"), read(row.getString("states"))));
                    return states;
                });
    }

    private String write(List<ConsentsChanged.State> states) {
        try {
            return json.writeValueAsString(states == null ? List.of() : states);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<ConsentsChanged.State> read(String states) {
        try {
            return json.readValue(states, STATES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
