package io.danggol.profile.merge;

import io.danggol.chassis.outbox.Outbox;
import io.danggol.profile.archive.FoldLock;
import io.danggol.profile.archive.Reassignment;
import io.danggol.profile.archive.Regrouped;
import io.danggol.profile.person.People;
import io.danggol.profile.person.PersonRefusal;
import io.danggol.profile.person.ProfileRow;
import io.danggol.profile.person.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Merges by hand. A customer's profile takes in another profile; its events go over, and come back when it is split
/// off again.
@ApplicationScoped
class Merges {
    private final Pool pool;
    private final People people;
    private final Profiles profiles;
    private final Reassignment reassignment;
    private final Regrouped regrouped;
    private final Outbox outbox;
    private final Clock clock;

    Merges(
            Pool pool,
            People people,
            Profiles profiles,
            Reassignment reassignment,
            Regrouped regrouped,
            Outbox outbox,
            Clock clock) {
        this.pool = pool;
        this.people = people;
        this.profiles = profiles;
        this.reassignment = reassignment;
        this.regrouped = regrouped;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// What a merge or split does, or would do.
    ///
    /// @param events events that go over
    record Outcome(UUID from, UUID into, long events, boolean dryRun) {}

    Uni<Outcome> merge(UUID id, UUID with, boolean dryRun) {
        return pool.withTransaction(tx -> FoldLock.exclusive(tx)
                        .chain(() -> people.require(tx, id))
                        .chain(one -> people.require(tx, with).chain(other -> merge(tx, one, other, dryRun))))
                .invoke(outbox::wake);
    }

    private Uni<Outcome> merge(SqlClient tx, ProfileRow one, ProfileRow other, boolean dryRun) {
        if (one.id().equals(other.id())) throw new MergeRefusal.SamePerson();
        if (one.customer() == null && other.customer() == null) throw new MergeRefusal.NobodyKnown();
        var into = one.customer() == null ? other : one;
        var from = into == one ? other : one;
        var outcome = new Outcome(from.id(), into.id(), from.state().events(), dryRun);
        if (dryRun) return Uni.createFrom().item(outcome);
        return lock(tx, from.id(), into.id())
                .chain(() -> point(tx, from.id(), into.id()))
                .chain(() -> reassignment.merged(tx, from.id(), into.id(), clock.instant()))
                .chain(() -> regrouped.of(tx, List.of(from.id()), List.of(into.id())))
                .replaceWith(outcome);
    }

    Uni<Outcome> unmerge(UUID id, boolean dryRun) {
        return pool.withTransaction(tx -> FoldLock.exclusive(tx)
                        .chain(() -> profiles.find(tx, List.of(id)))
                        .map(found -> Optional.ofNullable(found.get(id)).orElseThrow(PersonRefusal.Unknown::new))
                        .chain(from -> unmerge(tx, from, dryRun)))
                .invoke(outbox::wake);
    }

    private Uni<Outcome> unmerge(SqlClient tx, ProfileRow from, boolean dryRun) {
        if (from.mergedInto() == null) throw new MergeRefusal.NotMerged();
        return people.root(tx, from.id())
                .chain(into -> reassignment.belongingTo(tx, from.id()).chain(events -> {
                    var outcome = new Outcome(from.id(), into, events, dryRun);
                    if (dryRun) return Uni.createFrom().item(outcome);
                    return lock(tx, from.id(), into)
                            .chain(() -> point(tx, from.id(), null))
                            .chain(() -> reassignment.unmerged(tx, from.id(), into, clock.instant()))
                            .chain(() -> regrouped.of(tx, List.of(from.id()), List.of(from.id(), into)))
                            .replaceWith(outcome);
                }));
    }

    private Uni<Map<UUID, ProfileRow>> lock(SqlClient tx, UUID from, UUID into) {
        return profiles.lock(tx, Map.of(from, Optional.empty(), into, Optional.empty()));
    }

    private Uni<Void> point(SqlClient tx, UUID from, UUID into) {
        return tx.preparedQuery("""
                        update profile set merged_into = $2, alias_at = $3, revision = next_revision(revision)
                        where id = $1""")
                .execute(Tuple.of(from, into, clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
