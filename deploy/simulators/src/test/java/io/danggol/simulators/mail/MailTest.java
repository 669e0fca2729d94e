package io.danggol.simulators.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.simulators.Web;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T03:00:00Z"), ZoneOffset.UTC);
    private static Vertx vertx;

    @TempDir
    Path folder;

    private MailSimulator simulator;
    private Web inbox;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        vertx.close();
    }

    @BeforeEach
    void open() {
        simulator = new MailSimulator(0, 0, folder, NOON);
        inbox = new Web(simulator.port());
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private static MailMessage mail(String to) {
        return new MailMessage()
                .setFrom("단골마켓 <shop@danggol.example>")
                .setTo(to)
                .setSubject("(광고) 담아 두신 상품이 기다려요 — 놓치기 전에 확인하세요, 오늘 자정까지")
                .setText("안녕하세요, 김단골님\n.점으로 시작하는 줄\n..점 둘")
                .setHtml("<p>안녕하세요, <b>김단골</b>님 🎁</p>")
                .setHeaders(MultiMap.caseInsensitiveMultiMap()
                        .add("List-Unsubscribe", "<https://shop.example/u/token>")
                        .add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }

    /// By a client of its own: a pool may hand out a connection that the server has just cut, and wait for ever.
    private void send(MailMessage mail) throws Exception {
        var config = new MailConfig().setHostname("localhost").setPort(simulator.smtpPort());
        var client = MailClient.create(vertx, config);
        try {
            client.sendMail(mail).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } finally {
            client.close();
        }
    }

    private JsonNode mails(String to) throws Exception {
        return inbox.get("/api/messages?to=" + to).get("items");
    }

    @Test
    void aMailIsReadBackAsItWasSent() throws Exception {
        send(mail("kim@example.com"));

        var mail = mails("KIM@example.com").get(0);
        assertThat(mail.get("subject").asText()).isEqualTo(mail("x@y").getSubject());
        assertThat(mail.get("from").asText()).isEqualTo("단골마켓 <shop@danggol.example>");
        assertThat(mail.get("to")).hasSize(1);
        assertThat(mail.at("/to/0").asText()).isEqualTo("kim@example.com");
        assertThat(mail.get("text").asText().replace("\r\n", "\n"))
                .isEqualTo(mail("x@y").getText());
        assertThat(mail.get("html").asText()).isEqualTo(mail("x@y").getHtml());
        assertThat(mail.at("/headers/List-Unsubscribe-Post/0").asText()).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(mail.get("receivedAt").asText()).isEqualTo("2026-11-23T03:00:00Z");
        assertThat(mails("lee@example.com")).isEmpty();
    }

    @Test
    void theSourceIsTheMailWithItsTrace() throws Exception {
        send(mail("kim@example.com"));

        var id = mails("kim@example.com").at("/0/id").asText();
        var source = inbox.call("GET", "/api/messages/" + id + "/source", null).body();
        assertThat(source)
                .startsWith("Return-Path: <shop@danggol.example>\r\nDelivered-To: kim@example.com\r\nReceived: ")
                .contains("List-Unsubscribe: <https://shop.example/u/token>");
    }

    @Test
    void pagesGoFromTheNewestToTheOldest() throws Exception {
        for (int i = 0; i < 5; i++) send(mail("customer-" + i + "@example.com"));

        var first = inbox.get("/api/messages?limit=3");
        var second = inbox.get(
                "/api/messages?limit=3&cursor=" + first.get("nextCursor").asText());

        assertThat(first.at("/items/0/to/0").asText()).isEqualTo("customer-4@example.com");
        assertThat(second.get("items")).hasSize(2);
        assertThat(second.at("/items/1/to/0").asText()).isEqualTo("customer-0@example.com");
        assertThat(second.get("nextCursor").isNull()).isTrue();
    }

    @Test
    void mailsSurviveARestart() throws Exception {
        send(mail("kim@example.com"));
        var before = inbox.get("/api/messages");
        simulator.close();

        simulator = new MailSimulator(0, 0, folder, NOON);
        inbox = new Web(simulator.port());

        assertThat(inbox.get("/api/messages")).isEqualTo(before);
    }

    @Test
    void deletingEmptiesTheInbox() throws Exception {
        send(mail("kim@example.com"));
        send(mail("lee@example.com"));

        assertThat(inbox.call("DELETE", "/api/messages?to=kim@example.com", null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(inbox.get("/api/messages").get("total").asInt()).isEqualTo(1);
        inbox.call("DELETE", "/api/messages", null);

        assertThat(inbox.get("/api/messages").get("items")).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"bounce-550@example.com, 550", "bounce-552+x@example.com, 552", "tempfail-451@example.com, 451"})
    void aRecipientIsRefusedByItsName(String to, String code) throws Exception {
        assertThatThrownBy(() -> send(mail(to)))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining(code);

        assertThat(inbox.get("/api/messages").get("total").asInt()).isZero();
    }

    @Test
    void greylistingRefusesOnce() throws Exception {
        assertThatThrownBy(() -> send(mail("tempfail-once-451@example.com"))).hasMessageContaining("451");

        send(mail("tempfail-once-451@example.com"));

        assertThat(mails("tempfail-once-451@example.com")).hasSize(1);
    }

    @Test
    void theConnectionMayDropWhenTheMailIsKeptAlready() throws Exception {
        assertThatThrownBy(() -> send(mail("hangup-after-data@example.com"))).isInstanceOf(ExecutionException.class);

        assertThat(mails("hangup-after-data@example.com")).hasSize(1);
    }

    @Test
    void theConnectionMayDropBeforeTheMailIsTaken() throws Exception {
        assertThatThrownBy(() -> send(mail("hangup-before-data@example.com"))).isInstanceOf(ExecutionException.class);

        assertThat(mails("hangup-before-data@example.com")).isEmpty();
    }

    @Test
    void troubleCanBeOrderedForAnybodysMail() throws Exception {
        inbox.call("PATCH", "/api/control", Map.of("hangUpAfterData", 1));

        assertThatThrownBy(() -> send(mail("kim@example.com"))).isInstanceOf(ExecutionException.class);
        send(mail("kim@example.com"));

        assertThat(mails("kim@example.com")).hasSize(2);
        inbox.call("PATCH", "/api/control", Map.of("unavailable", true));
        try (var socket = new java.net.Socket("localhost", simulator.smtpPort())) {
            assertThat(new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .startsWith("421 ");
        }
        assertThat(inbox.call("PATCH", "/api/control", Map.of("hangUpAfterData", -1))
                        .statusCode())
                .isEqualTo(422);
    }
}
