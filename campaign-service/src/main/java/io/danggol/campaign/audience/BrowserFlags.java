package io.danggol.campaign.audience;

import io.danggol.contracts.StorefrontEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/// What each browser of a person said of personalization with its latest event. It counts where the ledger holds no
/// decision.
@Singleton
public class BrowserFlags {
    /// Of two events at one instant the refusal holds, whichever comes first.
    private static final Comparator<Seen> LATEST =
            Comparator.comparing((Seen seen) -> seen.event().occurredAt()).thenComparing(seen -> !seen.personalizes());

    /// An event of a person.
    record Seen(UUID person, StorefrontEvent event) {
        private record Key(UUID person, String visitor) {}

        private Key key() {
            return new Key(person, event.visitorId());
        }

        private boolean personalizes() {
            return event.consent() != null && event.consent().personalization();
        }
    }

    /// Keeps those that are later than what is known. An event without a browser says nothing of one.
    Uni<Void> put(SqlClient tx, Collection<Seen> seen) {
        var latest = new HashMap<Seen.Key, Seen>();
        for (var one : seen)
            if (one.event().visitorId() != null)
                latest.merge(one.key(), one, (a, b) -> LATEST.compare(a, b) >= 0 ? a : b);
        if (latest.isEmpty()) return Uni.createFrom().voidItem();
        var rows = List.copyOf(latest.values());
        return tx.preparedQuery("""
                        insert into browser_flag (profile_id, visitor_id, at, personalization)
                        select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::boolean[])
                        on conflict (profile_id, visitor_id) do update
                        set at = excluded.at, personalization = excluded.personalization
                        where (excluded.at, not excluded.personalization)
                              > (browser_flag.at, not browser_flag.personalization)""")
                .execute(Tuple.of(
                        rows.stream().map(Seen::person).toArray(UUID[]::new),
                        rows.stream().map(one -> one.event().visitorId()).toArray(String[]::new),
                        rows.stream()
                                .map(one -> one.event().occurredAt().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new),
                        rows.stream().map(Seen::personalizes).toArray(Boolean[]::new)))
                .replaceWithVoid();
    }

    /// Whether this browser's latest event under this person allowed it; no where there was none.
    public Uni<Boolean> personalizes(SqlClient client, UUID person, String visitorId) {
        return client.preparedQuery(
                        "select personalization from browser_flag where profile_id = $1 and visitor_id = $2")
                .execute(Tuple.of(person, visitorId))
                .map(rows -> rows.rowCount() == 1 && rows.iterator().next().getBoolean(0));
    }
}
