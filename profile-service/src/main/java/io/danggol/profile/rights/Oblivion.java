package io.danggol.profile.rights;

import io.danggol.chassis.identity.Identities;
import io.danggol.contracts.ErasureReceipt;
import io.danggol.profile.customer.Customers;
import io.danggol.profile.customer.Suppressions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Empties this service's stores of a person.
///
/// What remains are keyed hashes: that the profile was erased, that its address is not to be written to, and
/// the ledger's hash chain without what it said.
@ApplicationScoped
class Oblivion {
    private final Customers customers;
    private final Suppressions suppressions;
    private final Identities identities;

    Oblivion(Customers customers, Suppressions suppressions, Identities identities) {
        this.customers = customers;
        this.suppressions = suppressions;
        this.identities = identities;
    }

    /// Tells what went, by store. Nobody folds meanwhile, and the archive holds nothing later than the scope.
    Uni<List<ErasureReceipt>> of(SqlClient tx, Scope scope) {
        var receipts = new ArrayList<ErasureReceipt>();
        return run(tx, scope, "select from profile where id = any($1) order by id for update")
                .chain(() -> suppress(tx, scope))
                .chain(() -> count(tx, scope, receipts, "archive", "delete from archive where owner = any($1)"))
                .chain(() -> countUpTo(
                        tx,
                        scope,
                        receipts,
                        "contact-data",
                        "delete from customer where profile = any($1) and updated_at <= $2"))
                .chain(() -> countUpTo(
                        tx, scope, receipts, "notes", "delete from note where profile = any($1) and at <= $2"))
                .chain(() -> countUpTo(
                        tx, scope, receipts, "messages", "delete from message where profile = any($1) and at <= $2"))
                .chain(() -> countUpTo(tx, scope, receipts, "consents", """
                        update consent_entry set decision = null, salt = null
                        where subject = any($1) and decision is not null and (recorded_at <= $2
                            or (convert_from(decision, 'UTF8')::jsonb ->> 'at')::timestamptz <= $2)"""))
                .chain(() -> run(tx, scope, "delete from imported_decision where subject = any($1)"))
                .chain(() -> runUpTo(tx, scope, """
                        delete from consent_state s where subject = any($1) and (since <= $2 or exists (
                            select from consent_entry e
                            where e.subject = s.subject and e.number = s.entry and e.decision is null))"""))
                .chain(() -> runUpTo(
                        tx,
                        scope,
                        "delete from transition where (from_id = any($1) or into_id = any($1)) and at <= $2"))
                .chain(() -> countUpTo(tx, scope, receipts, "profiles", """
                        delete from profile p where id = any($1)
                            and not exists (select from customer c where c.profile = p.id and updated_at > $2)
                            and not exists (select from note n where n.profile = p.id and at > $2)
                            and not exists (select from message m where m.profile = p.id and at > $2)
                            and not exists (select from consent_state s where s.subject = p.id and since > $2)"""))
                .chain(() -> run(tx, scope, """
                        update profile p set revision = next_revision(revision), events = 0, facts = null, personal = null,
                            revenue = null, in_cart = false, merged_into = null, stands_for = null, alias_at = null,
                            guarded_until = case when exists (select from customer c where c.profile = p.id)
                                then guarded_until end
                        where id = any($1)"""))
                .chain(() -> run(tx, scope, "update profile set stands_for = null where stands_for = any($1)"))
                .chain(() -> browsers(tx, scope))
                .chain(() -> remember(tx, scope))
                .replaceWith(receipts);
    }

    private Uni<Void> suppress(SqlClient tx, Scope scope) {
        return customers
                .of(tx, scope.profiles())
                .chain(known -> suppressions.add(tx, List.copyOf(known.values()), scope.at()));
    }

    private static Uni<Void> count(
            SqlClient tx, Scope scope, List<ErasureReceipt> receipts, String store, String statement) {
        return count(tx, scope, receipts, store, statement, Tuple.of(scope.ids()));
    }

    private static Uni<Void> countUpTo(
            SqlClient tx, Scope scope, List<ErasureReceipt> receipts, String store, String statement) {
        return count(tx, scope, receipts, store, statement, Tuple.of(scope.ids(), scope.end()));
    }

    private static Uni<Void> count(
            SqlClient tx, Scope scope, List<ErasureReceipt> receipts, String store, String statement, Tuple values) {
        return tx.preparedQuery(statement)
                .execute(values)
                .invoke(result -> receipts.add(
                        new ErasureReceipt(scope.request(), "profile", store, result.rowCount(), scope.at())))
                .replaceWithVoid();
    }

    private static Uni<Void> run(SqlClient tx, Scope scope, String statement) {
        return tx.preparedQuery(statement).execute(Tuple.of(scope.ids())).replaceWithVoid();
    }

    private static Uni<Void> runUpTo(SqlClient tx, Scope scope, String statement) {
        return tx.preparedQuery(statement)
                .execute(Tuple.of(scope.ids(), scope.end()))
                .replaceWithVoid();
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
                        update browser set settled_at = greatest(settled_at, $2), last_at = null, last_id = null,
                            last_source = null, marks = 'NONE', customer = null, alias = null
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
                        scope.profiles().stream(), scope.shared().stream().map(identities::profileOfVisitor))
                .distinct()
                .toArray(UUID[]::new);
        return tx.preparedQuery("""
                        insert into erased as e select id, $2 from unnest($1::uuid[]) as u (id)
                        on conflict (profile) do update set erased_at = greatest(e.erased_at, excluded.erased_at)""").execute(Tuple.of(all, scope.time())).replaceWithVoid();
    }
}
