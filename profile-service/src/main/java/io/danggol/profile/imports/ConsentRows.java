package io.danggol.profile.imports;

import io.danggol.chassis.identity.Identities;
import io.danggol.profile.consent.Channel;
import io.danggol.profile.consent.Consents;
import io.danggol.profile.consent.Decision;
import io.danggol.profile.consent.Permission;
import io.danggol.profile.consent.Purpose;
import io.danggol.profile.customer.Customers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// What customers once decided: goes into the ledger under its own date, with its wording and where the shop
/// has it from. A later decision stands.
@ApplicationScoped
class ConsentRows implements Rows<ConsentRows.Row> {
    private static final Instant OLDEST = Instant.parse("2000-01-01T00:00:00Z");

    private final Consents consents;
    private final Customers customers;
    private final Identities identities;

    ConsentRows(Consents consents, Customers customers, Identities identities) {
        this.consents = consents;
        this.customers = customers;
        this.identities = identities;
    }

    record Row(UUID profile, String customerId, Decision decision) implements Told {
        @Override
        public Instant at() {
            return decision.at();
        }
    }

    @Override
    public Kind kind() {
        return Kind.CONSENTS;
    }

    @Override
    public Row read(Fields row, Instant importedAt) {
        var id = row.required("customerId", name -> row.text(name, 128));
        var permission = permission(row);
        var state = row.required("state", name -> row.text(name, 16));
        if (state != null && !state.equals("granted") && !state.equals("withdrawn")) {
            row.error("state", "expected: granted or withdrawn");
        }
        var at = row.required("at", row::time);
        if (at != null && (at.isAfter(importedAt) || at.isBefore(OLDEST))) {
            row.error("at", "expected: since " + OLDEST + " and not in the future");
        }
        var wording = row.required("wording", name -> row.text(name, 64));
        var source = row.required("source", name -> row.text(name, 64));
        if (!row.allRead()) return null;
        var decision = new Decision(
                Optional.empty(),
                permission,
                state.equals("granted"),
                at,
                Optional.of(wording),
                Optional.of(source),
                "import");
        return new Row(identities.profileOfCustomer(identities.customerHash(id)), id, decision);
    }

    private static Permission permission(Fields row) {
        var purpose = row.required("purpose", name -> row.text(name, 32));
        var channel = row.text("channel", 16);
        if (purpose == null) return null;
        var known = Purpose.of(purpose);
        if (known.isEmpty()) {
            row.error(
                    "purpose",
                    "expected: one of "
                            + List.of(Purpose.values()).stream()
                                    .map(Purpose::wire)
                                    .toList());
            return null;
        }
        var channels = known.get().channels().stream().map(Channel::wire).toList();
        if (channels.isEmpty() ? channel != null : !channels.contains(channel)) {
            row.error("channel", channels.isEmpty() ? "expected: none" : "expected: one of " + channels);
            return null;
        }
        return new Permission(known.get(), Channel.of(channel));
    }

    @Override
    public Uni<Void> take(SqlClient tx, List<Row> items, Instant importedAt) {
        var byCustomer = new TreeMap<UUID, List<Row>>();
        items.forEach(it ->
                byCustomer.computeIfAbsent(it.profile(), _ -> new ArrayList<>()).add(it));
        var done = Uni.createFrom().voidItem();
        for (var rows : byCustomer.values()) done = done.chain(() -> decide(tx, rows, importedAt));
        return done;
    }

    private Uni<Void> decide(SqlClient tx, List<Row> rows, Instant importedAt) {
        var first = rows.getFirst();
        return fresh(tx, first.profile(), rows).chain(fresh -> {
            if (fresh.isEmpty()) return Uni.createFrom().voidItem();
            var hash = identities.customerHash(first.customerId());
            return consents.ofPerson(tx, first.profile(), Optional.of(hash), fresh, importedAt)
                    .chain(() -> customers.remember(tx, first.profile(), first.customerId()));
        });
    }

    /// Those that no import has brought before.
    private static Uni<List<Decision>> fresh(SqlClient tx, UUID profile, List<Row> rows) {
        var decisions = rows.stream().map(Row::decision).distinct().toList();
        return tx.preparedQuery("""
                        insert into imported_decision select $1, hash from unnest($2::bytea[]) as u (hash)
                        on conflict do nothing returning hash""")
                .execute(Tuple.of(
                        profile,
                        decisions.stream()
                                .map(ConsentRows::hash)
                                .map(Buffer::buffer)
                                .toArray(Buffer[]::new)))
                .map(found -> {
                    var added = new HashSet<Buffer>();
                    found.forEach(row -> added.add(row.getBuffer("hash").getDelegate()));
                    return decisions.stream()
                            .filter(it -> added.contains(Buffer.buffer(hash(it))))
                            .toList();
                });
    }

    private static byte[] hash(Decision it) {
        try {
            var text = String.join(
                    "\n",
                    it.permission().purpose().wire(),
                    it.permission().channel().map(Channel::wire).orElse(""),
                    Boolean.toString(it.granted()),
                    it.at().atOffset(ZoneOffset.UTC).toString(),
                    it.wording().orElse(""),
                    it.place().orElse(""));
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
