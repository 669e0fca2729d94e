package io.danggol.profile.consent;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.LogRecord;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.danggol.profile.reading.OneByOne;
import io.danggol.profile.reading.TopicFold;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Reads what this service told of consents itself: what its database does not remember having told was told
/// before the database was restored to an earlier moment, and is taken back into the ledger.
@ApplicationScoped
class ConsentsFold implements TopicFold {
    private final ObjectMapper json;
    private final Ledger ledger;
    private final Recovery recovery;
    private final Outbox outbox;

    ConsentsFold(ObjectMapper json, Ledger ledger, Recovery recovery, Outbox outbox) {
        this.json = json;
        this.ledger = ledger;
        this.recovery = recovery;
        this.outbox = outbox;
    }

    @Override
    public String reader() {
        return "consents";
    }

    @Override
    public Topic topic() {
        return Topics.CONSENTS;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        var told = records.stream().map(record -> Told.of(record, json)).toList();
        return ledger.unknown(tx, told).chain(unknown -> {
            if (unknown.isEmpty()) return Uni.createFrom().voidItem();
            if (records.size() > 1) throw new OneByOne("consents that a restore undid");
            return recovery.takeBack(tx, unknown.getFirst());
        });
    }

    @Override
    public void committed(List<LogRecord> records) {
        outbox.wake();
    }
}
