package io.danggol.profile.consent;

import io.danggol.chassis.identity.Identities;
import io.danggol.profile.archive.Regrouped;
import io.danggol.profile.archive.Transitions;
import io.danggol.profile.identity.Browsers;
import io.danggol.profile.person.ProfileRow;
import io.danggol.profile.person.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// Takes decisions: into the ledger, into what follows from them, and to the log.
@ApplicationScoped
public class Consents implements Regrouped {
    private final Ledger ledger;
    private final Browsers browsers;
    private final Profiles profiles;
    private final Transitions transitions;
    private final Identities identities;

    Consents(Ledger ledger, Browsers browsers, Profiles profiles, Transitions transitions, Identities identities) {
        this.ledger = ledger;
        this.browsers = browsers;
        this.profiles = profiles;
        this.transitions = transitions;
        this.identities = identities;
    }

    /// A browser decides for itself.
    Uni<Void> ofBrowser(SqlClient tx, String visitor, List<Said> said, Instant now) {
        var own = identities.profileOfVisitor(visitor);
        return browsers.lock(tx, Set.of(visitor))
                .chain(() -> owners(tx, List.of(visitor)))
                .chain(owners ->
                        decide(tx, own, Optional.empty(), owners, () -> newsOfBrowser(tx, visitor, said), now));
    }

    /// A customer decides, or is told of what they decided before.
    ///
    /// @param customer hash of the customer id
    /// @param visitor the browser in which they do; null where it is not known
    Uni<Void> ofCustomer(SqlClient tx, UUID profile, String customer, String visitor, List<Said> said, Instant now) {
        return root(tx, profile)
                .chain(root -> decide(
                        tx,
                        profile,
                        Optional.of(customer),
                        Set.of(root),
                        () -> newsOfPerson(tx, root, visitor, said),
                        now));
    }

    private Uni<List<Decision>> newsOfBrowser(SqlClient tx, String visitor, List<Said> said) {
        return ledger.heldByBrowser(tx, visitor)
                .map(held -> said.stream()
                        .flatMap(it -> it.ofBrowser(Optional.ofNullable(held.get(permission(it)))).stream())
                        .toList());
    }

    private static Permission permission(Said said) {
        return said.decision().permission();
    }

    private Uni<List<Decision>> newsOfPerson(SqlClient tx, UUID root, String visitor, List<Said> said) {
        return ledger.heldByPerson(tx, root)
                .chain(person -> (visitor == null
                                ? Uni.createFrom().item(Map.<Permission, Held>of())
                                : ledger.heldByBrowser(tx, visitor))
                        .map(browser -> said.stream()
                                .flatMap(it -> it
                                        .ofPerson(
                                                Optional.ofNullable(person.get(permission(it))),
                                                Optional.ofNullable(browser.get(permission(it))))
                                        .stream())
                                .toList()));
    }

    /// A person decides.
    ///
    /// @param customer hash of the customer id; empty where only the profile is known
    public Uni<Void> ofPerson(
            SqlClient tx, UUID profile, Optional<String> customer, List<Decision> decisions, Instant now) {
        return root(tx, profile)
                .chain(root -> decide(
                        tx,
                        profile,
                        customer,
                        Set.of(root),
                        () -> Uni.createFrom().item(decisions),
                        now));
    }

    private Uni<Void> decide(
            SqlClient tx,
            UUID subject,
            Optional<String> customer,
            Collection<UUID> affected,
            Supplier<Uni<List<Decision>>> whenLocked,
            Instant now) {
        var locks = new HashMap<UUID, Optional<String>>();
        affected.forEach(id -> locks.put(id, Optional.empty()));
        locks.put(subject, customer);
        return profiles.lock(tx, locks)
                .chain(locked -> whenLocked
                        .get()
                        .chain(decisions -> decisions.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : write(tx, subject, affected, locked, decisions, now)));
    }

    private Uni<Void> write(
            SqlClient tx,
            UUID subject,
            Collection<UUID> affected,
            Map<UUID, ProfileRow> locked,
            List<Decision> decisions,
            Instant now) {
        return ledger.append(tx, subject, decisions)
                .chain(() -> reconsider(tx, affected, locked, decisions, now))
                .chain(() -> root(tx, subject))
                .chain(root -> ledger.publish(tx, Set.of(root)));
    }

    /// Folds anew what personalisation may use of these people.
    Uni<Void> reconsider(
            SqlClient tx,
            Collection<UUID> affected,
            Map<UUID, ProfileRow> locked,
            List<Decision> decisions,
            Instant now) {
        if (decisions.stream().noneMatch(it -> it.permission().purpose() == Purpose.PERSONALIZATION)) {
            return Uni.createFrom().voidItem();
        }
        var rows = affected.stream()
                .map(locked::get)
                .filter(row -> row.state().events() > 0)
                .toList();
        return profiles.recompute(tx, rows)
                .chain(() -> transitions.changed(
                        tx, rows.stream().map(ProfileRow::id).toList(), now));
    }

    /// Who owns something that was done in one of these browsers.
    Uni<Set<UUID>> owners(SqlClient tx, Collection<String> visitors) {
        return tx.preparedQuery("select distinct owner from archive where visitor = any($1)")
                .execute(Tuple.of((Object) visitors.toArray(String[]::new)))
                .map(rows -> {
                    var owners = new HashSet<UUID>();
                    rows.forEach(row -> owners.add(row.getUUID(0)));
                    return owners;
                });
    }

    private static Uni<UUID> root(SqlClient tx, UUID profile) {
        return tx.preparedQuery("select root from roots($1)")
                .execute(Tuple.of(new UUID[] {profile}))
                .map(rows -> rows.iterator().next().getUUID(0));
    }

    /// Tells the log anew what holds for these profiles, if any of the browsers decided anything.
    @Override
    public Uni<Void> of(SqlClient tx, Collection<UUID> own, Collection<UUID> concerned) {
        if (own.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("select 1 from consent_state where subject = any($1) limit 1")
                .execute(Tuple.of(own.toArray(UUID[]::new)))
                .chain(found ->
                        found.size() == 0 ? Uni.createFrom().voidItem() : ledger.publish(tx, new HashSet<>(concerned)));
    }
}
