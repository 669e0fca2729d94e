package io.danggol.segment.membership;

import io.danggol.chassis.log.LogMessage;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.chassis.trace.Traces;
import io.danggol.contracts.SegmentMembership;
import io.danggol.contracts.Topics;
import io.danggol.segment.definition.Catalogues;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/// Decides memberships of locked profiles, stores them and owes the log what changed: all in the caller's transaction.
@Singleton
class Memberships {
    private final Profiles profiles;
    private final Catalogues catalogues;
    private final StreamClock streamClock;
    private final Outbox outbox;
    private final Traces traces;
    private final MeterRegistry metrics;

    Memberships(
            Profiles profiles,
            Catalogues catalogues,
            StreamClock streamClock,
            Outbox outbox,
            Traces traces,
            MeterRegistry metrics) {
        this.profiles = profiles;
        this.catalogues = catalogues;
        this.streamClock = streamClock;
        this.outbox = outbox;
        this.traces = traces;
        this.metrics = metrics;
    }

    /// Reviews the profiles that `locking` locks in `tx` for what they were told, as [#review] does.
    Uni<List<Profile>> hear(SqlClient tx, Uni<List<Profile>> locking, Map<UUID, List<Told>> told) {
        return review(
                tx,
                locking,
                (review, profile) -> review.after(
                        profile, told.get(profile.id()).stream().map(Told::news).toList()),
                told);
    }

    /// Reviews the profiles that `locking` locks in `tx`, off the event loop, and stores what became of them; gives
    /// these profiles back. All that is asked and all that is written goes to the database in one go each.
    Uni<List<Profile>> review(
            SqlClient tx, Uni<List<Profile>> locking, BiFunction<Review, Profile, Review.Outcome> decision) {
        return review(tx, locking, decision, Map.of());
    }

    private Uni<List<Profile>> review(
            SqlClient tx,
            Uni<List<Profile>> locking,
            BiFunction<Review, Profile, Review.Outcome> decision,
            Map<UUID, List<Told>> told) {
        return Uni.combine()
                .all()
                .unis(locking, catalogues.inForce(tx), streamClock.now(tx))
                .asTuple()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(it -> {
                    var review = new Review(it.getItem2(), it.getItem3(), streamClock.present());
                    return store(tx, it.getItem1(), review, decision, told).replaceWith(it.getItem1());
                });
    }

    private Uni<Void> store(
            SqlClient tx,
            List<Profile> locked,
            Review review,
            BiFunction<Review, Profile, Review.Outcome> decision,
            Map<UUID, List<Told>> told) {
        if (locked.isEmpty()) return Uni.createFrom().voidItem();
        var savings = new ArrayList<Profiles.Saving>(locked.size());
        var changes = new ArrayList<Change>();
        var messages = new ArrayList<LogMessage>();
        for (var profile : locked) {
            var outcome = decision.apply(review, profile);
            var causes = new Causes(
                    review.catalogue(), profile, outcome.profile(), told.getOrDefault(profile.id(), List.of()));
            savings.add(new Profiles.Saving(profile, outcome.profile().tracedBy(causes.kept())));
            changes.addAll(outcome.changes());
            outcome.changes().forEach(change -> messages.add(message(change).in(decided(change, causes.of(change)))));
        }
        var last = last(changes);
        return Uni.join()
                .all(profiles.save(tx, savings), leave(tx, last), enter(tx, last), outbox.append(tx, messages))
                .andFailFast()
                .invoke(() -> changes.forEach(this::count))
                .replaceWithVoid();
    }

    /// The trace of what follows from a change.
    private String decided(Change change, String cause) {
        return traces.decided(
                "decide membership", change.segment(), change.now().member() ? "entered" : "left", cause);
    }

    /// Of several changes of one membership the last.
    private static Collection<Change> last(List<Change> changes) {
        var last = new LinkedHashMap<String, Change>();
        changes.forEach(change -> last.put(key(change.profile(), change.segment()), change));
        return last.values();
    }

    /// Keeps, as does [#enter], the list of who is in which segment.
    private static Uni<Void> leave(SqlClient tx, Collection<Change> changes) {
        var leaving = changes.stream().filter(change -> !change.now().member()).toList();
        if (leaving.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("""
                        delete from membership where (segment, profile) in (select * from unnest($1::text[], $2::uuid[]))""")
                .execute(Tuple.of(
                        leaving.stream().map(Change::segment).toArray(String[]::new),
                        leaving.stream().map(Change::profile).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private static Uni<Void> enter(SqlClient tx, Collection<Change> changes) {
        var entering = changes.stream().filter(change -> change.now().member()).toList();
        if (entering.isEmpty()) return Uni.createFrom().voidItem();
        return tx.preparedQuery("""
                        insert into membership (segment, profile, since)
                        select * from unnest($1::text[], $2::uuid[], $3::timestamptz[])
                        on conflict (segment, profile) do update set since = excluded.since""")
                .execute(Tuple.of(
                        entering.stream().map(Change::segment).toArray(String[]::new),
                        entering.stream().map(Change::profile).toArray(UUID[]::new),
                        entering.stream()
                                .map(change -> change.now().since().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new)))
                .replaceWithVoid();
    }

    private LogMessage message(Change change) {
        var now = change.now();
        var key = key(change.profile(), change.segment());
        return outbox.message(
                Topics.SEGMENT_MEMBERSHIPS,
                key,
                SegmentMembership.TYPE,
                key + ":" + now.revision(),
                new SegmentMembership(
                        change.profile(),
                        change.segment(),
                        now.member(),
                        now.since(),
                        now.revision(),
                        change.reason(),
                        now.occurrence().orElse(null),
                        cause(change.cause())));
    }

    /// Tells the log to forget all that it was told of a profile.
    LogMessage forgotten(UUID profile, String segment, UUID request) {
        var key = key(profile, segment);
        return outbox.message(Topics.SEGMENT_MEMBERSHIPS, key, SegmentMembership.TYPE, key + ":" + request, null);
    }

    static String key(UUID profile, String segment) {
        return profile + ":" + segment;
    }

    private static SegmentMembership.Cause cause(Change.Cause cause) {
        return switch (cause) {
            case EVENT -> SegmentMembership.Cause.EVENT;
            case TIME -> SegmentMembership.Cause.TIME;
            case THRESHOLD -> SegmentMembership.Cause.THRESHOLD;
            case BACKFILL -> SegmentMembership.Cause.BACKFILL;
            case MERGE -> SegmentMembership.Cause.MERGE;
        };
    }

    private void count(Change change) {
        metrics.counter(
                        "danggol.segment.changes",
                        "cause",
                        change.cause().name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
