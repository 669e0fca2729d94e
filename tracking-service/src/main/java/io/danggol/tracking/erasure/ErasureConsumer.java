package io.danggol.tracking.erasure;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.chassis.identity.Identities;
import io.danggol.chassis.log.LogMessage;
import io.danggol.chassis.log.LogReaders;
import io.danggol.chassis.log.LogRecord;
import io.danggol.chassis.log.LogTail;
import io.danggol.chassis.log.LogWriter;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.ErasureReceipt;
import io.danggol.contracts.Topics;
import io.danggol.tracking.duplicate.SeenEvents;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Forgets the duplicate hints of erased people and answers with a receipt. While Redis or the brokers are away it
/// waits:
/// intake does not depend on it.
@ApplicationScoped
class ErasureConsumer implements LogTail.Handler {
    private static final Logger LOG = Logger.getLogger(ErasureConsumer.class);
    private static final String SERVICE = "tracking";
    private static final String STORE = "duplicate-hints";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SeenEvents seen;
    private final ErasureReceipts receipts;
    private final Identities identities;
    private final LogWriter writer;
    private final ObjectMapper json;
    private final Clock clock;
    private volatile boolean stopped;

    ErasureConsumer(
            SeenEvents seen,
            ErasureReceipts receipts,
            Identities identities,
            LogWriter writer,
            ObjectMapper json,
            Clock clock) {
        this.seen = seen;
        this.receipts = receipts;
        this.identities = identities;
        this.writer = writer;
        this.json = json;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, LogReaders readers) {
        readers.tail("erasures", List.of(Topics.ERASURES), this).start(Map.of());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    @Override
    public void accept(List<LogRecord> records, Map<TopicPartition, Long> next) {
        for (var record : records) {
            if (record.body() != null) carryOut(record);
        }
    }

    private void carryOut(LogRecord record) {
        var order = record.as(ErasureOrdered.class, json);
        try {
            while (!stopped && !isCarriedOut(order)) Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isCarriedOut(ErasureOrdered order) {
        if (!writer.reaches(Topics.ERASURE_RECEIPTS)) return false;
        try {
            return receipts.begin(order.requestId())
                    .chain(turn -> switch (turn) {
                        case OURS -> erase(order).replaceWith(true);
                        case ANOTHERS -> Uni.createFrom().item(false);
                        case DONE -> Uni.createFrom().item(true);
                    })
                    .await()
                    .atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.warnf("erasure %s waits: %s", order.requestId(), e);
            return false;
        }
    }

    private Uni<Void> erase(ErasureOrdered order) {
        return seen.forget(profiles(order))
                .chain(count -> writer.send(receipt(order, count)))
                .chain(() -> receipts.done(order.requestId()))
                .onFailure()
                .call(() -> receipts.failed(order.requestId()));
    }

    private LogMessage receipt(ErasureOrdered order, long count) {
        var key = order.profileIds().isEmpty()
                ? order.requestId()
                : order.profileIds().getFirst();
        return writer.message(
                Topics.ERASURE_RECEIPTS,
                key.toString(),
                ErasureReceipt.TYPE,
                order.requestId() + ":" + SERVICE + ":" + STORE,
                new ErasureReceipt(order.requestId(), SERVICE, STORE, count, clock.instant()));
    }

    /// A profile id is made of a hash in one way, be it a customer's or a visitor's.
    private List<UUID> profiles(ErasureOrdered order) {
        return Stream.concat(
                        order.profileIds().stream(),
                        order.visitorHashes().stream().map(identities::profileOfCustomer))
                .distinct()
                .toList();
    }
}
