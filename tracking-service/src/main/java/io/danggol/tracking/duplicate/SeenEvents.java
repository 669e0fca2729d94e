package io.danggol.tracking.duplicate;

import io.danggol.chassis.identity.Identities;
import io.danggol.contracts.StorefrontEvent;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import io.quarkus.redis.datasource.keys.ReactiveKeyCommands;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The events that the log has confirmed lately, one Redis key each: `<prefix>seen:<profile>:<source>:<id>`. While
/// Redis is away nothing is known, and nothing is remembered.
@Singleton
public class SeenEvents {
    private static final Logger LOG = Logger.getLogger(SeenEvents.class);
    private static final long REST_NANOS = Duration.ofSeconds(2).toNanos();

    private final ReactiveKeyCommands<String> keys;
    private final Trips trips;
    private final Identities identities;
    private final String prefix;
    private final AtomicLong awayUntil = new AtomicLong(System.nanoTime());

    /// What was found out about some events.
    ///
    /// @param keys their keys by their ids
    /// @param known the ids of those that are on the log
    public record Recall(Map<String, String> keys, Set<String> known) {}

    SeenEvents(
            ReactiveRedisDataSource redis,
            Identities identities,
            @ConfigProperty(name = "danggol.topic-prefix") String prefix,
            @ConfigProperty(name = "danggol.intake.duplicate-window") Duration window,
            @ConfigProperty(name = "danggol.intake.duplicate-patience") Duration patience) {
        this.keys = redis.key();
        this.trips = new Trips(redis.getRedis(), window, patience);
        this.identities = identities;
        this.prefix = prefix + "seen:";
    }

    /// Connects, so that the first events do not wait for it.
    void start(@Observes StartupEvent event) {
        trips.known(List.of(prefix)).subscribe().with(_ -> {}, _ -> {});
    }

    /// Which of these events are known to be on the log.
    public Uni<Recall> recall(List<StorefrontEvent> events) {
        var keys = keys(events);
        if (keys.isEmpty() || isAway()) return Uni.createFrom().item(new Recall(keys, Set.of()));
        return trips.known(keys.values())
                .map(found -> known(keys, found))
                .onFailure()
                .invoke(this::rest)
                .onFailure()
                .recoverWithItem(Set.of())
                .map(known -> new Recall(keys, known));
    }

    /// Notes in the background that these events, which were asked for with `recall`, are on the log.
    public void remember(Recall recall, List<StorefrontEvent> events) {
        if (events.isEmpty() || isAway()) return;
        var keys = events.stream().map(event -> recall.keys().get(event.id())).toList();
        trips.note(keys).subscribe().with(_ -> {}, this::rest);
    }

    private static Set<String> known(Map<String, String> keys, Set<String> found) {
        if (found.isEmpty()) return Set.of();
        return keys.entrySet().stream()
                .filter(entry -> found.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Map<String, String> keys(List<StorefrontEvent> events) {
        var profiles = new HashMap<String, UUID>();
        var keys = new HashMap<String, String>();
        for (var event : events) {
            var profile = event.visitorId() == null
                    ? identities.profileOfCustomer(event.customer())
                    : profiles.computeIfAbsent(event.visitorId(), identities::profileOfVisitor);
            keys.put(event.id(), prefix + profile + ":" + event.source() + ":" + event.id());
        }
        return keys;
    }

    /// Forgets the events of these profiles; how many there were. Fails while Redis is away.
    public Uni<Long> forget(Collection<UUID> profiles) {
        return Uni.join()
                .all(profiles.stream().map(this::forget).toList())
                .andFailFast()
                .map(counts -> counts.stream().mapToLong(Long::longValue).sum());
    }

    private Uni<Long> forget(UUID profile) {
        return keys.scan(new KeyScanArgs().match(prefix + profile + ":*").count(1000))
                .toMulti()
                .group()
                .intoLists()
                .of(100)
                .onItem()
                .transformToUniAndConcatenate(some -> keys.del(some.toArray(String[]::new)))
                .collect()
                .with(Collectors.summingLong(Integer::longValue));
    }

    private boolean isAway() {
        return System.nanoTime() < awayUntil.get();
    }

    private void rest(Throwable failure) {
        LOG.warnf("no hints of duplicates: %s", failure);
        awayUntil.set(System.nanoTime() + REST_NANOS);
    }
}
