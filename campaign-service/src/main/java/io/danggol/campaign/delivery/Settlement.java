package io.danggol.campaign.delivery;

import io.danggol.campaign.Channel;
import java.time.Duration;
import java.time.Instant;

/// What happens to a message after a channel has spoken.
public sealed interface Settlement {
    /// It is done with.
    record Close(Outcome outcome, Reason reason, boolean suppress) implements Settlement {}

    /// It goes back into the queue, through the gate again.
    record Requeue(Instant dueAt, Reason reason) implements Settlement {}

    /// The channel has it; its result is asked for at `dueAt`.
    record Await(Instant dueAt, String requestId, int recipient) implements Settlement {}

    /// The channel may have it: it is asked at `dueAt`, and until then nothing is sent again.
    record Ask(Instant dueAt) implements Settlement {}

    /// How long to wait for what, and how often to try.
    ///
    /// @param attempts hand-overs of one message, the first included
    /// @param backoff before the second attempt; doubles from then on
    /// @param askAfter before a channel is asked about a hand-over of unknown outcome
    /// @param poll before a result is asked for; doubles from then on
    /// @param resultPatience how long a result is waited for
    record Patience(int attempts, Duration backoff, Duration askAfter, Duration poll, Duration resultPatience) {}

    /// Where a message stands: handed over `attempts` times, the last time at `handedAt`; its result was asked for
    /// `polls` times.
    record Standing(Channel channel, int attempts, int polls, Instant handedAt, String requestId, int recipient) {}

    /// Decides from its arguments alone.
    static Settlement of(Handover handover, Standing standing, Patience patience, Instant now) {
        return switch (handover) {
            case Handover.Sent() -> new Close(Outcome.SENT, Reason.SENT, false);
            case Handover.Delivered() -> new Close(Outcome.DELIVERED, Reason.DELIVERED, false);
            case Handover.Refused(var code, var text, var gone) ->
                new Close(Outcome.FAILED, new Reason(code, text), gone);
            case Handover.Accepted(var requestId, var recipient) ->
                new Await(now.plus(patience.poll()), requestId, recipient);
            case Handover.NotNow(var code) ->
                standing.attempts() >= patience.attempts()
                        ? new Close(Outcome.FAILED, Reason.gaveUp(code), false)
                        : new Requeue(
                                now.plus(doubled(patience.backoff(), standing.attempts() - 1)), Reason.retry(code));
            case Handover.Unknown() ->
                canBeAsked(standing.channel())
                        ? new Ask(now.plus(patience.askAfter()))
                        : new Close(Outcome.UNKNOWN, Reason.unknown(), false);
            case Handover.Pending() ->
                now.isBefore(standing.handedAt().plus(patience.resultPatience()))
                        ? new Await(
                                now.plus(doubled(patience.poll(), standing.polls())),
                                standing.requestId(),
                                standing.recipient())
                        : new Close(Outcome.UNKNOWN, Reason.NO_RESULT, false);
            case Handover.Missing() -> new Requeue(now, Reason.retry("not-taken"));
        };
    }

    /// Whether the channel can be asked what it has: NHN can, by our id; SMTP cannot.
    private static boolean canBeAsked(Channel channel) {
        return channel == Channel.KAKAO;
    }

    private static Duration doubled(Duration first, int times) {
        var most = Duration.ofHours(1);
        var grown = times > 30 ? most : first.multipliedBy(1L << Math.max(0, times));
        return grown.compareTo(most) > 0 ? most : grown;
    }
}
