package io.danggol.profile.person;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.profile.facts.Facts;
import io.danggol.profile.facts.FactsCodec;
import io.danggol.profile.facts.Trust;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Profiles and what was folded from their events.
@ApplicationScoped
public class Profiles {
    private static final String COLUMNS =
            "id, customer, revision, events, facts, personal, merged_into, stands_for, guarded_until, restricted";

    private final ObjectMapper json;
    private final Decisions decisions;
    private final Trust trust;

    Profiles(
            ObjectMapper json,
            Decisions decisions,
            @ConfigProperty(name = "danggol.orders.trust", defaultValue = "server") Trust trust) {
        this.json = json;
        this.decisions = decisions;
        this.trust = trust;
    }

    /// Whose orders count.
    public Trust trust() {
        return trust;
    }

    /// These profiles, locked in one order until the transaction ends; those that are new are made.
    ///
    /// @param customers by id, the hash of the customer id; null for a browser's own profile
    public Uni<Map<UUID, ProfileRow>> lock(SqlClient tx, Map<UUID, Optional<String>> customers) {
        if (customers.isEmpty()) return Uni.createFrom().item(Map.of());
        var ids = customers.keySet().toArray(UUID[]::new);
        return select(tx, ids, "for update").chain(found -> {
            var missing = customers.keySet().stream()
                    .filter(id -> !found.containsKey(id))
                    .sorted()
                    .toList();
            if (missing.isEmpty()) return named(tx, found, customers);
            return tx.preparedQuery("""
                            insert into profile (id, customer) select * from unnest($1::uuid[], $2::text[])
                            on conflict do nothing""")
                    .execute(Tuple.of(
                            missing.toArray(UUID[]::new),
                            missing.stream()
                                    .map(id -> customers.get(id).orElse(null))
                                    .toArray(String[]::new)))
                    .chain(() -> select(tx, ids, "for update"))
                    .chain(all -> named(tx, all, customers));
        });
    }

    /// With the customers of those that were made before anybody knew whose they are.
    private Uni<Map<UUID, ProfileRow>> named(
            SqlClient tx, Map<UUID, ProfileRow> locked, Map<UUID, Optional<String>> customers) {
        var unnamed = locked.values().stream()
                .filter(row -> row.customer() == null && customers.get(row.id()).isPresent())
                .map(ProfileRow::id)
                .toList();
        if (unnamed.isEmpty()) return Uni.createFrom().item(locked);
        return tx.preparedQuery("""
                        update profile set customer = u.customer from unnest($1::uuid[], $2::text[]) as u (id, customer)
                        where profile.id = u.id""")
                .execute(Tuple.of(
                        unnamed.toArray(UUID[]::new),
                        unnamed.stream()
                                .map(id -> customers.get(id).orElseThrow())
                                .toArray(String[]::new)))
                .chain(() -> select(tx, locked.keySet().toArray(UUID[]::new), ""));
    }

    /// These profiles as they are; ids that are unknown are left out.
    public Uni<Map<UUID, ProfileRow>> find(SqlClient client, Collection<UUID> ids) {
        if (ids.isEmpty()) return Uni.createFrom().item(Map.of());
        return select(client, ids.toArray(UUID[]::new), "");
    }

    /// Up to when what these profiles did was erased; those that never were are left out.
    public Uni<Map<UUID, Instant>> erased(SqlClient client, Collection<UUID> ids) {
        if (ids.isEmpty()) return Uni.createFrom().item(Map.of());
        return client.preparedQuery("select profile, erased_at from erased where profile = any($1)")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> {
                    var erased = new HashMap<UUID, Instant>();
                    rows.forEach(row -> erased.put(
                            row.getUUID("profile"),
                            row.getOffsetDateTime("erased_at").toInstant()));
                    return erased;
                });
    }

    private Uni<Map<UUID, ProfileRow>> select(SqlClient client, UUID[] ids, String lock) {
        return client.preparedQuery("select " + COLUMNS + " from profile where id = any($1) order by id " + lock)
                .execute(Tuple.of(ids))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> {
                    var found = new HashMap<UUID, ProfileRow>();
                    rows.forEach(row -> found.put(row.getUUID("id"), profile(row)));
                    return found;
                });
    }

    /// Keeps their new states, and answers them under their next revisions; their rows are locked.
    public Uni<List<ProfileRow>> write(SqlClient tx, Collection<ProfileRow> rows) {
        if (rows.isEmpty()) return Uni.createFrom().item(List.of());
        var states = rows.stream().map(ProfileRow::state).toList();
        return tx.preparedQuery("""
                        update profile set revision = next_revision(profile.revision), events = p.events, facts = p.facts,
                            personal = p.personal, revenue = p.revenue::jsonb, in_cart = p.in_cart
                        from unnest($1::uuid[], $2::bigint[], $3::bytea[], $4::bytea[], $5::text[], $6::boolean[])
                            as p (id, events, facts, personal, revenue, in_cart)
                        where profile.id = p.id returning profile.id, profile.revision""")
                .execute(Tuple.tuple()
                        .addValue(rows.stream().map(ProfileRow::id).toArray(UUID[]::new))
                        .addValue(states.stream().map(State::events).toArray(Long[]::new))
                        .addValue(states.stream()
                                .map(it -> it.events() == 0 ? null : bytes(it.facts()))
                                .toArray(io.vertx.core.buffer.Buffer[]::new))
                        .addValue(states.stream()
                                .map(it -> bytes(it.personal()))
                                .toArray(io.vertx.core.buffer.Buffer[]::new))
                        .addValue(states.stream().map(it -> revenue(it.facts())).toArray(String[]::new))
                        .addValue(states.stream()
                                .map(it -> !it.facts().cart().items().isEmpty())
                                .toArray(Boolean[]::new)))
                .map(stored -> {
                    var revisions = new HashMap<UUID, Long>();
                    stored.forEach(row -> revisions.put(row.getUUID("id"), row.getLong("revision")));
                    return rows.stream()
                            .map(it -> it.withRevision(revisions.get(it.id())))
                            .toList();
                });
    }

    /// Only tells that these changed: the next revision, the state as it was; their rows need not be locked.
    public Uni<Void> touch(SqlClient tx, Collection<UUID> ids) {
        if (ids.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("update profile set revision = next_revision(revision) where id = any($1)")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /// Folds these profiles anew from the archive, and keeps the outcome; their rows are locked.
    public Uni<Void> recompute(SqlClient tx, Collection<ProfileRow> rows) {
        if (rows.isEmpty()) return Uni.createFrom().voidItem();
        var ids = rows.stream().map(ProfileRow::id).toArray(UUID[]::new);
        return tx.preparedQuery("select owner, body from archive where owner = any($1)")
                .execute(Tuple.of(ids))
                .chain(found -> {
                    var events = new HashMap<UUID, List<StorefrontEvent>>();
                    found.forEach(row -> events.computeIfAbsent(row.getUUID("owner"), _ -> new ArrayList<>())
                            .add(event(row.getBuffer("body"))));
                    var visitors = events.values().stream()
                            .flatMap(List::stream)
                            .map(StorefrontEvent::visitorId)
                            .toList();
                    return decisions
                            .personalization(tx, List.of(ids), visitors)
                            .map(consented -> rows.stream()
                                    .map(row -> row.withState(State.EMPTY.plus(
                                            events.getOrDefault(row.id(), List.of()),
                                            consented.apply(row.id()),
                                            trust)))
                                    .toList());
                })
                .chain(folded -> write(tx, folded))
                .replaceWithVoid();
    }

    /// Keeps whom browsers' own profiles stand for, null for themselves, and raises the revision of each.
    public Uni<Void> alias(SqlClient tx, Map<UUID, UUID> standsFor) {
        if (standsFor.isEmpty()) return Uni.createFrom().voidItem();
        var ids = List.copyOf(standsFor.keySet());
        return tx.preparedQuery("""
                        update profile set stands_for = a.stands_for, alias_at = clock_timestamp(),
                            revision = next_revision(revision)
                        from unnest($1::uuid[], $2::uuid[]) as a (id, stands_for) where profile.id = a.id""")
                .execute(Tuple.of(
                        ids.toArray(UUID[]::new),
                        ids.stream().map(standsFor::get).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /// Keeps until when somebody is known to be younger than 14, null for not known; tells whether that is new.
    public Uni<Boolean> guard(SqlClient tx, UUID id, LocalDate until) {
        return tx.preparedQuery("""
                        update profile set guarded_until = $2, revision = next_revision(revision)
                        where id = $1 and guarded_until is distinct from $2""").execute(Tuple.of(id, until)).map(result -> result.rowCount() > 0);
    }

    /// From now on nobody writes to this person; their row is locked.
    public Uni<Void> restrict(SqlClient tx, UUID id) {
        return tx.preparedQuery(
                        "update profile set restricted = true, revision = next_revision(revision) where id = $1")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    /// Ids of the profiles that stand for each of these, oldest first.
    public Uni<Map<UUID, List<UUID>>> aliases(SqlClient client, Collection<UUID> ids) {
        if (ids.isEmpty()) return Uni.createFrom().item(Map.of());
        return client.preparedQuery("""
                        with parents as (
                            select merged_into as id from profile where merged_into = any($1)
                            union
                            select stands_for from profile where stands_for = any($1))
                        select m.root, m.member from members(array(select id from parents)) as m
                        join profile p on p.id = m.member
                        where m.member <> m.root order by p.alias_at, m.member""")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> {
                    var aliases = new HashMap<UUID, List<UUID>>();
                    rows.forEach(row -> aliases.computeIfAbsent(row.getUUID("root"), _ -> new ArrayList<>())
                            .add(row.getUUID("member")));
                    return aliases;
                });
    }

    public StorefrontEvent event(Buffer body) {
        try {
            return json.readValue(body.getBytes(), StorefrontEvent.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProfileRow profile(Row row) {
        var facts = row.getBuffer("facts");
        var personal = row.getBuffer("personal");
        return new ProfileRow(
                row.getUUID("id"),
                row.getString("customer"),
                row.getLong("revision"),
                new State(row.getLong("events"), facts == null ? Facts.NONE : facts(facts), facts(personal)),
                row.getUUID("merged_into"),
                row.getUUID("stands_for"),
                row.getLocalDate("guarded_until"),
                row.getBoolean("restricted"));
    }

    private static Facts facts(Buffer bytes) {
        return bytes == null ? null : FactsCodec.decode(bytes.getBytes());
    }

    private static io.vertx.core.buffer.Buffer bytes(Facts facts) {
        return facts == null ? null : io.vertx.core.buffer.Buffer.buffer(FactsCodec.encode(facts));
    }

    private static String revenue(Facts facts) {
        var revenue = facts.revenue();
        if (revenue.isEmpty()) return null;
        var columns = new JsonObject();
        revenue.forEach((currency, it) -> columns.put(
                currency,
                new JsonObject()
                        .put("orders", it.orders())
                        .put("gross", it.gross())
                        .put("net", it.net())));
        return columns.encode();
    }
}
