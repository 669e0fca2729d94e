package io.danggol.tracking.intake;

import io.danggol.chassis.log.LogMessage;
import io.danggol.chassis.log.LogWriter;
import io.danggol.chassis.log.TopicNames;
import io.danggol.contracts.RejectedEvent;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.contracts.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Appends to the log. While the brokers are away every call but one at a time is turned away at once, so that callers
/// do not queue up behind a time-out.
@Singleton
class EventLog {
    private static final Logger LOG = Logger.getLogger(EventLog.class);
    private static final long UP = Long.MIN_VALUE;
    private static final long REST_NANOS = Duration.ofMillis(500).toNanos();
    private static final long TRIAL_NANOS = Duration.ofSeconds(10).toNanos();

    private final LogWriter writer;
    private final TopicNames topics;
    /// When the next trial is due, by [System#nanoTime]; [#UP] while the brokers answer.
    private final AtomicLong trialAt = new AtomicLong(UP);

    EventLog(LogWriter writer, TopicNames topics) {
        this.writer = writer;
        this.topics = topics;
    }

    LogMessage accepted(StorefrontEvent event, String traceparent) {
        var key = event.visitorId() == null ? "customer:" + event.customer() : event.visitorId();
        return new LogMessage(
                topics.of(Topics.STOREFRONT_EVENTS),
                key,
                null,
                StorefrontEvent.TYPE,
                event.id(),
                event.occurredAt(),
                traceparent,
                writer.bytes(event));
    }

    LogMessage rejected(RejectedEvent event, String key, String id, String traceparent) {
        return new LogMessage(
                topics.of(Topics.REJECTED_EVENTS),
                key,
                null,
                RejectedEvent.TYPE,
                id,
                event.receivedAt(),
                traceparent,
                writer.bytes(event));
    }

    /// Completes when all in-sync replicas have all of them, else fails with [IntakeRefusal.LogAway].
    Uni<Void> append(List<LogMessage> messages) {
        if (messages.isEmpty()) return Uni.createFrom().voidItem();
        if (!mayTry()) return Uni.createFrom().failure(new IntakeRefusal.LogAway());
        return writer.sendAll(messages)
                .invoke(() -> trialAt.set(UP))
                .onFailure()
                .transform(this::away);
    }

    /// Whether the brokers answer for both topics; keeps what the next call needs to know of them.
    boolean isReachable() {
        return writer.reaches(Topics.STOREFRONT_EVENTS) && writer.reaches(Topics.REJECTED_EVENTS);
    }

    private boolean mayTry() {
        var due = trialAt.get();
        if (due == UP) return true;
        var now = System.nanoTime();
        return now - due >= 0 && trialAt.compareAndSet(due, now + TRIAL_NANOS);
    }

    private IntakeRefusal.LogAway away(Throwable failure) {
        if (trialAt.getAndSet(System.nanoTime() + REST_NANOS) == UP) LOG.warnf("the log is away: %s", failure);
        return new IntakeRefusal.LogAway();
    }
}
