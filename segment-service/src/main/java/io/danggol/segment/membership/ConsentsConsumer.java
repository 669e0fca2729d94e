package io.danggol.segment.membership;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.Fold;
import io.danggol.chassis.log.LogRecord;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.ConsentsChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/// Folds what people decided; a decision is withdrawn from here when its key is deleted.
@Singleton
class ConsentsConsumer implements Fold {
    private final Profiles profiles;
    private final Memberships memberships;
    private final Outbox outbox;
    private final ObjectMapper json;

    ConsentsConsumer(Profiles profiles, Memberships memberships, Outbox outbox, ObjectMapper json) {
        this.profiles = profiles;
        this.memberships = memberships;
        this.outbox = outbox;
        this.json = json;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        var news = new TreeMap<UUID, List<Told>>();
        for (var record : records) {
            var said = record.body() == null
                    ? new News.ConsentsForgotten()
                    : Translation.consents(record.as(ConsentsChanged.class, json));
            news.computeIfAbsent(Keys.profile(record), _ -> new ArrayList<>())
                    .add(new Told(said, record.traceparent()));
        }
        return memberships.hear(tx, profiles.lock(tx, news.keySet()), news).replaceWithVoid();
    }

    @Override
    public void committed(List<LogRecord> records) {
        outbox.wake();
    }
}
