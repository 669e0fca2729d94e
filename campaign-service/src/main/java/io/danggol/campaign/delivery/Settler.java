package io.danggol.campaign.delivery;

import io.danggol.campaign.CampaignConfig;
import io.danggol.campaign.Channel;
import io.danggol.campaign.kakao.KakaoConfig;
import io.danggol.campaign.plan.Campaigns;
import io.danggol.campaign.suppression.Suppressions;
import io.danggol.campaign.suppression.Suppressions.Reason;
import io.danggol.chassis.outbox.Outbox;
import io.danggol.contracts.MessageEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/// Writes down what a channel said of a message, and what follows from it.
@Singleton
public class Settler {
    private static final Logger LOG = Logger.getLogger(Settler.class);
    private static final Duration TRANSACTION = Duration.ofSeconds(60);

    private final Pool pool;
    private final Queue queue;
    private final Decisions decisions;
    private final Entries entries;
    private final Campaigns campaigns;
    private final Suppressions suppressions;
    private final Outbox outbox;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Settlement.Patience patience;

    Settler(
            Pool pool,
            Queue queue,
            Decisions decisions,
            Entries entries,
            Campaigns campaigns,
            Suppressions suppressions,
            Outbox outbox,
            CampaignConfig config,
            KakaoConfig kakao,
            Clock clock,
            MeterRegistry metrics) {
        this.pool = pool;
        this.queue = queue;
        this.decisions = decisions;
        this.entries = entries;
        this.campaigns = campaigns;
        this.suppressions = suppressions;
        this.outbox = outbox;
        this.clock = clock;
        this.metrics = metrics;
        // From zero on: the first one is an alarm already.
        List.of(Channel.EMAIL, Channel.KAKAO).forEach(this::unknown);
        patience = new Settlement.Patience(
                config.attempts(),
                config.backoff(),
                kakao.reconcileAfter(),
                kakao.pollInterval(),
                kakao.resultPatience());
    }

    /// What a channel said of a message that it was handed or asked about. Blocks.
    void settle(Message message, Handover handover) {
        pool.withTransaction(tx -> settle(tx, message, handover)).await().atMost(TRANSACTION);
    }

    /// The message could not be written now; it counts as an attempt.
    void notYet(Message message, String code) {
        var now = clock.instant();
        var standing = message.standing();
        var counted =
                new Settlement.Standing(standing.channel(), standing.attempts() + 1, 0, standing.handedAt(), null, 0);
        var settlement = Settlement.of(new Handover.NotNow(code), counted, patience, now);
        pool.withTransaction(tx -> queue.count(tx, message.id()).chain(() -> follow(tx, message, settlement, now)))
                .await()
                .atMost(TRANSACTION);
    }

    /// The same as [#settle], within a transaction. What was closed meanwhile stays closed.
    Uni<Void> settle(SqlClient tx, Message message, Handover handover) {
        var now = clock.instant();
        return queue.lock(tx, message.id())
                .chain(current -> current.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : follow(
                                tx,
                                current.get(),
                                Settlement.of(handover, current.get().standing(), patience, now),
                                now));
    }

    private Uni<Void> follow(SqlClient tx, Message message, Settlement settlement, Instant now) {
        return switch (settlement) {
            case Settlement.Requeue(var dueAt, var reason) ->
                queue.requeue(tx, message.id(), dueAt)
                        .chain(() -> decisions.decide(tx, message, Outcome.DEFERRED, reason, now));
            case Settlement.Await(var dueAt, var requestId, var recipient) ->
                queue.await(tx, message.id(), dueAt, requestId, recipient)
                        .chain(() -> decisions.taken(tx, message, now));
            case Settlement.Ask(var dueAt) -> queue.ask(tx, message.id(), dueAt);
            case Settlement.Close close -> close(tx, message, close, now);
        };
    }

    private Uni<Void> close(SqlClient tx, Message message, Settlement.Close close, Instant now) {
        if (close.outcome() == Outcome.UNKNOWN) {
            LOG.warnf("message %s is of unknown outcome and not sent again", message.id());
            unknown(message.channel()).increment();
        }
        var written = queue.close(tx, message.id())
                .chain(() -> decisions.decide(tx, message, close.outcome(), close.reason(), now));
        if (close.outcome() != Outcome.FAILED) return written;
        return written.chain(() -> close.suppress()
                        ? suppress(tx, message, now)
                        : Uni.createFrom().voidItem())
                .chain(() -> campaigns.of(tx, List.of(message.campaign())))
                .chain(found -> entries.next(tx, found.getFirst(), message, now));
    }

    private Counter unknown(Channel channel) {
        return metrics.counter("danggol.campaign.deliveries.unknown", "channel", channel.wire());
    }

    /// The channel of this person is closed, and the log is told that a message bounced.
    Uni<Void> suppress(SqlClient tx, Message message, Instant now) {
        if (message.person() == null) return Uni.createFrom().voidItem();
        var reason = message.channel() == Channel.EMAIL ? Reason.BOUNCED : Reason.UNREACHABLE;
        var bounced = new MessageEvent(
                message.person(),
                MessageEvent.Kind.BOUNCED,
                message.id(),
                message.campaign(),
                message.step(),
                message.channel().wire(),
                message.occurrence(),
                null,
                reason.name().toLowerCase(java.util.Locale.ROOT),
                now,
                null);
        return suppressions
                .put(tx, message.person(), message.channel(), reason, now)
                .chain(() -> outbox.append(tx, List.of(decisions.log(bounced).in(message.traceparent()))));
    }
}
