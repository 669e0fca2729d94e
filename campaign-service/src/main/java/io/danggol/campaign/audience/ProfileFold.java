package io.danggol.campaign.audience;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.campaign.attribution.Deeds;
import io.danggol.campaign.delivery.Rekeying;
import io.danggol.chassis.log.Fold;
import io.danggol.chassis.log.LogRecord;
import io.danggol.contracts.ProfileMessage.EventMoved;
import io.danggol.contracts.ProfileMessage.EventRecorded;
import io.danggol.contracts.ProfileMessage.ProfileChanged;
import io.danggol.contracts.ProfileMessage.ProfileMerged;
import io.danggol.contracts.ProfileMessage.ProfileUnmerged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/// Keeps carts, ages and what campaigns are measured by, and brings decisions over when two profiles turn out to be one
/// person.
@Singleton
class ProfileFold implements Fold {
    private final Profiles profiles;
    private final Erasures erasures;
    private final Rekeying rekeying;
    private final Deeds deeds;
    private final BrowserFlags flags;
    private final ObjectMapper json;

    ProfileFold(
            Profiles profiles,
            Erasures erasures,
            Rekeying rekeying,
            Deeds deeds,
            BrowserFlags flags,
            ObjectMapper json) {
        this.profiles = profiles;
        this.erasures = erasures;
        this.rekeying = rekeying;
        this.deeds = deeds;
        this.flags = flags;
        this.json = json;
    }

    /// Runs of changes are written together, merges between them in their place.
    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        var done = Uni.createFrom().voidItem();
        var changes = new ArrayList<LogRecord>();
        var told = new ArrayList<Deeds.Told>();
        for (var record : records) {
            if (record.body() == null || record.type() == null) continue;
            switch (record.type()) {
                case ProfileChanged.TYPE -> changes.add(record);
                case ProfileMerged.TYPE, ProfileUnmerged.TYPE -> {
                    var before = List.copyOf(changes);
                    changes.clear();
                    done = done.chain(() -> change(tx, before)).chain(() -> join(tx, record));
                }
                case EventRecorded.TYPE, EventMoved.TYPE -> told.add(told(record));
                default -> {}
            }
        }
        var last = List.copyOf(changes);
        return done.chain(() -> change(tx, last)).chain(() -> happened(tx, told));
    }

    /// A moved event stands under the keys of both profiles: one has it from now on, the other no longer.
    private Deeds.Told told(LogRecord record) {
        if (record.type().equals(EventRecorded.TYPE)) {
            var recorded = record.as(EventRecorded.class, json);
            return new Deeds.Told(recorded.profileId(), recorded.event(), true);
        }
        var moved = record.as(EventMoved.class, json);
        var joins = moved.into().toString().equals(record.key());
        return new Deeds.Told(joins ? moved.into() : moved.from(), moved.event(), joins);
    }

    private Uni<Void> happened(SqlConnection tx, List<Deeds.Told> told) {
        if (told.isEmpty()) return Uni.createFrom().voidItem();
        return erasures.of(tx, told.stream().map(Deeds.Told::person).distinct().toList())
                .chain(erased -> {
                    var kept = told.stream()
                            .filter(one -> !erased.covers(
                                            one.person(), one.event().occurredAt())
                                    && !erased.covers(one.person(), one.event().receivedAt()))
                            .toList();
                    return deeds.apply(tx, kept)
                            .chain(() -> flags.put(
                                    tx,
                                    kept.stream()
                                            .filter(Deeds.Told::belongs)
                                            .map(one -> new BrowserFlags.Seen(one.person(), one.event()))
                                            .toList()));
                });
    }

    private Uni<Void> change(SqlConnection tx, List<LogRecord> records) {
        if (records.isEmpty()) return Uni.createFrom().voidItem();
        var newest = new LinkedHashMap<UUID, ProfileChanged>();
        var told = new LinkedHashMap<UUID, LogRecord>();
        for (var record : records) {
            var change = record.as(ProfileChanged.class, json);
            newest.merge(change.profileId(), change, (old, next) -> next.revision() >= old.revision() ? next : old);
            told.put(change.profileId(), record);
        }
        return erasures.of(tx, newest.keySet())
                .chain(erased -> profiles.put(
                        tx,
                        newest.values().stream()
                                .filter(change -> !erased.covers(
                                        change.profileId(),
                                        told.get(change.profileId()).appendedAt()))
                                .toList()));
    }

    /// Both messages stand under the keys of both profiles; the one of the profile that is taken in, or set free,
    /// counts.
    private Uni<Void> join(SqlConnection tx, LogRecord record) {
        if (record.type().equals(ProfileUnmerged.TYPE)) {
            var unmerged = record.as(ProfileUnmerged.class, json);
            return unmerged.from().toString().equals(record.key())
                    ? profiles.unmerge(tx, unmerged.from())
                    : Uni.createFrom().voidItem();
        }
        var merged = record.as(ProfileMerged.class, json);
        return merged.from().toString().equals(record.key())
                ? profiles.merge(tx, merged.from(), merged.into(), merged.at())
                        .chain(() -> rekeying.merge(tx, merged.from(), merged.into()))
                : Uni.createFrom().voidItem();
    }
}
