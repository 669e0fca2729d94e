package io.danggol.tracking.duplicate;

import io.danggol.chassis.identity.Identities;
import io.danggol.contracts.StorefrontEvent;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import io.quarkus.redis.datasource.keys.ReactiveKeyCommands;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The events that the log has confirmed lately, one Redis key each: `<prefix>seen:<profile>:<source>:<id>`. While
/// Redis
/// is away nothing is known, and nothing is remembered.
@Singleton
public class SeenEvents {
    private static final Logger LOG = Logger.getLogger(SeenEvents.class);
    private static final long REST_NANOS = Duration.ofSeconds(2).toNanos();

    private final ReactiveValueCommands<String, String> values;
    private final ReactiveKeyCommands<String> keys;
    private final Identities identities;
    private final String prefix;
    private final long seconds;
    private final Duration patience;
    private final AtomicLong awayUntil = new AtomicLong(System.nanoTime());

    SeenEvents(
            ReactiveRedisDataSource redis,
            Identities identities,
            @ConfigProperty(name = "danggol.topic-prefix") String prefix,
            @ConfigProperty(name = "danggol.intake.duplicate-window") Duration window,
            @ConfigProperty(name = "danggol.intake.duplicate-patience") Duration patience) {
        this.values = redis.value(String.class);
        this.keys = redis.key();
        this.identities = identities;
        this.prefix = prefix + "seen:";
        this.seconds = window.toSeconds();
        this.patience = patience;
    }

    /// The ids of those events that are known to be on the log.
    public Uni<Set<String>> known(List<StorefrontEvent> events) {
        if (events.isEmpty() || isAway()) return Uni.createFrom().item(Set.of());
        return values.mget(events.stream().map(this::key).toArray(String[]::new))
                .map(found -> events.stream()
                        .filter(event -> found.get(key(event)) != null)
                        .map(StorefrontEvent::id)
                        .collect(Collectors.toSet()))
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure()
                .invoke(this::rest)
                .onFailure()
                .recoverWithItem(Set.of());
    }

    /// Notes in the background that these events are on the log.
    public void remember(List<StorefrontEvent> events) {
        if (events.isEmpty() || isAway()) return;
        Uni.join()
                .all(events.stream()
                        .map(event -> values.setex(key(event), seconds, "1"))
                        .toList())
                .andFailFast()
                .subscribe()
                .with(_ -> {}, this::rest);
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

    private String key(StorefrontEvent event) {
        var profile = event.visitorId() == null
                ? identities.profileOfCustomer(event.customer())
                : identities.profileOfVisitor(event.visitorId());
        return prefix + profile + ":" + event.source() + ":" + event.id();
    }

    private boolean isAway() {
        return System.nanoTime() < awayUntil.get();
    }

    private void rest(Throwable failure) {
        LOG.warnf("no hints of duplicates: %s", failure);
        awayUntil.set(System.nanoTime() + REST_NANOS);
    }
}
