package io.danggol.profile.consent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.LogMessage;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.ConsentsChanged;
import io.danggol.contracts.Topics;
import io.danggol.profile.consent.Standings.Decided;
import io.danggol.profile.consent.Standings.Matter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// The consent ledger: what people decided, append-only, one chain a profile.
@ApplicationScoped
public class Ledger {
    private static final int SALT_BYTES = 32;

    private final ObjectMapper json;
    private final Outbox outbox;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Ledger(ObjectMapper json, Outbox outbox, Clock clock) {
        this.json = json;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Writes decisions to the chain of `subject`, whose profile is locked.
    Uni<Void> append(SqlClient tx, UUID subject, List<Decision> decisions) {
        return last(tx, subject).chain(last -> {
            var before = last == null ? Chain.start(subject) : last.chainHash();
            var number = last == null ? 0 : last.number();
            var rows = new ArrayList<Tuple>();
            var states = new ArrayList<Tuple>();
            for (var decision : decisions) {
                var link = Chain.next(before, ++number, new Chain.Content(salt(), bytes(decision)));
                rows.add(row(subject, link));
                states.add(state(subject, decision, number));
                before = link.chainHash();
            }
            return tx.preparedQuery("""
                            insert into consent_entry
                                (subject, number, decision, salt, row_hash, chain_hash, recorded_at)
                            values ($1, $2, $3, $4, $5, $6, $7)""")
                    .executeBatch(rows)
                    .chain(() -> tx.preparedQuery("""
                            insert into consent_state as s values ($1, $2, $3, $4, $5, $6, $7)
                            on conflict (subject, visitor, purpose, channel) do update
                                set granted = excluded.granted, since = excluded.since, entry = excluded.entry
                                where excluded.since > s.since or (excluded.since = s.since and not excluded.granted)""").executeBatch(states))
                    .replaceWithVoid();
        });
    }

    private static Uni<Chain.Link> last(SqlClient tx, UUID subject) {
        return tx.preparedQuery("select * from consent_entry where subject = $1 order by number desc limit 1")
                .execute(Tuple.of(subject))
                .map(rows -> rows.size() == 0 ? null : link(rows.iterator().next()));
    }

    private Tuple row(UUID subject, Chain.Link link) {
        var content = link.content().orElseThrow();
        return Tuple.tuple()
                .addUUID(subject)
                .addInteger(link.number())
                .addValue(Buffer.buffer(content.decision()))
                .addValue(Buffer.buffer(content.salt()))
                .addValue(Buffer.buffer(link.rowHash()))
                .addValue(Buffer.buffer(link.chainHash()))
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static Tuple state(UUID subject, Decision decision, int number) {
        return Tuple.tuple()
                .addUUID(subject)
                .addString(decision.visitor().orElse(""))
                .addString(decision.permission().purpose().wire())
                .addString(decision.permission().channel().map(Channel::wire).orElse(""))
                .addBoolean(decision.granted())
                .addOffsetDateTime(decision.at().atOffset(ZoneOffset.UTC))
                .addInteger(number);
    }

    private byte[] salt() {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    /// How a decision stands in the ledger's rows.
    @RegisterForReflection
    private record Written(
            String visitorId,
            String purpose,
            String channel,
            String state,
            Instant at,
            String wording,
            String place,
            String by) {}

    private byte[] bytes(Decision it) {
        try {
            return json.writeValueAsBytes(new Written(
                    it.visitor().orElse(null),
                    it.permission().purpose().wire(),
                    it.permission().channel().map(Channel::wire).orElse(null),
                    it.granted() ? "granted" : "withdrawn",
                    it.at(),
                    it.wording().orElse(null),
                    it.place().orElse(null),
                    it.by()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What holds for the person of a profile, from all profiles that were merged into it.
    public Uni<Map<Permission, Standing>> ofPerson(SqlClient client, UUID profile) {
        return ofPeople(client, List.of(profile)).map(all -> all.getOrDefault(profile, Map.of()));
    }

    /// What holds for whom a profile shows: for a person, or, where it is nobody's, for its browser.
    public Uni<Map<Permission, Standing>> shown(SqlClient client, UUID profile) {
        return standing(client, List.of(profile), """
                        select m.root, s.* from members($1) as m join consent_state s on s.subject = m.member
                        join profile p on p.id = m.root where s.visitor = '' or p.customer is null""").map(all -> all.getOrDefault(profile, Map.of()));
    }

    /// What holds for many people; who decided nothing is left out.
    public Uni<Map<UUID, Map<Permission, Standing>>> ofPeople(SqlClient client, Collection<UUID> profiles) {
        return standing(client, profiles, """
                        select m.root, s.* from members($1) as m join consent_state s on s.subject = m.member
                        where s.visitor = ''""");
    }

    private static Uni<Map<UUID, Map<Permission, Standing>>> standing(
            SqlClient client, Collection<UUID> profiles, String sql) {
        return client.preparedQuery(sql)
                .execute(Tuple.of(profiles.toArray(UUID[]::new)))
                .map(rows -> {
                    var all = new HashMap<UUID, List<Standing.About>>();
                    rows.forEach(row -> all.computeIfAbsent(row.getUUID("root"), _ -> new ArrayList<>())
                            .add(about(row)));
                    var latest = new HashMap<UUID, Map<Permission, Standing>>();
                    all.forEach((profile, decisions) -> latest.put(profile, Standing.latest(decisions)));
                    return latest;
                });
    }

    /// What a browser decided for itself.
    Uni<Map<Permission, Standing>> ofBrowser(SqlClient client, String visitor) {
        return client.preparedQuery("select * from consent_state where visitor = $1 and visitor <> ''")
                .execute(Tuple.of(visitor))
                .map(rows -> {
                    var all = new ArrayList<Standing.About>();
                    rows.forEach(row -> all.add(about(row)));
                    return Standing.latest(all);
                });
    }

    /// What holds for the person of a profile, each with its wording and place.
    Uni<Map<Permission, Held>> heldByPerson(SqlClient client, UUID profile) {
        return ofPerson(client, profile).chain(standing -> held(client, standing));
    }

    /// What a browser decided for itself, each with its wording and place.
    Uni<Map<Permission, Held>> heldByBrowser(SqlClient client, String visitor) {
        return ofBrowser(client, visitor).chain(standing -> held(client, standing));
    }

    private Uni<Map<Permission, Held>> held(SqlClient client, Map<Permission, Standing> standing) {
        if (standing.isEmpty()) return Uni.createFrom().item(Map.of());
        var entries = standing.values().stream().map(Standing::entry).toArray(String[]::new);
        return client.preparedQuery("""
                        select i.entry, e.decision from unnest($1::text[]) as i (entry) join consent_entry e
                        on e.subject = split_part(i.entry, '/', 1)::uuid and e.number = split_part(i.entry, '/', 2)::int""").execute(Tuple.of(entries)).map(rows -> {
            var written = new HashMap<String, Written>();
            rows.forEach(row -> written.put(
                    row.getString("entry"), written(row.getBuffer("decision").getBytes())));
            var held = new HashMap<Permission, Held>();
            standing.forEach((permission, it) -> {
                var entry = written.get(it.entry());
                held.put(
                        permission,
                        new Held(it, Optional.ofNullable(entry.wording()), Optional.ofNullable(entry.place())));
            });
            return held;
        });
    }

    private Written written(byte[] decision) {
        try {
            return json.readValue(decision, Written.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Standing.About about(Row row) {
        return new Standing.About(
                new Permission(
                        Purpose.of(row.getString("purpose")).orElseThrow(), Channel.of(row.getString("channel"))),
                new Standing(
                        row.getBoolean("granted"),
                        row.getOffsetDateTime("since").toInstant(),
                        row.getUUID("subject") + "/" + row.getInteger("entry")));
    }

    /// What holds for a profile and, each for itself, for the browsers of its members.
    Uni<Standings> standings(SqlClient client, UUID profile) {
        return client.preparedQuery("""
                        select s.* from members($1) as m join consent_state s on s.subject = m.member""")
                .execute(Tuple.of((Object) new UUID[] {profile}))
                .map(Ledger::standings);
    }

    /// What each of these browsers decided for itself.
    Uni<Standings> standingsOf(SqlClient client, Collection<String> visitors) {
        return client.preparedQuery("select * from consent_state where visitor = any($1) and visitor <> ''")
                .execute(Tuple.of((Object) visitors.toArray(String[]::new)))
                .map(Ledger::standings);
    }

    private static Standings standings(RowSet<Row> rows) {
        var decisions = new ArrayList<Decided>();
        rows.forEach(row -> {
            var about = about(row);
            var visitor = Optional.of(row.getString("visitor")).filter(it -> !it.isEmpty());
            decisions.add(new Decided(new Matter(visitor, about.permission()), about.standing()));
        });
        return Standings.of(decisions);
    }

    /// Takes note that these came back from the log; tells those of which it is not known that this database told
    /// them, and those that say that nothing holds where something does.
    Uni<List<Told>> unknown(SqlClient tx, List<Told> told) {
        return tx.preparedQuery("""
                        with known as (delete from consent_told where id = any($2) returning id)
                        select t.i from unnest($1::int[], $2::text[], $3::uuid[], $4::bigint[]) as t (i, id, profile, revision)
                        where case when t.revision is null
                            then exists (select from consent_state s where s.subject = t.profile)
                            else t.revision > (select revision from consent_told_before)
                                and not exists (select from known k where k.id = t.id) end
                        order by t.i""")
                .execute(Tuple.of(
                        IntStream.range(0, told.size()).boxed().toArray(Integer[]::new),
                        told.stream().map(Told::id).toArray(String[]::new),
                        told.stream().map(Told::profile).toArray(UUID[]::new),
                        told.stream().map(it -> it.revision().orElse(null)).toArray(Long[]::new)))
                .map(rows -> {
                    var unknown = new ArrayList<Told>();
                    rows.forEach(row -> unknown.add(told.get(row.getInteger(0))));
                    return unknown;
                });
    }

    /// From now on revisions are higher than this one. Numbers are taken rather than set, so that they never go
    /// back beside a call that takes one.
    Uni<Void> pass(SqlClient tx, long revision) {
        return tx.preparedQuery("""
                        select count(nextval('consent_revision'))
                        from generate_series(1, $1::bigint + 1 - (select last_value from consent_revision))""").execute(Tuple.of(revision)).replaceWithVoid();
    }

    /// Owes the log what holds now for these profiles and their browsers, and remembers that it was told.
    Uni<Void> publish(SqlClient tx, Collection<UUID> profiles) {
        return tx.preparedQuery("""
                        select m.root, s.* from members($1) as m join consent_state s on s.subject = m.member""")
                .execute(Tuple.of(profiles.toArray(UUID[]::new)))
                .chain(rows -> {
                    var states = new HashMap<UUID, Map<String, List<Standing.About>>>();
                    profiles.forEach(profile -> states.put(profile, new HashMap<>()));
                    rows.forEach(row -> states.get(row.getUUID("root"))
                            .computeIfAbsent(row.getString("visitor"), _ -> new ArrayList<>())
                            .add(about(row)));
                    return tx.query("select nextval('consent_revision')")
                            .execute()
                            .map(found -> found.iterator().next().getLong(0))
                            .map(revision -> states.entrySet().stream()
                                    .sorted(Map.Entry.comparingByKey())
                                    .map(it -> outbox.message(
                                            Topics.CONSENTS,
                                            it.getKey().toString(),
                                            ConsentsChanged.TYPE,
                                            UUID.randomUUID().toString(),
                                            changed(it.getKey(), revision, it.getValue())))
                                    .toList())
                            .chain(messages -> outbox.append(tx, messages).chain(() -> remember(tx, messages)));
                });
    }

    private static Uni<Void> remember(SqlClient tx, List<LogMessage> messages) {
        return tx.preparedQuery("insert into consent_told select * from unnest($1::text[], $2::uuid[])")
                .execute(Tuple.of(
                        messages.stream().map(LogMessage::id).toArray(String[]::new),
                        messages.stream().map(it -> UUID.fromString(it.key())).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /// Whether something that was told of this profile did not come back from the log yet.
    Uni<Boolean> isTelling(SqlClient tx, UUID profile) {
        return tx.preparedQuery("select from consent_told where profile = $1 limit 1")
                .execute(Tuple.of(profile))
                .map(rows -> rows.size() > 0);
    }

    private static ConsentsChanged changed(UUID profile, long revision, Map<String, List<Standing.About>> states) {
        var all = new ArrayList<ConsentsChanged.State>();
        states.forEach((visitor, decisions) -> Standing.latest(decisions)
                .forEach((permission, standing) -> all.add(new ConsentsChanged.State(
                        visitor.isEmpty() ? null : visitor,
                        permission.purpose().wire(),
                        permission.channel().map(Channel::wire).orElse(null),
                        standing.granted() ? "granted" : "withdrawn",
                        standing.since()))));
        return new ConsentsChanged(profile, revision, all);
    }

    /// The chain of each profile that was merged into this one, and its own; rows in their order.
    Uni<Map<UUID, List<Recorded>>> history(SqlClient client, UUID profile) {
        return client.preparedQuery("""
                        select e.* from members($1) as m join consent_entry e on e.subject = m.member
                        order by e.subject, e.number""").execute(Tuple.of(new UUID[] {profile})).map(rows -> {
            var history = new HashMap<UUID, List<Recorded>>();
            rows.forEach(row -> history.computeIfAbsent(row.getUUID("subject"), _ -> new ArrayList<>())
                    .add(new Recorded(
                            link(row), row.getOffsetDateTime("recorded_at").toInstant())));
            return history;
        });
    }

    /// A row of the ledger and when it was written.
    record Recorded(Chain.Link link, Instant at) {}

    private static Chain.Link link(Row row) {
        var decision = row.getBuffer("decision");
        return new Chain.Link(
                row.getInteger("number"),
                decision == null
                        ? Optional.empty()
                        : Optional.of(new Chain.Content(row.getBuffer("salt").getBytes(), decision.getBytes())),
                row.getBuffer("row_hash").getBytes(),
                row.getBuffer("chain_hash").getBytes());
    }

    /// A row's decision as it was written.
    Object read(Chain.Content content) {
        try {
            return json.readTree(content.decision());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
