package io.danggol.profile.archive;

import io.danggol.chassis.log.TopicNames;
import io.danggol.contracts.Topics;
import io.danggol.profile.archive.Transitions.Kind;
import io.danggol.profile.archive.Transitions.Transition;
import io.danggol.profile.person.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// Gives events to another profile because staff merged or split; [FoldLock#exclusive] is held.
@ApplicationScoped
public class Reassignment {
    private final Transitions transitions;
    private final Profiles profiles;
    private final TopicNames topics;

    Reassignment(Transitions transitions, Profiles profiles, TopicNames topics) {
        this.transitions = transitions;
        this.profiles = profiles;
        this.topics = topics;
    }

    /// All events of `from` go over to `into`, which it points to already.
    public Uni<Void> merged(SqlClient tx, UUID from, UUID into, Instant at) {
        return move(tx, from, into, at, Kind.MERGED, from, into);
    }

    /// The events that belong to `from` leave `into`, which it no longer points to.
    public Uni<Void> unmerged(SqlClient tx, UUID from, UUID into, Instant at) {
        return move(tx, into, from, at, Kind.UNMERGED, from, into);
    }

    /// How many events belong to a profile or to one that was merged into it.
    public Uni<Long> belongingTo(SqlClient tx, UUID profile) {
        return tx.preparedQuery("""
                        select count(*) from archive where owner in (select owner from owners($1))
                        and belongs in (select member from members($1))""")
                .execute(Tuple.of(new UUID[] {profile}))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /// The owner of each event that `source` owns is found anew; those that `target` owns then go over.
    private Uni<Void> move(SqlClient tx, UUID source, UUID target, Instant at, Kind kind, UUID from, UUID into) {
        return tx.preparedQuery("""
                        with moved as (
                            update archive set owner = o.owner
                            from owners(array(select distinct belongs from archive where owner = $1)) as o
                            where archive.owner = $1 and archive.belongs = o.id and o.owner = $2
                            returning archive.partition, archive.position)
                        select moved.partition, coalesce(max(l.next_offset), 0) as next,
                            array_agg(moved.position) as positions
                        from moved left join log_offset l
                            on l.reader = $3 and l.topic = $4 and l.partition = moved.partition
                        group by moved.partition""")
                .execute(Tuple.of(source, target, Publication.READER, topics.of(Topics.STOREFRONT_EVENTS)))
                .chain(rows -> {
                    var owed = new ArrayList<Transition>();
                    rows.forEach(row -> owed.add(new Transition(
                            row.getInteger("partition"),
                            row.getLong("next"),
                            Kind.MOVED,
                            source,
                            target,
                            at,
                            Arrays.asList(row.getArrayOfLongs("positions")),
                            null)));
                    var first = owed.isEmpty() ? 0 : owed.getFirst().partition();
                    var position = owed.isEmpty() ? 0 : owed.getFirst().position();
                    owed.addFirst(new Transition(first, position, kind, from, into, at, List.of(), null));
                    return transitions.append(tx, owed);
                })
                .chain(() -> profiles.find(tx, List.of(source, target)))
                .chain(found -> profiles.recompute(tx, found.values()));
    }
}
