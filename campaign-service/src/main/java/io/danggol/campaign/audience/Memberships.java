package io.danggol.campaign.audience;

import io.danggol.contracts.SegmentMembership;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Who is in which segment, as segment-service says.
@Singleton
public class Memberships {
    private final Pool pool;

    Memberships(Pool pool) {
        this.pool = pool;
    }

    /// Keeps those that are newer than what is known.
    Uni<Void> put(SqlClient tx, Collection<SegmentMembership> memberships) {
        if (memberships.isEmpty()) return Uni.createFrom().voidItem();
        var rows = List.copyOf(memberships);
        return tx.preparedQuery("""
                        insert into membership (profile_id, segment, member, since, revision)
                        select * from unnest($1::uuid[], $2::text[], $3::boolean[], $4::timestamptz[], $5::bigint[])
                        on conflict (profile_id, segment) do update
                        set member = excluded.member, since = excluded.since, revision = excluded.revision
                        where excluded.revision > membership.revision""")
                .execute(Tuple.of(
                        rows.stream().map(SegmentMembership::profileId).toArray(UUID[]::new),
                        rows.stream().map(SegmentMembership::segment).toArray(String[]::new),
                        rows.stream().map(SegmentMembership::member).toArray(Boolean[]::new),
                        rows.stream()
                                .map(row -> row.since().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new),
                        rows.stream().map(SegmentMembership::revision).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /// Forgets memberships whose key was deleted from the log.
    Uni<Void> forget(SqlClient tx, Collection<Key> keys) {
        if (keys.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("""
                        delete from membership using unnest($1::uuid[], $2::text[]) as k (profile_id, segment)
                        where membership.profile_id = k.profile_id and membership.segment = k.segment""")
                .execute(Tuple.of(
                        keys.stream().map(Key::profileId).toArray(UUID[]::new),
                        keys.stream().map(Key::segment).toArray(String[]::new)))
                .replaceWithVoid();
    }

    /// A person and a segment.
    record Key(UUID profileId, String segment) {}

    /// The segments of each of these people; nobody without any is in it.
    public Uni<Map<UUID, Set<String>>> of(SqlClient client, Collection<UUID> people) {
        return client.preparedQuery("select profile_id, segment from membership where profile_id = any($1) and member")
                .execute(Tuple.of(people.toArray(UUID[]::new)))
                .map(rows -> {
                    var segments = new HashMap<UUID, Set<String>>();
                    rows.forEach(row -> segments.computeIfAbsent(row.getUUID("profile_id"), _ -> new HashSet<>())
                            .add(row.getString("segment")));
                    return segments;
                });
    }

    /// Members of a segment in the order of their ids, after `cursor`.
    public Uni<List<UUID>> after(SqlClient client, String segment, UUID cursor, int limit) {
        return client.preparedQuery("""
                        select profile_id from membership where segment = $1 and member and profile_id > $2
                        order by profile_id limit $3""")
                .execute(Tuple.of(segment, cursor, limit))
                .map(rows -> {
                    var people = new ArrayList<UUID>(rows.size());
                    rows.forEach(row -> people.add(row.getUUID(0)));
                    return people;
                });
    }

    /// Which of these segments anybody is, or was, in.
    public Uni<Set<String>> known(Collection<String> segments) {
        return pool.preparedQuery("""
                        select s from unnest($1::text[]) as s
                        where exists (select 1 from membership where segment = s)""")
                .execute(Tuple.of(segments.toArray(String[]::new)))
                .map(rows -> {
                    var known = new HashSet<String>();
                    rows.forEach(row -> known.add(row.getString(0)));
                    return known;
                });
    }
}
