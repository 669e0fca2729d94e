package io.danggol.campaign;

import static io.danggol.campaign.Channel.EMAIL;
import static io.danggol.campaign.Channel.KAKAO;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalTime;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// R27, R34, R35, R43: hand-over to Kakao and to the mail server when things go wrong.
@ServiceTest
@Staff
class HandoverTest {
    private static final Duration A_WHILE = Duration.ofSeconds(45);

    @Inject
    Scene scene;

    @Inject
    Pool pool;

    @AfterEach
    void allIsWell() {
        World.kakaoControl("{\"chaos\":null}");
        World.mailControl("{\"unavailable\":false,\"hangUpAfterData\":0}");
    }

    /// R34: the provider takes the message and never says so. It is asked, not sent to again.
    @Test
    void aMessageThatWasTakenWithoutAnAnswerIsFoundAgainAndNotSentTwice() {
        scene.triggered("nhn-timeout", KAKAO);
        var kim = reachable("0000", KAKAO);
        World.kakaoControl("{\"chaos\":{\"kind\":\"timeout-after-accept\",\"on\":\"send\",\"hold\":\"PT4S\"}}");

        scene.enters(kim.id(), "nhn-timeout");
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.accepted(kim.phone())).hasSize(1));
        World.kakaoControl("{\"chaos\":null}");

        outcome(kim, "delivered");
        assertThat(World.accepted(kim.phone())).hasSize(1);
        assertThat(World.kakao(kim.phone())).hasSize(1);
    }

    @Test
    void anAnswerThatCannotBeReadIsNoReasonToSendAgain() {
        scene.triggered("nhn-malformed", KAKAO);
        var kim = reachable("0000", KAKAO);
        World.kakaoControl("{\"chaos\":{\"kind\":\"malformed-json\",\"on\":\"send\",\"times\":1}}");

        scene.enters(kim.id(), "nhn-malformed");

        outcome(kim, "delivered");
        assertThat(World.accepted(kim.phone())).hasSize(1);
    }

    @Test
    void whatTheProviderNeverGotIsSentWhenItIsBack() {
        scene.triggered("nhn-away", KAKAO);
        var kim = reachable("0000", KAKAO);
        World.kakaoControl("{\"chaos\":{\"kind\":\"unavailable\",\"on\":\"all\",\"times\":3}}");

        scene.enters(kim.id(), "nhn-away");

        outcome(kim, "delivered");
        assertThat(World.accepted(kim.phone())).hasSize(1);
    }

    /// A replica that died between accept and commit: its message is in `handing`, its lease is over.
    @Test
    void aMessageWhoseReplicaDiedAfterTheProviderTookItIsFoundAgain() {
        scene.triggered("nhn-killed", KAKAO);
        var kim = reachable("0000", KAKAO);
        scene.enters(kim.id(), "nhn-killed");
        outcome(kim, "delivered");

        asIfKilledWhileHanding(kim);

        outcome(kim, "delivered");
        assertThat(World.accepted(kim.phone())).hasSize(1);
    }

    @Test
    void aMessageWhoseReplicaDiedBeforeTheProviderGotItIsSentOnce() {
        scene.triggered("nhn-killed-2", KAKAO);
        var kim = reachable("0000", KAKAO);
        World.profileService(false);
        try {
            scene.enters(kim.id(), "nhn-killed-2");
            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(Scene.decisions(kim.id())).hasSize(1));
            asIfKilledWhileHanding(kim);
        } finally {
            World.profileService(true);
        }

        outcome(kim, "delivered");
        assertThat(World.accepted(kim.phone())).hasSize(1);
    }

    @Test
    void aMailWhoseReplicaDiedWhileHandingItOverIsClosedAsUnknownAndNotSentAgain() {
        scene.triggered("smtp-killed", EMAIL);
        var kim = reachable("0000", EMAIL);
        scene.enters(kim.id(), "smtp-killed");
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(1));
        outcome(kim, "sent");

        asIfKilledWhileHanding(kim);

        outcome(kim, "unknown");
        assertThat(World.mails(kim.email())).hasSize(1);
    }

    @Test
    void aMailServerThatHangsUpAfterTheDataLeavesTheOutcomeUnknown() {
        scene.triggered("smtp-hangup", EMAIL);
        var kim = scene.customerAt("hangup-after-data");
        scene.cart(kim.id(), "P1");
        scene.consents(kim, EMAIL);

        scene.enters(kim.id(), "smtp-hangup");

        outcome(kim, "unknown");
        assertThat(World.mails(kim.email())).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tempfail-once-451", "tempfail-once-421"})
    void aServerThatSaysLaterGetsTheMailLater(String address) {
        var key = "smtp-later-" + address.replaceAll("\\D", "");
        scene.triggered(key, EMAIL);
        var kim = scene.customerAt(address);
        scene.cart(kim.id(), "P1");
        scene.consents(kim, EMAIL);

        scene.enters(kim.id(), key);

        outcome(kim, "sent");
        assertThat(World.mails(kim.email())).hasSize(1);
    }

    @Test
    void anAddressThatIsRefusedIsNotWrittenToAgain() {
        scene.triggered("smtp-bounce", EMAIL);
        var kim = scene.customerAt("bounce-550");
        scene.cart(kim.id(), "P1");
        scene.consents(kim, EMAIL);

        scene.enters(kim.id(), "smtp-bounce");
        outcome(kim, "failed");
        scene.enters(kim.id(), "smtp-bounce");

        outcome(kim, "withheld");
    }

    @ParameterizedTest
    @CsvSource({
        "0001, failed, nhn-3019",
        "0002, failed, nhn-3020",
        "0003, failed, nhn-3018",
        "0006, delivered, delivered"
    })
    void theProvidersResultIsOnRecord(String fate, String outcome, String code) {
        var key = "nhn-" + fate;
        scene.triggered(key, KAKAO);
        var kim = reachable(fate, KAKAO);

        scene.enters(kim.id(), key);

        outcome(kim, outcome);
        assertThat(Scene.decisions(kim.id()))
                .first()
                .satisfies(decision -> assertThat(decision.get("reason")).hasFieldOrPropertyWithValue("code", code));
    }

    /// R35: repeats, disorder, unknown codes and bad signatures.
    @Test
    void aWebhookCountsOnceAndOnlyWhenItIsSigned() {
        scene.triggered("nhn-hook", KAKAO);
        var kim = reachable("0007", KAKAO);
        scene.enters(kim.id(), "nhn-hook");
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.accepted(kim.phone())).hasSize(1));
        outcome(kim, "sent");
        var message = World.accepted(kim.phone())
                .getFirst()
                .path("recipientGroupingKey")
                .asText();

        hook("wrong", "h1-" + message, message, "1000").then().statusCode(401);
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/webhooks/nhn")
                .then()
                .statusCode(401);
        hook(World.WEBHOOK_SIGNATURE, "h2-" + message, message, "7777").then().statusCode(204);
        hook(World.WEBHOOK_SIGNATURE, "h3-" + message, UUID.randomUUID().toString(), "1000")
                .then()
                .statusCode(204);
        hook(World.WEBHOOK_SIGNATURE, "h4-" + message, "no id", "1000").then().statusCode(204);
        outcome(kim, "sent");
        for (var i = 0; i < 3; i++)
            hook(World.WEBHOOK_SIGNATURE, "h5-" + message, message, "1000")
                    .then()
                    .statusCode(204);
        outcome(kim, "delivered");
        hook(World.WEBHOOK_SIGNATURE, "h6-" + message, message, "3019").then().statusCode(204);

        outcome(kim, "delivered");
        given().get("/v1/campaigns/nhn-hook/report").then().body("steps[0].delivered", org.hamcrest.Matchers.is(1));
    }

    /// R27: the provider learns the number, the text and the links, nothing else.
    @Test
    void theProviderLearnsNoMoreThanItNeeds() {
        scene.triggered("nhn-golden", KAKAO);
        var kim = reachable("0000", KAKAO);
        scene.enters(kim.id(), "nhn-golden");
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.kakao(kim.phone())).hasSize(1));

        var message = World.kakao(kim.phone()).getFirst();

        assertThat(message.path("targeting").asText()).isEqualTo("I");
        assertThat(message.toString()).doesNotContain(kim.id().toString(), kim.email());
        assertThat(message.path("buttons").path(0).path("linkMo").asText())
                .matches("https://msg\\.shop\\.example/c/[A-Za-z0-9_-]{46}");
        assertThat(message.path("senderGroupingKey").asText())
                .isEqualTo(message.path("recipientGroupingKey").asText());
    }

    /// R43: what was said, at which price, and by which consent; without the name.
    @Test
    void theRecordOfAnAdvertisementNamesNobody() {
        scene.triggered("ad-record", EMAIL);
        scene.product("AD1", "기록되는 구두", 77_000);
        var kim = scene.customer();
        scene.cart(kim.id(), "AD1");
        scene.consents(kim, EMAIL);
        scene.enters(kim.id(), "ad-record");
        outcome(kim, "sent");

        var row = pool.preparedQuery("""
                        select allowed_by, label, template::text as template, products::text as products, digest
                        from advertisement where campaign = $1""")
                .executeAndAwait(Tuple.of("ad-record"))
                .iterator()
                .next();

        assertThat(row.getString("allowed_by")).isEqualTo("ledger-1");
        assertThat(row.getBoolean("label")).isTrue();
        assertThat(row.getString("template"))
                .contains("(광고) {customer.name}님, 기록되는 구두가 기다려요")
                .doesNotContain(kim.name(), kim.email());
        assertThat(row.getString("products")).contains("AD1", "77000", "R1", "59000");
        assertThat(row.getBuffer("digest").length()).isEqualTo(32);
    }

    /// R4, R5: what comes in the night waits for the morning, and says so.
    @Test
    void aKakaoMessageOfTheNightGoesInTheMorningAndAMailAtOnce() {
        scene.triggered("night", KAKAO, EMAIL);
        var kim = reachable("0000", EMAIL, KAKAO);
        World.clock(LocalTime.of(22, 0));
        try {
            scene.enters(kim.id(), "night");
            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(1));
            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(Scene.decisions(kim.id()))
                            .filteredOn(decision -> decision.get("channel").equals("kakao"))
                            .singleElement()
                            .satisfies(decision -> {
                                assertThat(decision).containsEntry("outcome", "deferred");
                                assertThat(decision.get("reason")).hasFieldOrPropertyWithValue("code", "night");
                            }));
            assertThat(World.accepted(kim.phone())).isEmpty();
            World.clock(LocalTime.of(22, 0), Duration.ofHours(10).plusMinutes(2));
            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(World.kakao(kim.phone())).hasSize(1));
        } finally {
            World.clock(LocalTime.of(14, 0));
        }
    }

    private Scene.Customer reachable(String fate, Channel... channels) {
        var customer = scene.customer(fate);
        scene.cart(customer.id(), "P1");
        scene.consents(customer, channels);
        return customer;
    }

    private static void outcome(Scene.Customer customer, String outcome) {
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(Scene.decisions(customer.id()))
                        .first()
                        .satisfies(decision -> assertThat(decision).containsEntry("outcome", outcome)));
    }

    /// Puts the person's only message where a killed replica would have left it.
    private void asIfKilledWhileHanding(Scene.Customer customer) {
        pool.preparedQuery("""
                        insert into dispatch (decision_id, priority, created_at, first_due, due_at, phase, attempts, lease, leased_until,
                                              handed_at)
                        select id, 50, $2, $2, $2, 'handing', 1, gen_random_uuid(), now() - interval '1 second', $2
                        from decision where profile_id = $1
                        on conflict (decision_id) do update
                        set phase = 'handing', attempts = 1, lease = excluded.lease, leased_until = excluded.leased_until,
                            handed_at = excluded.handed_at, due_at = excluded.due_at""")
                .executeAndAwait(Tuple.of(
                        customer.id(), World.NOW.instant().minusSeconds(10).atOffset(java.time.ZoneOffset.UTC)));
    }

    private static io.restassured.response.Response hook(String signature, String id, String message, String code) {
        return given().contentType(ContentType.JSON)
                .header("X-Toast-Webhook-Signature", signature)
                .body("""
                        {"hooksId":"x","webhookConfigId":"w","productName":"KakaoTalk Bizmessage","appKey":"app-key",
                         "event":"MESSAGE_RESULT_UPDATE","hooks":[{"kakaoMessageType":"BRAND_MESSAGE_NORMAL",
                         "requestId":"r","recipientSeq":1,"recipientNo":"01000000000","resultCode":"%s",
                         "senderGroupingKey":"%s","recipientGroupingKey":"%s","hookId":"%s"}]}""".formatted(code, message, message, id))
                .post("/webhooks/nhn");
    }
}
