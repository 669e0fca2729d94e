package io.danggol.segment.definition;

import io.danggol.chassis.work.Worker;
import io.danggol.segment.SegmentConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Draws up the ready segments: all on the first start, and one for each category when it becomes one that many love.
/// What a marketer changed or deleted stays as it is. Any number of replicas draw up each once.
@Singleton
class Installation {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Pool pool;
    private final Segments segments;
    private final int lovedCategories;
    private final Worker worker;

    Installation(Pool pool, Segments segments, SegmentConfig config) {
        this.pool = pool;
        this.segments = segments;
        this.lovedCategories = config.lovedCategories();
        this.worker = new Worker(
                "ready-segments",
                config.rfmEvery(),
                () -> install().replaceWith(false).await().atMost(PATIENCE));
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop();
    }

    Uni<Void> install() {
        return pool.withTransaction(tx -> tx.query("select installed from catalogue for update")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("installed"))
                .chain(installed -> installed ? Uni.createFrom().voidItem() : first(tx))
                .chain(() -> lovers(tx)));
    }

    private Uni<Void> first(SqlConnection tx) {
        return each(tx, ReadySegments.all())
                .chain(() -> tx.query("update catalogue set installed = true").execute())
                .replaceWithVoid();
    }

    private Uni<Void> lovers(SqlConnection tx) {
        return tx.preparedQuery("""
                        with loved as (
                            select favourite from profile where favourite is not null and merged_into is null
                            group by favourite order by count(*) desc, favourite limit $1
                        )
                        insert into loved_category (category) select favourite from loved
                        where (select count(*) from loved_category) < $1
                        on conflict do nothing returning category""").execute(Tuple.of(lovedCategories)).chain(rows -> {
            var drafts = new ArrayList<Draft>();
            rows.forEach(row -> drafts.add(ReadySegments.lovers(row.getString("category"))));
            return each(tx, drafts);
        });
    }

    private Uni<Void> each(SqlConnection tx, List<Draft> drafts) {
        var done = Uni.createFrom().voidItem();
        for (var draft : drafts) done = done.chain(() -> segments.install(tx, draft));
        return done;
    }
}
