package io.danggol.segment.membership;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.BadRecord;
import io.danggol.chassis.log.Fold;
import io.danggol.chassis.log.LogRecord;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.ProfileMessage;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple3;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Folds what profile-service says about people: a batch is one transaction, and one look at each of its
/// profiles.
@Singleton
class ProfileEventsConsumer implements Fold {
    /// Without it, tables that grow faster than their statistics are read whole.
    private static final String BY_KEY =
            "set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off";

    private final Profiles profiles;
    private final Memberships memberships;
    private final StreamClock streamClock;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private volatile Runnable clockAdvanced = () -> {};

    ProfileEventsConsumer(
            Profiles profiles,
            Memberships memberships,
            StreamClock streamClock,
            Outbox outbox,
            ObjectMapper json,
            MeterRegistry metrics) {
        this.profiles = profiles;
        this.memberships = memberships;
        this.streamClock = streamClock;
        this.outbox = outbox;
        this.json = json;
        this.metrics = metrics;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        var times = new HashMap<Integer, Instant>();
        var news = new TreeMap<UUID, List<Told>>();
        for (var record : records) {
            if (ProfileMessage.ClockAdvanced.TYPE.equals(record.type())) {
                var time = record.as(ProfileMessage.ClockAdvanced.class, json).time();
                times.merge(record.partition(), time, (a, b) -> a.isAfter(b) ? a : b);
            } else {
                var profile = Keys.profile(record);
                news(record, profile)
                        .ifPresent(each -> news.computeIfAbsent(profile, _ -> new ArrayList<>())
                                .add(new Told(each, record.traceparent())));
            }
        }
        return fold(tx, times, news)
                .invoke(() -> metrics.counter("danggol.segment.records").increment(records.size()));
    }

    private Uni<Void> fold(SqlConnection tx, Map<Integer, Instant> times, Map<UUID, List<Told>> news) {
        var advance = streamClock.advance(tx, times);
        if (news.isEmpty()) return advance;
        var locking = Uni.combine()
                .all()
                .unis(advance, tx.query(BY_KEY).execute(), profiles.lock(tx, news.keySet()))
                .asTuple()
                .map(Tuple3::getItem3);
        return memberships.hear(tx, locking, news).replaceWithVoid();
    }

    /// What the record says about the profile of its key; types that are not known yet say nothing.
    private Optional<News> news(LogRecord record, UUID profile) {
        if (record.type() == null || record.body() == null) throw new BadRecord("without type or body");
        return switch (record.type()) {
            case ProfileMessage.EventRecorded.TYPE ->
                Optional.of(new News.Happened(Translation.event(
                        record.as(ProfileMessage.EventRecorded.class, json).event())));
            case ProfileMessage.EventMoved.TYPE -> moved(record.as(ProfileMessage.EventMoved.class, json), profile);
            case ProfileMessage.ProfileChanged.TYPE ->
                Optional.of(Translation.traits(record.as(ProfileMessage.ProfileChanged.class, json)));
            case ProfileMessage.ProfileMerged.TYPE -> {
                var merged = record.as(ProfileMessage.ProfileMerged.class, json);
                yield merged.from().equals(profile)
                        ? Optional.of(new News.MergedAway(merged.into()))
                        : Optional.empty();
            }
            case ProfileMessage.ProfileUnmerged.TYPE ->
                record.as(ProfileMessage.ProfileUnmerged.class, json).from().equals(profile)
                        ? Optional.of(new News.SplitOff())
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<News> moved(ProfileMessage.EventMoved moved, UUID profile) {
        var event = Translation.event(moved.event());
        if (moved.into().equals(profile)) return Optional.of(new News.MovedIn(event));
        return moved.from().equals(profile) ? Optional.of(new News.MovedOut(event)) : Optional.empty();
    }

    /// Who is to be told when the stream's clock has got on.
    void onClock(Runnable told) {
        clockAdvanced = told;
    }

    @Override
    public void committed(List<LogRecord> records) {
        outbox.wake();
        if (records.stream().anyMatch(record -> ProfileMessage.ClockAdvanced.TYPE.equals(record.type()))) {
            clockAdvanced.run();
        }
    }
}
