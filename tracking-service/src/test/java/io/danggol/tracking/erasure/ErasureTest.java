package io.danggol.tracking.erasure;

import static io.danggol.tracking.testing.Events.post;
import static io.danggol.tracking.testing.Events.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.danggol.chassis.identity.Identities;
import io.danggol.chassis.log.LogWriter;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.Topics;
import io.danggol.tracking.testing.Logged;
import io.danggol.tracking.testing.ServiceTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ServiceTest
class ErasureTest {
    @Inject
    Logged logged;

    @Inject
    Identities identities;

    @Inject
    LogWriter writer;

    private void order(ErasureOrdered order) {
        send(order.requestId().toString(), order);
    }

    private void send(String id, Object body) {
        await().until(() -> writer.reaches(Topics.ERASURES));
        writer.send(writer.message(Topics.ERASURES, id, ErasureOrdered.TYPE, id, body))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @Test
    void hintsOfAnErasedVisitorAreForgottenWithOneReceipt() {
        var event = view();
        var other = view();
        post(event, other).body("accepted", equalTo(2));
        await().untilAsserted(() -> post(event, other).body("duplicates", equalTo(2)));
        var visitorHash = identities.visitorHash((String) event.get("visitorId"));
        var erasure = new ErasureOrdered(UUID.randomUUID(), List.of(), List.of(visitorHash), Instant.now());

        order(erasure);
        order(erasure);

        var receiptId = erasure.requestId() + ":tracking:duplicate-hints";
        await().until(() -> !logged.records(Topics.ERASURE_RECEIPTS, receiptId).isEmpty());
        var receipt =
                logged.body(logged.records(Topics.ERASURE_RECEIPTS, receiptId).getFirst());
        assertThat(receipt.at("/service").asText()).isEqualTo("tracking");
        assertThat(receipt.at("/count").asLong()).isEqualTo(1);
        post(event, other).body("accepted", equalTo(1)).body("duplicates", equalTo(1));
        var next = new ErasureOrdered(UUID.randomUUID(), List.of(UUID.randomUUID()), List.of(), Instant.now());
        order(next);
        await().until(() -> !logged.records(Topics.ERASURE_RECEIPTS, next.requestId() + ":tracking:duplicate-hints")
                .isEmpty());
        assertThat(logged.records(Topics.ERASURE_RECEIPTS, receiptId)).hasSize(1);
    }

    @Test
    void whatIsNoErasureIsBuriedAndTheNextIsCarriedOut() {
        var unreadable = UUID.randomUUID().toString();
        var half = UUID.randomUUID().toString();
        var order = new ErasureOrdered(UUID.randomUUID(), List.of(UUID.randomUUID()), List.of(), Instant.now());

        send(unreadable, "no erasure");
        send(half, Map.of("requestId", half));
        order(order);

        await().untilAsserted(() -> assertThat(logged.records(Topics.ERASURES.dead(), unreadable))
                .singleElement()
                .satisfies(letter -> assertThat(logged.body(letter).asText()).isEqualTo("no erasure")));
        await().untilAsserted(() ->
                assertThat(logged.records(Topics.ERASURES.dead(), half)).hasSize(1));
        await().until(() -> !logged.records(Topics.ERASURE_RECEIPTS, order.requestId() + ":tracking:duplicate-hints")
                .isEmpty());
    }
}
