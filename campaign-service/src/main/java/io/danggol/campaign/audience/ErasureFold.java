package io.danggol.campaign.audience;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.log.Fold;
import io.danggol.chassis.log.LogRecord;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.ErasureReceipt;
import io.danggol.contracts.Topics;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Forgets people: what is held of them goes, the impersonal record of advertisements stays, and each store is
/// receipted.
@Singleton
class ErasureFold implements Fold {
    private final Erasures erasures;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;

    ErasureFold(Erasures erasures, Outbox outbox, ObjectMapper json, Clock clock) {
        this.erasures = erasures;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        return Multi.createFrom()
                .iterable(records)
                .filter(record -> record.body() != null)
                .onItem()
                .transformToUniAndConcatenate(record -> erase(tx, record.as(ErasureOrdered.class, json)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    @Override
    public void committed(List<LogRecord> records) {
        outbox.wake();
    }

    private Uni<Void> erase(SqlConnection tx, ErasureOrdered order) {
        return erasures.put(tx, order.profileIds(), order.erasedAt())
                .chain(() -> erasures.erase(tx, order.profileIds(), order.erasedAt()))
                .chain(counts -> receipt(tx, order, counts));
    }

    private Uni<Void> receipt(SqlConnection tx, ErasureOrdered order, Map<String, Integer> counts) {
        var key = order.profileIds().stream()
                .map(UUID::toString)
                .findFirst()
                .orElse(order.requestId().toString());
        return outbox.append(
                tx,
                counts.entrySet().stream()
                        .map(count -> outbox.message(
                                Topics.ERASURE_RECEIPTS,
                                key,
                                ErasureReceipt.TYPE,
                                order.requestId() + ":campaign:" + count.getKey(),
                                new ErasureReceipt(
                                        order.requestId(),
                                        "campaign",
                                        count.getKey(),
                                        count.getValue(),
                                        clock.instant())))
                        .toList());
    }
}
