package io.danggol.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.contracts.MessageEvent;
import io.danggol.contracts.MessageEvent.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the log tells of a message, told to a database that knows all, some or nothing of it.
class RecalledTest {
    private static final Instant NOON = Instant.parse("2026-11-23T03:00:00.000400700Z");
    private static final List<Kind> KINDS = List.of(
            Kind.DECIDED,
            Kind.SENT,
            Kind.DELIVERED,
            Kind.CLICKED,
            Kind.FAILED,
            Kind.BOUNCED,
            Kind.UNSUBSCRIBED,
            Kind.COUPON_ISSUED);
    private static final List<String> DECISIONS = List.of("deferred", "withheld", "unknown", "something-later");

    @ParameterizedTest
    @CsvSource({
        "SENT, , sent, true",
        "DELIVERED, , delivered, true",
        "CLICKED, , clicked, true",
        "FAILED, , failed, false",
        "DECIDED, withheld, withheld, false",
        "DECIDED, unknown, unknown, true"
    })
    void whatCameToItsEndIsOnRecordAgain(Kind kind, String decided, String outcome, boolean sent) {
        var record = Recalled.NOTHING.told(event(kind, decided, NOON));

        assertThat(record.outcome().wire()).isEqualTo(outcome);
        assertThat(record.wasSent()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"DECIDED, deferred", "DECIDED, something-later", "DECIDED, ", "BOUNCED, ", "UNSUBSCRIBED, "})
    void whatIsNoEndOfAMessageLeavesItAsItIs(Kind kind, String decided) {
        assertThat(Recalled.NOTHING.told(event(kind, decided, NOON))).isEqualTo(Recalled.NOTHING);
    }

    @Test
    void whatFailedAfterItWasSentWasNotSent() {
        var record =
                Recalled.NOTHING.told(event(Kind.SENT, null, NOON)).told(event(Kind.FAILED, null, NOON.plusSeconds(9)));

        assertThat(record.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(record.wasSent()).isFalse();
    }

    @Test
    void whatWasPutOffAfterItWasSentWaits() {
        var record = Recalled.NOTHING
                .told(event(Kind.SENT, null, NOON))
                .told(event(Kind.DECIDED, "deferred", NOON.plusSeconds(9)));

        assertThat(record.outcome()).isEqualTo(Outcome.DEFERRED);
        assertThat(record.wasSent()).isFalse();
        assertThat(record.told(event(Kind.SENT, null, NOON.plusSeconds(20))).wasSent())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "DECIDED, withheld, no-consent, true",
        "DECIDED, withheld, holdout, false",
        "FAILED, , 3018, true",
        "FAILED, , bounced-5.1.1, false",
        "SENT, , , false"
    })
    void aStepGoesOnFromWhatWasRefusedOrFailed(Kind kind, String decided, String reason, boolean leadsOn) {
        assertThat(Recalled.NOTHING.told(event(kind, decided, reason, NOON)).leadsOn())
                .isEqualTo(leadsOn);
    }

    @Test
    void whatWentBackIntoTheQueueAfterwardsStaysThere() {
        var requeued = new Recalled(Outcome.DEFERRED, Reason.retry("not-taken"), NOON.plusSeconds(9), null, null, null);

        assertThat(requeued.told(event(Kind.SENT, null, NOON))).isEqualTo(requeued);
    }

    @Test
    void aRecordThatTheDatabaseKeptWithFewerDigitsIsNotOlder() {
        var kept = new Recalled(
                Outcome.FAILED, Reason.BOUNCED, Instant.parse("2026-11-23T03:00:00.000400Z"), null, null, null);

        assertThat(kept.told(event(Kind.SENT, null, NOON))).isEqualTo(kept);
    }

    /// Ten thousand messages' lives, in each a moment to which the database is put back.
    @Test
    void aDatabasePutBackToAnyMomentKnowsAfterwardsWhatItKnewBefore() {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++) {
            var life = life(random);
            var before = told(Recalled.NOTHING, life);
            var putBack = told(Recalled.NOTHING, life.subList(0, random.nextInt(life.size() + 1)));
            var readFrom = life.subList(random.nextInt(life.size() + 1), life.size());

            assertThat(told(putBack, life)).as("put back: %s", life).isEqualTo(before);
            assertThat(told(before, readFrom)).as("nothing lost: %s", life).isEqualTo(before);
        }
    }

    private static Recalled told(Recalled record, List<MessageEvent> events) {
        for (var event : events) record = record.told(event);
        return record;
    }

    private static List<MessageEvent> life(Random random) {
        var life = new ArrayList<MessageEvent>();
        var at = NOON;
        for (var n = random.nextInt(8); n > 0; n--) {
            at = at.plusMillis(1 + random.nextInt(5_000)).plusNanos(random.nextInt(1_000_000));
            var kind = KINDS.get(random.nextInt(KINDS.size()));
            life.add(event(kind, kind == Kind.DECIDED ? DECISIONS.get(random.nextInt(DECISIONS.size())) : null, at));
        }
        return life;
    }

    private static MessageEvent event(Kind kind, String outcome, Instant at) {
        return event(kind, outcome, "no-consent", at);
    }

    private static MessageEvent event(Kind kind, String outcome, String reason, Instant at) {
        return new MessageEvent(
                new UUID(0, 1), kind, new UUID(0, 2), "cart", "first", "email", "e1", outcome, reason, at, null);
    }
}
