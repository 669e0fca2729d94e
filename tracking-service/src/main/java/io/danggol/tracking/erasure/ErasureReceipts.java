package io.danggol.tracking.erasure;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
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
    /// Longer than any replica takes for one erasure.
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);
    /// Longer than any topic keeps its records, but `erasures`.
    private static final Duration DONE = Duration.ofDays(90);

    private final ReactiveValueCommands<String, String> values;
    private final String prefix;

    ErasureReceipts(ReactiveRedisDataSource redis, @ConfigProperty(name = "danggol.topic-prefix") String prefix) {
        this.values = redis.value(String.class);
        this.prefix = prefix + "erased:";
    }

    /// Whether the caller is to carry this erasure out; false if that was done or another replica is at it.
    Uni<Boolean> begin(UUID requestId) {
        return values.setAndChanged(
                prefix + requestId, "under way", new SetArgs().nx().ex(UNDER_WAY));
    }

    Uni<Void> done(UUID requestId) {
        return values.set(prefix + requestId, "done", new SetArgs().ex(DONE));
    }
}
