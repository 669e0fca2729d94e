package io.danggol.profile.consent;

import io.danggol.chassis.identity.Identities;
import io.danggol.profile.archive.FoldLock;
import io.danggol.profile.consent.Standings.Matter;
import io.danggol.profile.person.People;
import io.danggol.profile.person.ProfileRow;
import io.danggol.profile.person.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Takes decisions back into the ledger that a restore of the database undid. The log has what was decided and
/// when, not with which wording and where.
@ApplicationScoped
class Recovery {
    private final Ledger ledger;
    private final Consents consents;
    private final Profiles profiles;
    private final People people;
    private final Identities identities;
    private final Clock clock;

    Recovery(Ledger ledger, Consents consents, Profiles profiles, People people, Identities identities, Clock clock) {
        this.ledger = ledger;
        this.consents = consents;
        this.profiles = profiles;
        this.people = people;
        this.identities = identities;
        this.clock = clock;
    }

    /// @param lost decisions that the ledger lacks
    /// @param outdated whether readers of the log will not know by this message what holds: the ledger holds
    /// anything else, or they are about to be told something later that lacks what is lost
    private record Compared(Standings lost, boolean outdated) {
        boolean isNothing() {
            return lost.isEmpty() && !outdated;
        }
    }

    /// Takes back what is lost of it, and tells the log anew where it does not know what holds. Later revisions
    /// are higher than this one. Nobody erases or folds meanwhile; a call that decides waits for the profile or
    /// goes before.
    Uni<Void> takeBack(SqlClient tx, Told told) {
        return FoldLock.exclusive(tx)
                .chain(() -> told.revision()
                        .map(revision -> ledger.pass(tx, revision))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(() -> compared(tx, told))
                .chain(first -> first.isNothing()
                        ? Uni.createFrom().voidItem()
                        : locked(tx, told, first.lost())
                                .chain(locked -> compared(tx, told).chain(it -> write(tx, told, it, locked))));
    }

    private Uni<Compared> compared(SqlClient tx, Told told) {
        var visitors = told.states().all().keySet().stream()
                .flatMap(matter -> matter.visitor().stream())
                .collect(Collectors.toSet());
        var subjects = told.states().all().keySet().stream()
                .map(matter -> subject(told, matter))
                .collect(Collectors.toSet());
        return profiles.erased(tx, subjects)
                .chain(erasedAt -> ledger.standings(tx, told.profile())
                        .chain(person -> ledger.standingsOf(tx, visitors).chain(browsers -> {
                            var lost = told.states()
                                    .since(matter -> erasedAt.get(subject(told, matter)))
                                    .beyond(person.with(browsers));
                            var more = !person.beyond(told.states()).isEmpty();
                            if (more || lost.isEmpty()) return Uni.createFrom().item(new Compared(lost, more));
                            return ledger.isTelling(tx, told.profile()).map(telling -> new Compared(lost, telling));
                        })));
    }

    /// Whose chain a decision about it belongs to.
    private UUID subject(Told told, Matter matter) {
        return matter.visitor().map(identities::profileOfVisitor).orElse(told.profile());
    }

    /// Whom it concerns: those who decided, and those whose facts follow from it.
    private record Locked(Map<UUID, ProfileRow> rows, Set<UUID> affected) {}

    private Uni<Locked> locked(SqlClient tx, Told told, Standings lost) {
        var visitors = lost.all().keySet().stream()
                .flatMap(matter -> matter.visitor().stream())
                .toList();
        var ofPerson =
                lost.all().keySet().stream().anyMatch(matter -> matter.visitor().isEmpty());
        return consents.owners(tx, visitors)
                .chain(owners -> people.root(tx, told.profile()).chain(root -> {
                    var affected = new HashSet<>(owners);
                    if (ofPerson) affected.add(root);
                    var concerned = new HashMap<UUID, Optional<String>>();
                    concerned.put(told.profile(), Optional.empty());
                    affected.forEach(id -> concerned.put(id, Optional.empty()));
                    lost.all().keySet().forEach(matter -> concerned.put(subject(told, matter), Optional.empty()));
                    return profiles.lock(tx, concerned).map(rows -> new Locked(rows, affected));
                }));
    }

    private Uni<Void> write(SqlClient tx, Told told, Compared compared, Locked locked) {
        var bySubject = new TreeMap<UUID, List<Decision>>();
        compared.lost()
                .all()
                .forEach((matter, standing) -> bySubject
                        .computeIfAbsent(subject(told, matter), _ -> new ArrayList<>())
                        .add(decision(matter, standing)));
        var done = Uni.createFrom().voidItem();
        for (var each : bySubject.entrySet()) {
            done = done.chain(() -> ledger.append(tx, each.getKey(), each.getValue()));
        }
        var decisions = bySubject.values().stream().flatMap(List::stream).toList();
        return done.chain(() -> consents.reconsider(tx, locked.affected(), locked.rows(), decisions, clock.instant()))
                .chain(() -> publish(tx, told, compared.outdated(), bySubject.keySet()));
    }

    private static Decision decision(Matter matter, Standing standing) {
        return new Decision(
                matter.visitor(),
                matter.permission(),
                standing.granted(),
                standing.since(),
                Optional.empty(),
                Optional.empty(),
                "recovery");
    }

    /// The message itself says what was lost; others are told who do not have it from there.
    private Uni<Void> publish(SqlClient tx, Told told, boolean outdated, Set<UUID> subjects) {
        return people.roots(tx, subjects).chain(roots -> {
            var concerned = new HashSet<>(roots.values());
            concerned.remove(told.profile());
            if (outdated) concerned.add(told.profile());
            return concerned.isEmpty() ? Uni.createFrom().voidItem() : ledger.publish(tx, concerned);
        });
    }
}
