package io.danggol.campaign;

import static io.danggol.campaign.Channel.EMAIL;
import static io.danggol.campaign.Channel.KAKAO;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.MessageEvent;
import io.danggol.contracts.MessageEvent.Kind;
import io.danggol.contracts.SegmentMembership;
import io.danggol.contracts.SegmentMembership.Cause;
import io.danggol.contracts.Topics;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A database that was put back, and a log that remembers: nothing goes out twice.
@ServiceTest
@Staff
class RecallTest {
    private static final Duration A_WHILE = Duration.ofSeconds(60);

    @Inject
    Scene scene;

    @Inject
    Log log;

    @Inject
    Pool pool;

    @Inject
    ObjectMapper json;

    @Test
    void whatTheDatabaseForgotIsOnRecordAgainAndNotSentAgain() {
        scene.triggered("recall-1", EMAIL);
        var kim = scene.shopper(EMAIL);
        var entry = scene.enters(kim.id(), "recall-1");
        await().atMost(A_WHILE).untilAsserted(() -> {
            assertThat(World.mails(kim.email())).hasSize(1);
            assertThat(log.messageEvents(kim.id(), "sent")).hasSize(1);
        });
        var sent = Scene.decisions(kim.id());
        run("delete from decision where profile_id = $1", kim.id());

        tellAgain(kim, "sent");
        outcome(kim, "sent");
        scene.tell(again(entry));
        fence("recall-1");

        assertThat(World.mails(kim.email())).hasSize(1);
        assertThat(Scene.decisions(kim.id())).isEqualTo(sent);
        given().post(UnsubscribeTest.unsubscribe(kim)).then().statusCode(200);
    }

    @Test
    void whatStillWaitsInTheDatabaseAndWasSentDoesNotGoOut() {
        scene.triggered("recall-2", EMAIL);
        World.profileService(false);
        var kim = scene.shopper(EMAIL);
        var lee = scene.shopper(EMAIL);
        try {
            var entry = scene.enters(kim.id(), "recall-2");
            var other = scene.enters(lee.id(), "recall-2");
            outcome(kim, "deferred");
            outcome(lee, "deferred");
            var its = decision(kim);
            tell(event(kim, Kind.SENT, its, "recall-2", entry.occurrence(), later()));
            tell(event(lee, Kind.SENT, UUID.randomUUID(), "recall-2", other.occurrence(), later()));
            outcome(kim, "sent");
            outcome(lee, "sent");
        } finally {
            World.profileService(true);
        }
        fence("recall-2");

        assertThat(World.mails(kim.email())).isEmpty();
        assertThat(World.mails(lee.email())).isEmpty();
        assertThat(Scene.decisions(lee.id())).hasSize(1);
    }

    @Test
    void aStepGoesOnToItsNextChannelWhereTheFirstFailed() {
        scene.active("recall-5", """
                {"key":"recall-5","kind":"triggered","trigger":{"segmentEntered":"recall-5"},
                 "steps":[{"key":"first","channels":["kakao","email"],"mode":"first"}],
                 "content":{"email":{"subject":"장바구니","text":"{cart}"},
                            "kakao":{"chatBubbleType":"TEXT","content":"{cart}",
                                     "buttons":[{"name":"보러 가기","type":"WL","linkMo":"https://shop.example/cart"}]}}}""");
        var kim = scene.shopper(EMAIL, KAKAO);
        var entry = scene.enters(kim.id(), "recall-5");
        outcome(kim, "delivered");
        var its = decision(kim);
        run("delete from decision where profile_id = $1", kim.id());

        tell(event(kim, Kind.FAILED, its, "recall-5", "kakao", entry.occurrence(), null, later()));

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(1));
        assertThat(Scene.decisions(kim.id())).extracting("outcome").containsExactlyInAnyOrder("failed", "sent");
    }

    /// A provider may take a message and say later that it is to be tried again.
    @Test
    void whatWasPutOffAfterItWasSentWaitsAgain() {
        scene.triggered("recall-6", EMAIL);
        var kim = scene.shopper(EMAIL);
        var entry = scene.enters(kim.id(), "recall-6");
        outcome(kim, "sent");
        var its = decision(kim);

        tell(event(kim, Kind.DECIDED, its, "recall-6", "email", entry.occurrence(), "deferred", later()));

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(2));
    }

    @Test
    void aBouncedAddressIsClosedAgainUnlessItsOwnerAgreedSince() {
        var kim = scene.shopper(EMAIL, KAKAO);
        var lee = scene.customer();
        scene.consents(lee, later(), EMAIL);
        for (var one : List.of(lee, kim))
            tell(event(one, Kind.BOUNCED, UUID.randomUUID(), "recall-3", "e1", World.NOW.instant()));

        await().atMost(A_WHILE).untilAsserted(() -> assertThat(closed(kim)).isEqualTo(1));
        tell(event(kim, Kind.UNSUBSCRIBED, null, null, null, World.NOW.instant()));
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(reason(kim)).isEqualTo("unsubscribed"));
        read(lee);
        assertThat(closed(lee)).isZero();
    }

    @Test
    void whoWasErasedStaysErased() {
        var kim = scene.shopper(EMAIL);
        var before = World.NOW.instant();
        var request = UUID.randomUUID();
        scene.send(
                Topics.ERASURES,
                request.toString(),
                ErasureOrdered.TYPE,
                new ErasureOrdered(request, List.of(kim.id()), List.of(), World.NOW.instant()));
        await().atMost(A_WHILE).until(() -> count("select 1 from erased where profile_id = $1", kim.id()) == 1);

        tell(event(kim, Kind.SENT, UUID.randomUUID(), "recall-4", "e1", before));
        tell(event(kim, Kind.BOUNCED, UUID.randomUUID(), "recall-4", "e1", before));
        read(kim);

        assertThat(Scene.decisions(kim.id())).isEmpty();
        assertThat(closed(kim)).isZero();
    }

    /// Waits until what was told of this person so far is read: a later message of theirs is on record.
    private void read(Scene.Customer person) {
        var message = UUID.randomUUID();
        tell(event(person, Kind.SENT, message, "recall-fence", message.toString(), later()));
        await().atMost(A_WHILE).until(() -> count("select 1 from decision where id = $1", message) == 1);
        run("delete from decision where id = $1", message);
    }

    private void fence(String campaign) {
        var fence = scene.shopper(EMAIL);
        scene.enters(fence.id(), campaign);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(fence.email())).hasSize(1));
    }

    private void tellAgain(Scene.Customer person, String kind) {
        for (JsonNode told : log.messageEvents(person.id(), kind)) tell(json.convertValue(told, MessageEvent.class));
    }

    private void tell(MessageEvent event) {
        scene.send(Topics.MESSAGE_EVENTS, event.profileId().toString(), MessageEvent.TYPE, event);
    }

    private SegmentMembership again(SegmentMembership told) {
        return new SegmentMembership(
                told.profileId(),
                told.segment(),
                true,
                told.since(),
                scene.revision(),
                told.reason(),
                told.occurrence(),
                Cause.EVENT);
    }

    private static MessageEvent event(
            Scene.Customer to, Kind kind, UUID message, String campaign, String occurrence, Instant at) {
        return event(to, kind, message, campaign, "email", occurrence, null, at);
    }

    private static MessageEvent event(
            Scene.Customer to,
            Kind kind,
            UUID message,
            String campaign,
            String channel,
            String occurrence,
            String outcome,
            Instant at) {
        var step = campaign == null ? null : "first";
        return new MessageEvent(to.id(), kind, message, campaign, step, channel, occurrence, outcome, null, at, null);
    }

    private static Instant later() {
        return World.NOW.instant().plusSeconds(60);
    }

    private static void outcome(Scene.Customer person, String outcome) {
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(Scene.decisions(person.id()))
                        .extracting("outcome")
                        .containsOnly(outcome));
    }

    private long closed(Scene.Customer person) {
        return count("select 1 from suppression where profile_id = $1 and channel = 'email'", person.id());
    }

    private UUID decision(Scene.Customer person) {
        return pool.preparedQuery("select id from decision where profile_id = $1")
                .executeAndAwait(Tuple.of(person.id()))
                .iterator()
                .next()
                .getUUID(0);
    }

    private String reason(Scene.Customer person) {
        return pool.preparedQuery("select reason from suppression where profile_id = $1")
                .executeAndAwait(Tuple.of(person.id()))
                .iterator()
                .next()
                .getString(0);
    }

    private long count(String sql, UUID value) {
        return pool.preparedQuery(sql).executeAndAwait(Tuple.of(value)).rowCount();
    }

    private void run(String sql, UUID value) {
        pool.preparedQuery(sql).executeAndAwait(Tuple.of(value));
    }
}
