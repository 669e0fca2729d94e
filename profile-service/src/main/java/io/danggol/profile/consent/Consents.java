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
    Uni<Void> ofBrowser(SqlClient tx, String visitor, List<Decision> decisions, Instant now) {
        var own = identities.profileOfVisitor(visitor);
        return browsers.lock(tx, Set.of(visitor))
                .chain(() -> owners(tx, visitor))
                .chain(owners -> decide(tx, own, Optional.empty(), owners, decisions, now));
    }

    /// A person decides.
    ///
    /// @param customer hash of the customer id; empty where only the profile is known
    public Uni<Void> ofPerson(
            SqlClient tx, UUID profile, Optional<String> customer, List<Decision> decisions, Instant now) {
        return root(tx, profile).chain(root -> decide(tx, profile, customer, Set.of(root), decisions, now));
    }

    private Uni<Void> decide(
            SqlClient tx,
            UUID subject,
            Optional<String> customer,
            Collection<UUID> affected,
            List<Decision> decisions,
            Instant now) {
        var locks = new HashMap<UUID, Optional<String>>();
        affected.forEach(id -> locks.put(id, Optional.empty()));
        locks.put(subject, customer);
        return profiles.lock(tx, locks)
                .chain(locked -> ledger.append(tx, subject, decisions)
                        .chain(() -> reconsider(tx, affected, locked, decisions, now)))
                .chain(() -> root(tx, subject))
                .chain(root -> ledger.publish(tx, Set.of(root)));
    }

    /// Folds anew what personalisation may use of these people.
    private Uni<Void> reconsider(
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

    private static Uni<Set<UUID>> owners(SqlClient tx, String visitor) {
        return tx.preparedQuery("select distinct owner from archive where visitor = $1")
                .execute(Tuple.of(visitor))
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
