package io.danggol.tracking.erasure;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.keys.ReactiveKeyCommands;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Which erasures this service has answered, so that neither a restart nor a second replica answers again.
@Singleton
class ErasureReceipts {
    private static final String UNDER_WAY = "under way";
    private static final String DONE = "done";
    /// Longer than any replica takes for one erasure.
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /// Longer than any topic but `erasures` keeps its records.
    private static final Duration MEMORY = Duration.ofDays(90);

    private final ReactiveValueCommands<String, String> values;
    private final ReactiveKeyCommands<String> keys;
    private final String prefix;

    ErasureReceipts(ReactiveRedisDataSource redis, @ConfigProperty(name = "danggol.topic-prefix") String prefix) {
        this.values = redis.value(String.class);
        this.keys = redis.key();
        this.prefix = prefix + "erased:";
    }

    /// Where an erasure stands for who asks.
    enum Turn {
        /// The caller is to carry it out and then to say so, be it done or not.
        OURS,
        /// Another replica is at it; if that one dies, the turn is free again after a minute.
        ANOTHERS,
        DONE
    }

    Uni<Turn> begin(UUID requestId) {
        return values.setAndChanged(
                        key(requestId), UNDER_WAY, new SetArgs().nx().ex(PATIENCE))
                .chain(ours -> ours
                        ? Uni.createFrom().item(Turn.OURS)
                        : values.get(key(requestId)).map(state -> DONE.equals(state) ? Turn.DONE : Turn.ANOTHERS));
    }

    Uni<Void> done(UUID requestId) {
        return values.set(key(requestId), DONE, new SetArgs().ex(MEMORY));
    }

    Uni<Void> failed(UUID requestId) {
        return keys.del(key(requestId)).replaceWithVoid();
    }

    private String key(UUID requestId) {
        return prefix + requestId;
    }
}
