package io.danggol.profile.rights;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.BadRecord;
import io.danggol.chassis.log.LogRecord;
import io.danggol.contracts.ErasureReceipt;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.danggol.profile.reading.TopicFold;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;

/// Collects the receipts of all services. Of two for one store the larger count stays: a repeat finds nothing left.
@ApplicationScoped
class ReceiptsFold implements TopicFold {
    private final ObjectMapper json;

    ReceiptsFold(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String reader() {
        return "erasure-receipts";
    }

    @Override
    public Topic topic() {
        return Topics.ERASURE_RECEIPTS;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        var rows = records.stream().map(this::row).toList();
        return tx.preparedQuery("""
                        insert into receipt as r values ($1, $2, $3, $4, $5)
                        on conflict (request, service, store) do update
                            set at = excluded.at, count = excluded.count where excluded.count > r.count""").executeBatch(rows).replaceWithVoid();
    }

    private Tuple row(LogRecord record) {
        if (record.body() == null) throw new BadRecord("no body");
        var it = record.as(ErasureReceipt.class, json);
        if (it.requestId() == null || it.service() == null || it.store() == null || it.at() == null) {
            throw new BadRecord("a receipt without request, service, store or time");
        }
        return Tuple.of(it.requestId(), it.service(), it.store(), it.at().atOffset(ZoneOffset.UTC), it.count());
    }
}
