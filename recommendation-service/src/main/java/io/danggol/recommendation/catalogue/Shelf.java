package io.danggol.recommendation.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.work.Worker;
import io.danggol.recommendation.RecommendationConfig;
import io.danggol.recommendation.knowledge.Knowledge;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Keeps this replica's [Assortment] at the state of the database: whoever changes the catalogue also appends
/// the change to a stream in Redis before the call is answered, and every answer first reads what it has not
/// read of that stream.
///
/// Redis holds nothing else and may lose it: the database is asked for changes on a schedule, and at once while
/// Redis is away or holds more than can be read in one go.
@Singleton
@RegisterForReflection(targets = Change.class)
public class Shelf {
    private static final Logger LOG = Logger.getLogger(Shelf.class);
    private static final int READ_AT_ONCE = 500;
    private static final int KEPT = 20_000;
    private static final Duration REDIS_PATIENCE = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(2);
    private static final Duration LOADING_PATIENCE = Duration.ofMinutes(5);

    private final Knowledge knowledge;
    private final Catalogue catalogue;
    private final ReactiveRedisDataSource redis;
    private final ObjectMapper json;
    private final Duration refresh;
    private final Worker worker;
    private final String stream;
    private final AtomicReference<String> read = new AtomicReference<>("0-0");
    private final AtomicLong revision = new AtomicLong();
    private volatile boolean redisAway;
    private volatile long askRedisAt;
    private volatile long askDatabaseAt = System.nanoTime();

    Shelf(
            Knowledge knowledge,
            Catalogue catalogue,
            ReactiveRedisDataSource redis,
            ObjectMapper json,
            RecommendationConfig config,
            @ConfigProperty(name = "danggol.topic-prefix") String prefix) {
        this.knowledge = knowledge;
        this.catalogue = catalogue;
        this.redis = redis;
        this.json = json;
        this.refresh = config.catalogueRefresh();
        this.worker = new Worker("catalogue", refresh, () -> {
            refresh().await().atMost(DATABASE_PATIENCE);
            return false;
        });
        this.stream = prefix + "catalogue-changes";
    }

    /// Reads the whole catalogue, and its changes on a schedule from then on; blocks. False while the database is away.
    public boolean load() {
        try {
            read.set(latest().onFailure().recoverWithItem("0-0").await().atMost(DATABASE_PATIENCE));
            refresh().await().atMost(LOADING_PATIENCE);
            worker.start();
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("no catalogue yet: %s", e);
            return false;
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop();
    }

    /// Brings the assortment to the state of every change whose call has been answered. Never fails: with neither
    /// Redis nor the database the known state has to do.
    public Uni<Void> catchUp() {
        if (redisAway && System.nanoTime() - askRedisAt < 0) return withDatabase();
        var from = read.get();
        return redis.execute("XRANGE", stream, "(" + from, "+", "COUNT", Integer.toString(READ_AT_ONCE))
                .ifNoItem()
                .after(REDIS_PATIENCE)
                .fail()
                .chain(entries -> take(entries, from))
                .onFailure()
                .recoverWithUni(this::withoutRedis);
    }

    private Uni<Void> take(Response entries, String from) {
        redisAway = false;
        if (entries == null || entries.size() == 0) return Uni.createFrom().voidItem();
        var last = entries.get(entries.size() - 1).get(0).toString();
        if (entries.size() == READ_AT_ONCE) {
            return latest().chain(end -> refresh().invoke(() -> read.compareAndSet(from, end)));
        }
        var changes = new ArrayList<Change>(entries.size());
        for (var entry : entries) changes.add(parse(entry.get(1).get(1).toString()));
        apply(changes);
        read.compareAndSet(from, last);
        return Uni.createFrom().voidItem();
    }

    private Uni<String> latest() {
        return redis.execute("XREVRANGE", stream, "+", "-", "COUNT", "1")
                .map(entries -> entries == null || entries.size() == 0
                        ? "0-0"
                        : entries.get(0).get(0).toString());
    }

    private Uni<Void> withoutRedis(Throwable reason) {
        if (!redisAway) LOG.warnf("Redis is away, the catalogue's changes come from the database: %s", reason);
        askRedisAt = System.nanoTime() + PAUSE.toNanos();
        redisAway = true;
        return withDatabase();
    }

    private Uni<Void> withDatabase() {
        if (System.nanoTime() - askDatabaseAt < 0) return Uni.createFrom().voidItem();
        return refresh()
                .ifNoItem()
                .after(DATABASE_PATIENCE)
                .fail()
                .onFailure()
                .invoke(e -> {
                    LOG.warnf("the database is away, too: %s", e);
                    askDatabaseAt = System.nanoTime() + PAUSE.toNanos();
                })
                .onFailure()
                .recoverWithNull();
    }

    /// Reads from the database whatever changed since it was last read.
    Uni<Void> refresh() {
        return catalogue.after(revision.get()).chain(changes -> {
            if (changes.isEmpty()) return Uni.createFrom().voidItem();
            apply(changes);
            revision.accumulateAndGet(changes.getLast().revision(), Math::max);
            return refresh();
        });
    }

    /// Makes committed changes known to every replica; completes when each one's next answer heeds them.
    Uni<Void> announce(List<Change> changes) {
        apply(changes);
        if (changes.isEmpty()) return Uni.createFrom().voidItem();
        return Uni.join()
                .all(changes.stream()
                        .map(change -> redis.execute(
                                "XADD", stream, "MAXLEN", "~", Integer.toString(KEPT), "*", "c", write(change)))
                        .toList())
                .andCollectFailures()
                .ifNoItem()
                .after(REDIS_PATIENCE.multipliedBy(4))
                .fail()
                .onFailure()
                // Then every replica reads it from the database in the meantime.
                .recoverWithUni(() -> Uni.createFrom()
                        .<List<Response>>nullItem()
                        .onItem()
                        .delayIt()
                        .by(refresh.multipliedBy(2)))
                .replaceWithVoid();
    }

    private void apply(List<Change> changes) {
        if (changes.isEmpty()) return;
        knowledge.write(() -> changes.forEach(this::apply));
    }

    private void apply(Change change) {
        var assortment = knowledge.assortment();
        var item = knowledge.items().number(change.itemId());
        var before = assortment.find(item).map(Product::categories).orElse(List.of());
        var changed = change.product() == null
                ? assortment.remove(change.itemId(), change.revision())
                : assortment.put(ProductMessages.toDomain(change.product(), change.since()), change.revision());
        if (!changed) return;
        var after = assortment.find(item).map(Product::categories).orElse(List.of());
        if (before.equals(after)) return;
        var left = before.stream().filter(category -> !after.contains(category)).toList();
        knowledge.popularity().place(item, after, left);
    }

    /// A product as this replica knows it.
    Optional<Product> find(String itemId) {
        return knowledge.read(
                () -> knowledge.assortment().find(knowledge.items().find(itemId)));
    }

    private Change parse(String text) {
        try {
            return json.readValue(text, Change.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry of the stream is no change", e);
        }
    }

    private String write(Change change) {
        try {
            return json.writeValueAsString(change);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
