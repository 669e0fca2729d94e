package io.danggol.tracking.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.danggol.tracking.testing.ServiceTest;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

@ServiceTest
class TripsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    ReactiveRedisDataSource redis;

    private final String run = "trips-" + UUID.randomUUID() + "-";

    private Trips trips() {
        return new Trips(redis.getRedis(), Duration.ofMinutes(1), PATIENCE);
    }

    @Test
    void manyWhoTravelTogetherHearEachOfTheirOwnKeys() {
        var trips = trips();
        var calls = 2_000;
        var noted = new ArrayList<CompletionStage<?>>();
        var known = new ArrayList<CompletableFuture<Set<String>>>();
        for (var call = 0; call < calls; call++) {
            // The note is not waited for: what is noted first is found.
            if (call % 2 == 1) noted.add(trips.note(List.of(key(call, "a"))).subscribeAsCompletionStage());
            known.add(trips.known(List.of(key(call, "a"), key(call, "b"))).subscribeAsCompletionStage());
        }
        for (var call = 0; call < calls; call++) {
            var found = known.get(call).join();
            if (call % 2 == 1) assertThat(found).contains(key(call, "a"));
            assertThat(found).doesNotContain(key(call, "b"));
        }
        assertThat(noted)
                .hasSize(calls / 2)
                .allSatisfy(it -> it.toCompletableFuture().join());
    }

    private String key(int call, String name) {
        return run + call + name;
    }

    @Test
    void answersOnTheEventLoopThatAsked() {
        var trips = trips();
        var vertx = Vertx.vertx();
        try {
            var threads = Uni.createFrom()
                    .<Set<Thread>>emitter(emitter -> vertx.getOrCreateContext().runOnContext(_ -> {
                        var asking = Thread.currentThread();
                        trips.known(List.of(run + "x"))
                                .subscribe()
                                .with(_ -> emitter.complete(new HashSet<>(List.of(asking, Thread.currentThread()))));
                    }))
                    .await()
                    .atMost(PATIENCE);
            assertThat(threads).hasSize(1);
        } finally {
            vertx.close();
        }
    }

    @Test
    void aTripThatFailsFailsAllOnItAndTheNextOneGoes() {
        var vertx = io.vertx.mutiny.core.Vertx.vertx();
        try {
            var away = new Trips(
                    Redis.createClient(vertx, "redis://localhost:1"), Duration.ofMinutes(1), Duration.ofMillis(500));
            for (var time = 0; time < 3; time++) {
                assertThatThrownBy(() -> away.known(List.of(run + "x")).await().atMost(PATIENCE))
                        .isNotNull();
                assertThatThrownBy(() -> away.note(List.of(run + "x")).await().atMost(PATIENCE))
                        .isNotNull();
            }
        } finally {
            vertx.closeAndAwait();
        }
    }
}
