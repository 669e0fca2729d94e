package io.danggol.profile.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.identity.Identities;
import io.danggol.chassis.log.LogRecord;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.danggol.profile.identity.Browsers;
import io.danggol.profile.identity.Browsers.Remembered;
import io.danggol.profile.person.Decisions;
import io.danggol.profile.person.ProfileRow;
import io.danggol.profile.person.Profiles;
import io.danggol.profile.reading.TopicFold;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Takes batches of storefront events into the archive, finds out whom they belong to, folds these people's
/// facts, and publishes what follows.
@ApplicationScoped
class EventsFold implements TopicFold {
    private final ObjectMapper json;
    private final Identities identities;
    private final Archive archive;
    private final Browsers browsers;
    private final Profiles profiles;
    private final Decisions decisions;
    private final Transitions transitions;
    private final Regrouped regrouped;
    private final Announcer announcer;
    private final Outbox outbox;
    private static final String EVENTS = "danggol.profile.events";

    private final Counter folded;
    private final Counter repeated;
    private final Counter unwanted;

    /// The batch that was folded last; the reader commits it before it folds another one.
    private volatile Batch last;

    EventsFold(
            ObjectMapper json,
            Identities identities,
            Archive archive,
            Browsers browsers,
            Profiles profiles,
            Decisions decisions,
            Transitions transitions,
            Regrouped regrouped,
            Announcer announcer,
            Outbox outbox,
            MeterRegistry registry) {
        this.json = json;
        this.identities = identities;
        this.archive = archive;
        this.browsers = browsers;
        this.profiles = profiles;
        this.decisions = decisions;
        this.transitions = transitions;
        this.regrouped = regrouped;
        this.announcer = announcer;
        this.outbox = outbox;
        this.folded = registry.counter(EVENTS, "outcome", "folded");
        this.repeated = registry.counter(EVENTS, "outcome", "repeated");
        this.unwanted = registry.counter(EVENTS, "outcome", "refused");
    }

    @Override
    public String reader() {
        return Publication.READER;
    }

    @Override
    public Topic topic() {
        return Topics.STOREFRONT_EVENTS;
    }

    /// What takes long is done off the event loop, which serves callers meanwhile.
    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        return FoldLock.shared(tx)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(_ -> new Batch(
                        identities,
                        records.stream()
                                .map(record -> Incoming.of(record, json))
                                .toList()))
                .invoke(batch -> last = batch)
                .chain(batch -> fresh(tx, batch).chain(() -> {
                    repeated.increment(records.size() - batch.keys().size());
                    return batch.isEmpty() ? Uni.createFrom().voidItem() : fold(tx, batch);
                }));
    }

    /// Folds events that were taken out of the archive; [FoldLock#exclusive] is held.
    Uni<Void> again(SqlConnection tx, List<Incoming> events) {
        var batch = new Batch(identities, events);
        return fresh(tx, batch).chain(() -> batch.isEmpty() ? Uni.createFrom().voidItem() : fold(tx, batch));
    }

    /// Leaves in the batch what is neither a repeat nor of somebody who was erased since.
    private Uni<Void> fresh(SqlConnection tx, Batch batch) {
        return profiles.erased(tx, batch.people())
                .invoke(batch::withoutErased)
                .chain(() -> archive.find(tx, batch.keys()))
                .invoke(batch::withoutRepeats)
                .replaceWithVoid();
    }

    private Uni<Void> fold(SqlConnection tx, Batch batch) {
        return archive.delete(tx, batch.replaced())
                .chain(() -> browsers.lock(tx, batch.visitors()))
                .chain(locked -> place(tx, batch, locked)
                        .chain(() -> refused(tx, batch))
                        .chain(refused -> refused.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : placeWithout(refused, tx, batch, locked)))
                .chain(() -> profiles.lock(tx, batch.concerned()))
                .chain(locked -> write(tx, batch, locked))
                .invoke(() -> folded.increment(batch.keys().size()));
    }

    /// Finds out whom everything belongs to.
    private Uni<Void> place(SqlConnection tx, Batch batch, Map<String, Remembered> locked) {
        var recounts = batch.place(locked);
        return (recounts.isEmpty()
                        ? Uni.createFrom().item(Map.<String, List<Archive.Placed>>of())
                        : archive.road(tx, recounts))
                .invoke(batch::recount)
                .chain(() -> owners(tx, batch.belongs()))
                .invoke(batch::owned)
                .replaceWithVoid();
    }

    /// What somebody did after they, or their browser, refused analytics: whoever sent it did not know.
    private Uni<Set<Incoming.Key>> refused(SqlConnection tx, Batch batch) {
        var owners = batch.entries().stream().map(Archive.Entry::owner).collect(Collectors.toSet());
        return decisions.analytics(tx, owners, batch.visitors()).map(batch::refused);
    }

    private Uni<Void> placeWithout(
            Set<Incoming.Key> refused, SqlConnection tx, Batch batch, Map<String, Remembered> locked) {
        unwanted.increment(refused.size());
        batch.forget(refused);
        return place(tx, batch, locked);
    }

    private Uni<Void> write(SqlConnection tx, Batch batch, Map<UUID, ProfileRow> locked) {
        var losers = batch.losers().stream().map(locked::get).toList();
        return archive.insert(tx, batch.entries())
                .chain(() -> archive.move(tx, batch.moves()))
                .chain(moved -> decisions
                        .personalization(tx, locked.keySet(), batch.allVisitors())
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(consented -> batch.gained(locked, moved, consented, profiles.trust())))
                .chain(gained -> profiles.write(tx, gained))
                .invoke(batch::stored)
                .chain(() -> profiles.recompute(tx, losers))
                .chain(() -> profiles.alias(
                        tx,
                        batch.aliases().stream()
                                .collect(HashMap::new, (map, it) -> map.put(it.own(), it.after()), HashMap::putAll)))
                .chain(() -> regrouped.of(
                        tx,
                        batch.aliases().stream().map(Batch.Alias::own).toList(),
                        batch.aliases().stream().flatMap(Batch.Alias::all).toList()))
                .chain(() -> browsers.write(tx, batch.browsers()))
                .chain(() -> transitions.append(tx, batch.transitions()));
    }

    private static Uni<Map<UUID, UUID>> owners(SqlConnection tx, Collection<UUID> profiles) {
        return tx.preparedQuery("select id, owner from owners($1)")
                .execute(Tuple.of(profiles.toArray(UUID[]::new)))
                .map(rows -> {
                    var owners = new HashMap<UUID, UUID>();
                    rows.forEach(row -> owners.put(row.getUUID("id"), row.getUUID("owner")));
                    return owners;
                });
    }

    @Override
    public void committed(List<LogRecord> records) {
        outbox.wake();
        var first = new HashMap<Integer, Long>();
        var next = new HashMap<Integer, Long>();
        records.forEach(record -> {
            first.merge(record.partition(), record.offset(), Math::min);
            next.merge(record.partition(), record.offset() + 1, Math::max);
        });
        announcer.folded(last.folded(first, next));
    }

    @Override
    public void assigned(List<Integer> partitions) {
        announcer.assigned(partitions);
    }

    @Override
    public void foldedUpTo(Map<Integer, Instant> moments) {
        announcer.foldedUpTo(moments);
    }
}
