package io.danggol.profile.rights;

import io.danggol.chassis.identity.Identities;
import io.danggol.chassis.log.LogMessage;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.ConsentsChanged;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.ErasureReceipt;
import io.danggol.contracts.Topics;
import io.danggol.profile.archive.FoldLock;
import io.danggol.profile.archive.Refolding;
import io.danggol.profile.person.People;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Forgets a person: empties this service's stores, and orders all others to do the same.
@ApplicationScoped
class Erasure {
    private final People people;
    private final Oblivion oblivion;
    private final Refolding refolding;
    private final PrivacyRequests requests;
    private final Identities identities;
    private final Outbox outbox;

    Erasure(
            People people,
            Oblivion oblivion,
            Refolding refolding,
            PrivacyRequests requests,
            Identities identities,
            Outbox outbox) {
        this.people = people;
        this.oblivion = oblivion;
        this.refolding = refolding;
        this.requests = requests;
        this.identities = identities;
        this.outbox = outbox;
    }

    /// Erases what this profile, and all that were merged into it, did up to now. Nobody folds meanwhile, so
    /// that what comes later sees it.
    Uni<Void> carryOut(SqlClient tx, UUID request, UUID profile, Instant at) {
        return FoldLock.exclusive(tx)
                .chain(() -> people.members(tx, profile))
                .chain(members -> found(tx, members).map(found -> ordered(request, members, found, at)))
                .chain(scope -> oblivion.of(tx, scope).chain(receipts -> outbox.append(tx, messages(scope, receipts))));
    }

    /// Erases again whom a restore of the database brought back; nothing if they are erased. What they did
    /// since stays.
    ///
    /// The others have carried the order out, so it is not said again.
    Uni<Void> carryOutAgain(SqlConnection tx, ErasureOrdered order) {
        return FoldLock.exclusive(tx)
                .chain(() -> requests.undone(tx, List.of(order)))
                .chain(undone -> {
                    if (undone.isEmpty()) return Uni.createFrom().voidItem();
                    return found(tx, order.profileIds())
                            .map(found -> restored(order, found))
                            .chain(scope -> refolding
                                    .after(
                                            tx,
                                            scope.profiles(),
                                            scope.browsers(),
                                            scope.at(),
                                            () -> oblivion.of(tx, scope)
                                                    .chain(receipts ->
                                                            outbox.append(tx, confirmations(scope, receipts))))
                                    .chain(() -> requests.add(tx, request(order, scope))));
                });
    }

    /// A browser in which one of these profiles did something.
    ///
    /// @param shared whether somebody else owns an event of it
    private record Found(String visitor, boolean shared, boolean customer) {}

    private static Uni<List<Found>> found(SqlClient tx, List<UUID> profiles) {
        return tx.preparedQuery("""
                        select b.visitor, exists (
                                select from archive o where o.visitor = b.visitor and o.owner <> all($1)) as shared,
                            exists (select from profile where id = any($1) and customer is not null) as customer
                        from (select distinct visitor from archive where owner = any($1) and visitor is not null
                              union select visitor from browser where own_profile = any($1)) as b
                        order by b.visitor""")
                .execute(Tuple.of((Object) profiles.toArray(UUID[]::new)))
                .map(rows -> {
                    var found = new ArrayList<Found>();
                    rows.forEach(row -> found.add(
                            new Found(row.getString("visitor"), row.getBoolean("shared"), row.getBoolean("customer"))));
                    return found;
                });
    }

    /// A browser is theirs if nobody else owns an event of it; else it is shared, and goes on for the others.
    private Scope ordered(UUID request, List<UUID> members, List<Found> found, Instant at) {
        var visitors = visitors(found, it -> !it.shared());
        var profiles = Stream.concat(members.stream(), visitors.stream().map(identities::profileOfVisitor))
                .distinct()
                .toList();
        return new Scope(
                request, profiles, isCustomers(found), visitors, visitors(found, Found::shared), at, Scope.EVERYTHING);
    }

    /// Which browsers were theirs alone the order knows: it was given later than what was restored.
    private Scope restored(ErasureOrdered order, List<Found> found) {
        var theirs = new HashSet<>(order.visitorHashes());
        Predicate<Found> own = it -> theirs.contains(identities.visitorHash(it.visitor()));
        return new Scope(
                order.requestId(),
                order.profileIds(),
                isCustomers(found),
                visitors(found, own),
                visitors(found, own.negate()),
                order.erasedAt(),
                order.erasedAt());
    }

    private static boolean isCustomers(List<Found> found) {
        return found.stream().anyMatch(Found::customer);
    }

    private static List<String> visitors(List<Found> found, Predicate<Found> which) {
        return found.stream().filter(which).map(Found::visitor).toList();
    }

    /// What is known of a request whose order alone is left.
    private PrivacyRequest request(ErasureOrdered order, Scope scope) {
        var profile = order.profileIds().getFirst();
        // A profile id is made of a hash in one way, be it a customer's or a visitor's.
        var ofBrowser = Stream.concat(
                        order.visitorHashes().stream().map(identities::profileOfCustomer),
                        scope.browsers().stream().map(identities::profileOfVisitor))
                .anyMatch(profile::equals);
        return new PrivacyRequest(
                order.requestId(),
                RequestType.ERASURE,
                profile,
                ofBrowser,
                order.erasedAt(),
                PrivacyRequest.dueAfter(order.erasedAt()),
                null,
                order.erasedAt(),
                List.of());
    }

    private List<LogMessage> messages(Scope scope, List<ErasureReceipt> receipts) {
        var all = new ArrayList<LogMessage>();
        all.add(outbox.message(
                Topics.ERASURES,
                scope.request().toString(),
                ErasureOrdered.TYPE,
                scope.request().toString(),
                new ErasureOrdered(
                        scope.request(),
                        scope.profiles(),
                        scope.visitors().stream().map(identities::visitorHash).toList(),
                        scope.at())));
        all.addAll(confirmations(scope, receipts));
        return all;
    }

    /// That no consent of theirs holds, and what was removed.
    private List<LogMessage> confirmations(Scope scope, List<ErasureReceipt> receipts) {
        var request = scope.request().toString();
        var consents = scope.profiles().stream()
                .map(profile -> outbox.message(
                        Topics.CONSENTS, profile.toString(), ConsentsChanged.TYPE, request + ":" + profile, null));
        var removed = receipts.stream()
                .map(it -> outbox.message(
                        Topics.ERASURE_RECEIPTS,
                        scope.profiles().getFirst().toString(),
                        ErasureReceipt.TYPE,
                        request + ":profile:" + it.store(),
                        it));
        return Stream.concat(consents, removed).toList();
    }
}
