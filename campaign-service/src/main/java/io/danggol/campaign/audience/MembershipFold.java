package io.danggol.campaign.audience;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.campaign.delivery.Dispatcher;
import io.danggol.campaign.delivery.Entries;
import io.danggol.campaign.delivery.Entries.Entry;
import io.danggol.chassis.log.BadRecord;
import io.danggol.chassis.log.Fold;
import io.danggol.chassis.log.LogRecord;
import io.danggol.contracts.SegmentMembership;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/// Keeps who is in which segment, and starts campaigns for those who came in by something that they did or let be.
@Singleton
class MembershipFold implements Fold {
    private final Memberships memberships;
    private final Erasures erasures;
    private final Entries entries;
    private final Dispatcher dispatcher;
    private final ObjectMapper json;

    MembershipFold(
            Memberships memberships, Erasures erasures, Entries entries, Dispatcher dispatcher, ObjectMapper json) {
        this.memberships = memberships;
        this.erasures = erasures;
        this.entries = entries;
        this.dispatcher = dispatcher;
        this.json = json;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        var told = records.stream()
                .filter(record -> record.body() != null)
                .map(record -> record.as(SegmentMembership.class, json))
                .toList();
        var people = told.stream().map(SegmentMembership::profileId).distinct().toList();
        return erasures.of(tx, people).chain(erased -> {
            var newest = new LinkedHashMap<Memberships.Key, SegmentMembership>();
            var came = new ArrayList<Entry>();
            var gone = new LinkedHashMap<Memberships.Key, Boolean>();
            for (var record : records) {
                if (record.body() == null) {
                    var key = key(record.key());
                    newest.remove(key);
                    gone.put(key, true);
                    continue;
                }
                var membership = record.as(SegmentMembership.class, json);
                if (erased.covers(membership.profileId(), membership.since())) continue;
                var key = new Memberships.Key(membership.profileId(), membership.segment());
                newest.merge(key, membership, (old, next) -> next.revision() >= old.revision() ? next : old);
                if (starts(membership)) came.add(entry(membership, record.traceparent()));
            }
            return memberships
                    .forget(tx, gone.keySet())
                    .chain(() -> memberships.put(tx, newest.values()))
                    .chain(() -> entries.enter(tx, came));
        });
    }

    @Override
    public void committed(List<LogRecord> records) {
        dispatcher.wake();
    }

    /// Backfills, rebuilds, merges and moved thresholds say nothing about what the person did just now.
    private static boolean starts(SegmentMembership membership) {
        return membership.member()
                && switch (membership.cause()) {
                    case EVENT, TIME -> true;
                    case THRESHOLD, BACKFILL, REBUILD, MERGE -> false;
                };
    }

    private static Entry entry(SegmentMembership membership, String traceparent) {
        var occurrence = membership.occurrence() == null
                ? membership.segment() + ":" + membership.since()
                : membership.occurrence();
        return new Entry(membership.profileId(), membership.segment(), membership.since(), occurrence, traceparent);
    }

    private static Memberships.Key key(String text) {
        var colon = text == null ? -1 : text.indexOf(':');
        if (colon < 0) throw new BadRecord("not a key of a membership");
        try {
            return new Memberships.Key(UUID.fromString(text.substring(0, colon)), text.substring(colon + 1));
        } catch (IllegalArgumentException _) {
            throw new BadRecord("not a key of a membership");
        }
    }
}
