package io.danggol.profile.rights;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.LogRecord;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.danggol.profile.reading.OneByOne;
import io.danggol.profile.reading.TopicFold;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Reads the orders that this service gave itself: one that its database does not know was given before the
/// database was restored to an earlier moment, and is carried out again.
@ApplicationScoped
class ErasuresFold implements TopicFold {
    private final ObjectMapper json;
    private final PrivacyRequests requests;
    private final Erasure erasure;
    private final Outbox outbox;

    ErasuresFold(ObjectMapper json, PrivacyRequests requests, Erasure erasure, Outbox outbox) {
        this.json = json;
        this.requests = requests;
        this.erasure = erasure;
        this.outbox = outbox;
    }

    @Override
    public String reader() {
        return "erasures";
    }

    @Override
    public Topic topic() {
        return Topics.ERASURES;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        var orders = records.stream()
                .filter(record -> record.body() != null)
                .map(record -> record.as(ErasureOrdered.class, json))
                .toList();
        return requests.undone(tx, orders).chain(undone -> {
            if (undone.isEmpty()) return Uni.createFrom().voidItem();
            if (records.size() > 1) throw new OneByOne("erasures that a restore undid");
            return erasure.carryOutAgain(tx, orders.getFirst());
        });
    }

    @Override
    public void committed(List<LogRecord> records) {
        outbox.wake();
    }
}
