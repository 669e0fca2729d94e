package io.danggol.simulators.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.simulators.Web;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mail server, spoken to byte by byte.
class SmtpTest {
    @TempDir
    Path folder;

    private MailSimulator simulator;
    private Web inbox;

    @BeforeEach
    void open() {
        simulator = new MailSimulator(0, 0, folder, Clock.systemUTC());
        inbox = new Web(simulator.port());
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    /// Sends all of it at once, ends, and gives all replies.
    private String talk(byte[] lines) throws IOException {
        try (var socket = new Socket("localhost", simulator.smtpPort())) {
            socket.getOutputStream().write(lines);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String talk(String lines) throws IOException {
        return talk(lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String codes(String replies) {
        return replies.lines()
                .map(line -> line.substring(0, 4).strip())
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    @Test
    void aPipelinedMailInPlainUtf8IsKept() throws Exception {
        var replies = talk("""
                EHLO test
                MAIL FROM:<shop@danggol.example> BODY=8BITMIME SMTPUTF8 SIZE=200
                RCPT TO:<김단골@example.com>
                DATA
                From: 단골마켓 <shop@danggol.example>
                To: 김단골@example.com
                Subject: 한글 제목 그대로

                ..한 점
                본문 🎉
                .
                QUIT
                """);

        assertThat(codes(replies)).isEqualTo("220 250- 250- 250- 250- 250- 250 250 250 354 250 221");
        var mail = inbox.get("/api/messages").at("/items/0");
        assertThat(mail.get("subject").asText()).isEqualTo("한글 제목 그대로");
        assertThat(mail.get("text").asText()).isEqualTo(".한 점\r\n본문 🎉\r\n");
        assertThat(mail.at("/to/0").asText()).isEqualTo("김단골@example.com");
    }

    @Test
    void oldKoreanCharsetsAreRead() throws Exception {
        var head = """
                HELO old
                MAIL FROM:<a@example.com>
                RCPT TO:<b@example.com>
                DATA
                From: a@example.com
                Subject: =?EUC-KR?B?vsiz58fPvLy/5A==?=
                Content-Type: text/plain; charset=EUC-KR
                Content-Transfer-Encoding: 8bit

                안녕하세요
                .
                QUIT
                """;

        talk(head.replace("\n", "\r\n").getBytes(Charset.forName("EUC-KR")));

        var mail = inbox.get("/api/messages").at("/items/0");
        assertThat(mail.get("subject").asText()).isEqualTo("안녕하세요");
        assertThat(mail.get("text").asText()).isEqualTo("안녕하세요\r\n");
    }

    @Test
    void encodedWordsAreReadAcrossLines() throws Exception {
        talk("""
                EHLO test
                MAIL FROM:<a@example.com>
                RCPT TO:<b@example.com>
                DATA
                From: =?UTF-8?Q?=EB=8B=A8=EA=B3=A8?= <a@example.com>
                Subject: =?UTF-8?B?7ISg66y8?=
                 =?UTF-8?B?IPCfjoE=?= today

                hello
                .
                QUIT
                """);

        var mail = inbox.get("/api/messages").at("/items/0");
        assertThat(mail.get("subject").asText()).isEqualTo("선물 🎁 today");
        assertThat(mail.get("from").asText()).isEqualTo("단골 <a@example.com>");
    }

    @Test
    void commandsOutOfOrderAreRefusedAndTheConnectionGoesOn() throws Exception {
        var replies = talk("""
                MAIL FROM:<a@example.com>
                EHLO test
                RCPT TO:<b@example.com>
                DATA
                NONSENSE
                MAIL FROM:<a@example.com>
                RCPT TO:<nobody>
                MAIL FROM:<c@example.com>
                RSET
                NOOP
                QUIT
                """);

        assertThat(codes(replies))
                .isEqualTo("220 503 250- 250- 250- 250- 250- 250 503 503 500 250 501 503 250 250 221");
    }

    @Test
    void oneOfSeveralRecipientsMayBeRefused() throws Exception {
        talk("""
                EHLO test
                MAIL FROM:<>
                RCPT TO:<bounce-550@example.com>
                RCPT TO:<kim@example.com>
                RCPT TO:<lee@example.com>
                DATA
                Subject: two

                hello
                .
                QUIT
                """);

        var mail = inbox.get("/api/messages").at("/items/0");
        assertThat(mail.get("to")).hasSize(2);
        assertThat(mail.get("returnPath").asText()).isEmpty();
    }

    @Test
    void aMailThatBreaksOffIsNotKept() throws Exception {
        talk("""
                EHLO test
                MAIL FROM:<a@example.com>
                RCPT TO:<kim@example.com>
                DATA
                Subject: half

                hel""");

        assertThat(inbox.get("/api/messages").get("items")).isEmpty();
    }

    @Test
    void aMailThatAnnouncesTooMuchIsRefused() throws Exception {
        assertThat(talk("EHLO test\nMAIL FROM:<a@example.com> SIZE=99999999\nQUIT\n"))
                .contains("552 ");
    }

    @Test
    void thousandsOfMailsOverManyConnectionsAreAllKept() throws Exception {
        var connections = 20;
        var mails = 100;

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var talks = IntStream.range(0, connections)
                    .mapToObj(client -> threads.submit(() -> talk(many(client, mails))))
                    .toList();
            for (var talk : talks) assertThat(codes(talk.get())).endsWith("221");
        }

        assertThat(inbox.get("/api/messages?limit=1").get("total").asInt()).isEqualTo(connections * mails);
        assertThat(inbox.get("/api/messages?to=c19-99@example.com").get("items"))
                .hasSize(1);
        var headlines = inbox.get("/api/headlines?find=C19-9&limit=500").get("items");
        assertThat(headlines).hasSize(11);
    }

    private static String many(int client, int mails) {
        var lines = new StringBuilder("EHLO test\n");
        for (int i = 0; i < mails; i++) {
            lines.append("MAIL FROM:<shop@example.com>\nRCPT TO:<c%d-%d@example.com>\nDATA\n".formatted(client, i))
                    .append("Subject: no. %d\n\n안녕하세요\n.\n".formatted(i));
        }
        return lines.append("QUIT\n").toString();
    }
}
