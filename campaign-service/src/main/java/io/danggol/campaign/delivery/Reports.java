package io.danggol.campaign.delivery;

import io.danggol.campaign.Channel;
import io.danggol.campaign.suppression.Suppressions;
import io.danggol.chassis.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/// What channels tell by themselves, some time after a message was handed over.
@Singleton
public class Reports {
    private final Decisions decisions;
    private final Settler settler;
    private final Queue queue;
    private final Suppressions suppressions;
    private final Outbox outbox;
    private final Clock clock;

    Reports(Decisions decisions, Settler settler, Queue queue, Suppressions suppressions, Outbox outbox, Clock clock) {
        this.decisions = decisions;
        this.settler = settler;
        this.queue = queue;
        this.suppressions = suppressions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// A result of a message that waits for one. It may come before the channel's answer to the hand-over is written
    /// down; for a message that is done with, or waits for another attempt, it comes too late and changes nothing.
    public Uni<Void> result(SqlClient tx, UUID message, Handover result) {
        return queue.lock(tx, message)
                .chain(found -> found.isPresent() && awaited(found.get().phase())
                        ? settler.settle(tx, found.get(), result)
                        : Uni.createFrom().voidItem());
    }

    private static boolean awaited(Message.Phase phase) {
        return switch (phase) {
            case HANDING, ACCEPTED -> true;
            case QUEUED, APPROVED -> false;
        };
    }

    /// The person refused a channel: what waits for it goes to the gate now, and its end is on record at once.
    public Uni<Void> refused(SqlClient tx, UUID person, Channel channel) {
        return queue.hurry(tx, person, channel, clock.instant());
    }

    /// A mail that was taken came back for good: it failed, and its address is not written to again.
    ///
    /// @param status of the report, RFC 3463
    public Uni<Void> bounced(SqlClient tx, UUID message, String status) {
        var now = clock.instant();
        return decisions.lock(tx, message).chain(found -> {
            if (found.isEmpty() || found.get().outcome() == Outcome.FAILED)
                return Uni.createFrom().voidItem();
            var decision = found.get();
            var sent = decision.message(now);
            return decisions
                    .decide(tx, sent, Outcome.FAILED, Reason.bounce(status), now)
                    .chain(() -> settler.suppress(tx, sent, now));
        });
    }

    /// The reader called a mail spam: that is a refusal.
    public Uni<Void> complained(SqlClient tx, UUID message) {
        var now = clock.instant();
        return decisions.lock(tx, message).chain(found -> {
            if (found.isEmpty() || found.get().person() == null)
                return Uni.createFrom().voidItem();
            var decision = found.get();
            return suppressions
                    .put(tx, decision.person(), decision.channel(), Suppressions.Reason.COMPLAINED, now)
                    .chain(news -> news
                            ? outbox.append(
                                    tx,
                                    List.of(decisions
                                            .log(Decisions.complaint(decision, now))
                                            .in(decision.traceparent())))
                            : Uni.createFrom().voidItem())
                    .chain(() -> refused(tx, decision.person(), decision.channel()));
        });
    }

    /// Tells the log at once.
    public void wake() {
        decisions.wake();
    }
}
