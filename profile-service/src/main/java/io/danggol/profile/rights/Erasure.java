package io.danggol.profile.rights;

import io.danggol.chassis.identity.Identities;
import io.danggol.chassis.log.LogMessage;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.ConsentsChanged;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.ErasureReceipt;
import io.danggol.contracts.Topics;
import io.danggol.profile.archive.FoldLock;
import io.danggol.profile.customer.Customers;
import io.danggol.profile.customer.Suppressions;
import io.danggol.profile.person.People;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Forgets a person: empties this service's stores, and orders all others to do the same.
///
/// What remains are keyed hashes: that the profile was erased, that its address is not to be written to, and
/// the ledger's hash chain without what it said.
@ApplicationScoped
class Erasure {
    private final People people;
    private final Customers customers;
    private final Suppressions suppressions;
    private final Identities identities;
    private final Outbox outbox;

    Erasure(People people, Customers customers, Suppressions suppressions, Identities identities, Outbox outbox) {
        this.people = people;
        this.customers = customers;
        this.suppressions = suppressions;
        this.identities = identities;
        this.outbox = outbox;
    }

    /// @param visitors browsers that are nobody else's
    /// @param shared browsers that others go on with
    private record Scope(
            UUID request, UUID[] profiles, boolean customer, List<String> visitors, List<String> shared, Instant at) {
        OffsetDateTime time() {
            return at.atOffset(ZoneOffset.UTC);
        }
    }

    /// Erases what this profile, and all that were merged into it, did up to now. Nobody folds meanwhile, so
    /// that what comes later sees it.
    Uni<Void> carryOut(SqlClient tx, UUID request, UUID profile, Instant at) {
        return FoldLock.exclusive(tx)
                .chain(() -> people.members(tx, profile))
                .chain(members -> scope(tx, request, members.toArray(UUID[]::new), at))
                .chain(scope -> erase(tx, scope));
    }

    /// A browser is theirs if nobody else owns an event of it; else it is shared, and goes on for the others.
    private Uni<Scope> scope(SqlClient tx, UUID request, UUID[] members, Instant at) {
        return tx.preparedQuery("""
                        select b.visitor, exists (
                                select from archive o where o.visitor = b.visitor and o.owner <> all($1)) as shared,
                            exists (select from profile where id = any($1) and customer is not null) as customer
                        from (select distinct visitor from archive where owner = any($1) and visitor is not null
                              union select visitor from browser where own_profile = any($1)) as b
                        order by b.visitor""").execute(Tuple.of(members)).map(rows -> {
            var own = new ArrayList<String>();
            var shared = new ArrayList<String>();
            var customer = false;
            for (var row : rows) {
                (row.getBoolean("shared") ? shared : own).add(row.getString("visitor"));
                customer = row.getBoolean("customer");
            }
            var profiles = Stream.concat(Stream.of(members), own.stream().map(identities::profileOfVisitor))
                    .distinct()
                    .toArray(UUID[]::new);
            return new Scope(request, profiles, customer, own, shared, at);
        });
    }

    private Uni<Void> erase(SqlClient tx, Scope scope) {
        var receipts = new ArrayList<ErasureReceipt>();
        return suppress(tx, scope)
                .chain(() -> count(tx, scope, receipts, "archive", "delete from archive where owner = any($1)"))
                .chain(() -> count(tx, scope, receipts, "profiles", "delete from profile where id = any($1)"))
                .chain(() -> count(tx, scope, receipts, "contact-data", "delete from customer where profile = any($1)"))
                .chain(() -> count(tx, scope, receipts, "notes", "delete from note where profile = any($1)"))
                .chain(() -> count(tx, scope, receipts, "messages", "delete from message where profile = any($1)"))
                .chain(() -> count(tx, scope, receipts, "consents", """
                        update consent_entry set decision = null, salt = null
                        where subject = any($1) and decision is not null"""))
                .chain(() -> run(tx, scope, "delete from imported_decision where subject = any($1)"))
                .chain(() -> run(tx, scope, "delete from consent_state where subject = any($1)"))
                .chain(() -> run(tx, scope, "delete from transition where from_id = any($1) or into_id = any($1)"))
                .chain(() -> run(tx, scope, "update profile set stands_for = null where stands_for = any($1)"))
                .chain(() -> browsers(tx, scope))
                .chain(() -> remember(tx, scope))
                .chain(() -> outbox.append(tx, messages(scope, receipts)));
    }

    private Uni<Void> suppress(SqlClient tx, Scope scope) {
        return customers
                .of(tx, List.of(scope.profiles()))
                .chain(known -> suppressions.add(tx, List.copyOf(known.values()), scope.at()));
    }

    private static Uni<Void> count(
            SqlClient tx, Scope scope, List<ErasureReceipt> receipts, String store, String statement) {
        return tx.preparedQuery(statement)
                .execute(Tuple.of(scope.profiles()))
                .invoke(result -> receipts.add(
                        new ErasureReceipt(scope.request(), "profile", store, result.rowCount(), scope.at())))
                .replaceWithVoid();
    }

    private static Uni<Void> run(SqlClient tx, Scope scope, String statement) {
        return tx.preparedQuery(statement).execute(Tuple.of(scope.profiles())).replaceWithVoid();
    }

    private static Uni<Void> browsers(SqlClient tx, Scope scope) {
        return tx.preparedQuery("delete from browser where visitor = any($1)")
                .execute(Tuple.of(scope.visitors().toArray(String[]::new)))
                .chain(() -> scope.customer() ? settle(tx, scope) : keep(tx, scope))
                .replaceWithVoid();
    }

    /// With a customer their logins go: whose the rest is can no longer be told, and stays as it is.
    private static Uni<Void> settle(SqlClient tx, Scope scope) {
        return tx.preparedQuery("""
                        update browser set settled_at = $2, last_at = null, last_id = null, last_source = null,
                            marks = 'NONE', customer = null, alias = null
                        where visitor = any($1)""")
                .execute(Tuple.of(scope.shared().toArray(String[]::new), scope.time()))
                .replaceWithVoid();
    }

    /// All logins are there still, and say whose the rest is.
    private static Uni<Void> keep(SqlClient tx, Scope scope) {
        return tx.preparedQuery("update browser set marks = 'MIXED', alias = null where visitor = any($1)")
                .execute(Tuple.of((Object) scope.shared().toArray(String[]::new)))
                .replaceWithVoid();
    }

    /// A shared browser's late events are dropped, too: whose they are can no longer be told.
    private Uni<Void> remember(SqlClient tx, Scope scope) {
        var all = Stream.concat(
                        Stream.of(scope.profiles()), scope.shared().stream().map(identities::profileOfVisitor))
                .distinct()
                .toArray(UUID[]::new);
        return tx.preparedQuery("""
                        insert into erased as e select id, $2 from unnest($1::uuid[]) as u (id)
                        on conflict (profile) do update set erased_at = greatest(e.erased_at, excluded.erased_at)""").execute(Tuple.of(all, scope.time())).replaceWithVoid();
    }

    private List<LogMessage> messages(Scope scope, List<ErasureReceipt> receipts) {
        var request = scope.request().toString();
        var all = new ArrayList<LogMessage>();
        all.add(outbox.message(
                Topics.ERASURES,
                request,
                ErasureOrdered.TYPE,
                request,
                new ErasureOrdered(
                        scope.request(),
                        List.of(scope.profiles()),
                        scope.visitors().stream().map(identities::visitorHash).toList(),
                        scope.at())));
        for (var profile : scope.profiles()) {
            all.add(outbox.message(
                    Topics.CONSENTS, profile.toString(), ConsentsChanged.TYPE, request + ":" + profile, null));
        }
        receipts.forEach(it -> all.add(outbox.message(
                Topics.ERASURE_RECEIPTS,
                scope.profiles()[0].toString(),
                ErasureReceipt.TYPE,
                request + ":profile:" + it.store(),
                it)));
        return all;
    }
}
