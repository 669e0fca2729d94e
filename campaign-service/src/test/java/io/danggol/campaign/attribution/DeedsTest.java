package io.danggol.campaign.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.Scene;
import io.danggol.campaign.ServiceTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is kept of what people did, and for how long.
@ServiceTest
class DeedsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
    private static final Instant SENT = NOW.minus(Duration.ofDays(20));

    @Inject
    Pool pool;

    @Test
    void afterAWeekOnlyWhatFellIntoACampaignsTimeIsKept() {
        campaign("deeds-1", "purchase");
        var messaged = UUID.randomUUID();
        var stranger = UUID.randomUUID();
        decision("deeds-1", messaged);
        var inTime = Scene.event("purchase", "server", "A", SENT.plusSeconds(60), 1_000);
        var itsRefund = Scene.event("refund", "server", "A", SENT.plus(Duration.ofDays(9)), 500);
        var tooLate = Scene.event("purchase", "server", "B", SENT.plus(Duration.ofDays(4)), 1_000);
        var before = Scene.event("purchase", "server", "C", SENT.minusSeconds(1), 1_000);
        var ofNoOrder = Scene.event("refund", "server", "D", SENT, 500);
        var recent = Scene.event("purchase", "server", "E", NOW.minus(Duration.ofDays(6)), 1_000);
        var otherName = Scene.event("page_view", "browser", "v_1", SENT.plusSeconds(60), true);

        apply(
                new Deeds.Told(messaged, inTime, true),
                new Deeds.Told(messaged, itsRefund, true),
                new Deeds.Told(messaged, tooLate, true),
                new Deeds.Told(messaged, before, true),
                new Deeds.Told(messaged, ofNoOrder, true),
                new Deeds.Told(messaged, otherName, true),
                new Deeds.Told(stranger, inTime, true),
                new Deeds.Told(stranger, recent, true));

        assertThat(kept(messaged)).containsExactlyInAnyOrder(inTime.id(), itsRefund.id());
        assertThat(kept(stranger)).containsExactly(recent.id());
    }

    @Test
    void theLastThatIsToldOfAnEventsOwnerHolds() {
        campaign("deeds-2", "purchase");
        var visitor = UUID.randomUUID();
        var customer = UUID.randomUUID();
        var event = Scene.event("purchase", "server", "M", NOW.minusSeconds(60), 1_000);

        apply(
                new Deeds.Told(visitor, event, true),
                new Deeds.Told(customer, event, true),
                new Deeds.Told(visitor, event, false));
        apply(new Deeds.Told(customer, event, true));

        assertThat(kept(visitor)).isEmpty();
        assertThat(kept(customer)).containsExactly(event.id());
    }

    private void apply(Deeds.Told... told) {
        var deeds = new Deeds(Clock.fixed(NOW, ZoneOffset.UTC));
        pool.withTransaction(tx -> deeds.apply(tx, List.of(told))).await().atMost(Duration.ofSeconds(20));
    }

    private List<String> kept(UUID person) {
        var ids = new ArrayList<String>();
        pool.preparedQuery("select id from deed where profile_id = $1")
                .executeAndAwait(Tuple.of(person))
                .forEach(row -> ids.add(row.getString("id")));
        return ids;
    }

    private void campaign(String key, String goal) {
        pool.preparedQuery("""
                        insert into campaign (key, body, state, created_at)
                        values ($1::text, jsonb_build_object('key', $1::text, 'kind', 'broadcast',
                                'goal', jsonb_build_object('event', $2::text, 'within', 'PT72H')), 'draft', now())""").executeAndAwait(Tuple.of(key, goal));
    }

    private void decision(String campaign, UUID person) {
        pool.preparedQuery("""
                        insert into decision (id, campaign, step, profile_id, channel, occurrence, outcome, reason_code,
                                              reason_text, at, sent_at)
                        values ($1, $2, 'first', $3, 'email', 'x', 'sent', 'sent', '', $4, $4)""")
                .executeAndAwait(Tuple.of(UUID.randomUUID(), campaign, person, SENT.atOffset(ZoneOffset.UTC)));
    }
}
