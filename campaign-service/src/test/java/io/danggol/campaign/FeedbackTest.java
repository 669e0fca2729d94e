package io.danggol.campaign;

import static io.danggol.campaign.Channel.EMAIL;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// R40: what mail systems tell about mails that were taken.
@ServiceTest
@Staff
class FeedbackTest {
    private static final Duration A_WHILE = Duration.ofSeconds(30);

    @Inject
    Scene scene;

    @Inject
    Log log;

    @Test
    void aMailThatCameBackForGoodClosesTheAddressOnce() {
        var kim = mailed("feedback-hard");
        var report = bounce(messageId(kim), "failed", "5.1.1");

        for (var i = 0; i < 3; i++) assertThat(post(report, signature(report))).isEqualTo(204);

        await().atMost(A_WHILE)
                .untilAsserted(
                        () -> assertThat(log.messageEvents(kim.id(), "bounced")).hasSize(1));
        assertThat(Scene.decisions(kim.id())).singleElement().satisfies(decision -> {
            assertThat(decision).containsEntry("outcome", "failed");
            assertThat(decision.get("reason")).hasFieldOrPropertyWithValue("code", "bounced-5.1.1");
        });
        suppressed(kim, "feedback-hard");
        assertThat(World.mails(kim.email())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"failed, 4.4.7", "delayed, 4.2.2", "delivered, 2.0.0"})
    void aMailThatIsLateOrArrivedClosesNothing(String action, String status) {
        var key = "feedback-soft-" + action + status.replace('.', '-');
        var kim = mailed(key);
        var report = bounce(messageId(kim), action, status);

        assertThat(post(report, signature(report))).isEqualTo(204);
        scene.enters(kim.id(), key);

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(2));
        assertThat(log.messageEvents(kim.id(), "bounced")).isEmpty();
    }

    @Test
    void aComplaintIsARefusalAndCountsOnce() {
        var kim = mailed("feedback-spam");
        var report = complaint(messageId(kim), "abuse");

        for (var i = 0; i < 3; i++) assertThat(post(report, signature(report))).isEqualTo(204);

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(log.messageEvents(kim.id(), "unsubscribed"))
                        .singleElement()
                        .satisfies(event ->
                                assertThat(event.path("reason").asText()).isEqualTo("complaint")));
        assertThat(Scene.decisions(kim.id()))
                .singleElement()
                .satisfies(decision -> assertThat(decision).containsEntry("outcome", "sent"));
        suppressed(kim, "feedback-spam");
        assertThat(World.mails(kim.email())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-spam", "virus", "auth-failure"})
    void whatIsNoReadersNoClosesNothing(String type) {
        var key = "feedback-" + type;
        var kim = mailed(key);
        var report = complaint(messageId(kim), type);

        assertThat(post(report, signature(report))).isEqualTo(204);
        scene.enters(kim.id(), key);

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(2));
        assertThat(log.messageEvents(kim.id(), "unsubscribed")).isEmpty();
    }

    @Test
    void whatIsNotSignedAsAgreedChangesNothing() {
        var kim = mailed("feedback-forged");
        var report = bounce(messageId(kim), "failed", "5.1.1");

        assertThat(post(report, null)).isEqualTo(401);
        assertThat(post(report, "")).isEqualTo(401);
        assertThat(post(report, signature(report + " "))).isEqualTo(401);
        assertThat(post(report, signature(report).toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(401);
        scene.enters(kim.id(), "feedback-forged");

        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(World.mails(kim.email())).hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "그냥 메일",
                "Content-Type: message/delivery-status\r\n\r\nAction: failed",
                "Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse",
            })
    void whatSpeaksOfNoMailOfOursIsTakenAndLetBe(String mail) {
        assertThat(post(mail, signature(mail))).isEqualTo(204);
        var unknown = bounce("6f1e2a4c-0b3d-4c5e-8f70-112233445566", "failed", "5.1.1");
        assertThat(post(unknown, signature(unknown))).isEqualTo(204);
    }

    private Scene.Customer mailed(String key) {
        scene.triggered(key, EMAIL);
        var kim = scene.shopper(EMAIL);
        scene.enters(kim.id(), key);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(Scene.decisions(kim.id()))
                        .singleElement()
                        .satisfies(decision -> assertThat(decision).containsEntry("outcome", "sent")));
        return kim;
    }

    private void suppressed(Scene.Customer customer, String key) {
        scene.enters(customer.id(), key);
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(Scene.decisions(customer.id()))
                        .hasSize(2)
                        .first()
                        .satisfies(decision -> {
                            assertThat(decision).containsEntry("outcome", "withheld");
                            assertThat(decision.get("reason")).hasFieldOrPropertyWithValue("code", "suppressed");
                        }));
    }

    private static String messageId(Scene.Customer customer) {
        var source = World.source(World.mails(customer.email()).getFirst());
        var matcher = Pattern.compile("Message-ID: <([^@]+)@").matcher(source);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static int post(String mail, String signature) {
        var call = given().contentType("message/rfc822").body(mail.getBytes(StandardCharsets.UTF_8));
        return (signature == null ? call : call.header("X-Danggol-Signature", signature))
                .post("/webhooks/mail")
                .statusCode();
    }

    private static String signature(String mail) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(World.MAIL_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(mail.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String bounce(String id, String action, String status) {
        return report("delivery-status", """
                Reporting-MTA: dns; mx.example

                Final-Recipient: rfc822; somebody@customer.example
                Action: %s
                Status: %s
                """.formatted(action, status), id);
    }

    private static String complaint(String id, String type) {
        return report("feedback-report", """
                Feedback-Type: %s
                User-Agent: SomeGenerator/1.0
                Version: 1
                Original-Mail-From: <hello@shop.example>
                """.formatted(type), id);
    }

    private static String report(String type, String fields, String id) {
        return """
                From: MAILER-DAEMON@mx.example
                Content-Type: multipart/report; report-type=%s; boundary="b"

                --b
                Content-Type: text/plain

                This is a report.

                --b
                Content-Type: message/%s

                %s
                --b
                Content-Type: message/rfc822

                From: hello@shop.example
                Message-ID: <%s@shop.example>
                Subject: x

                y
                --b--
                """.formatted(type, type, fields, id).replace("\n", "\r\n");
    }
}
