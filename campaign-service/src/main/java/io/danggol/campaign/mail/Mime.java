package io.danggol.campaign.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/// Writes a mail as the bytes that travel over SMTP: `multipart/alternative`, UTF-8 in base64, lines of at most 76
/// characters, CRLF.
///
/// Sources: RFC 5322, RFC 2045 to 2047, RFC 2369 and RFC 8058 (one-click unsubscription).
public final class Mime {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(io.danggol.campaign.Seoul.ZONE);
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});
    /// Bytes of text in one encoded word, so that it stays within 75 characters.
    private static final int WORD = 45;

    private Mime() {}

    /// The mail from `sender` to the address `to`.
    public static byte[] write(Mail mail, Sender sender, String to, Instant at) {
        var boundary = "danggol-" + mail.id();
        var out = new Lines();
        out.line("Date: " + DATE.format(at));
        out.line("From: " + words(sender.name(), "From: ".length()) + " <" + header(sender.email()) + ">");
        out.line("To: <" + header(to) + ">");
        out.line("Subject: " + words(mail.subject(), "Subject: ".length()));
        out.line("Message-ID: <" + messageId(mail.id(), sender) + ">");
        out.line("List-Unsubscribe: <" + mail.unsubscribe() + ">");
        out.line("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        out.line("MIME-Version: 1.0");
        out.line("Content-Type: multipart/alternative; boundary=\"" + boundary + "\"");
        out.line("");
        part(out, boundary, "text/plain", mail.text());
        part(out, boundary, "text/html", mail.html());
        out.line("--" + boundary + "--");
        return out.bytes();
    }

    /// The `Message-ID` of a mail, without its angle brackets.
    static String messageId(UUID id, Sender sender) {
        return id + "@" + sender.domain();
    }

    private static void part(Lines out, String boundary, String type, String text) {
        out.line("--" + boundary);
        out.line("Content-Type: " + type + "; charset=UTF-8");
        out.line("Content-Transfer-Encoding: base64");
        out.line("");
        out.line(LINES.encodeToString(text.replaceAll("\\r?\\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    /// Text as RFC 2047 encoded words, folded; a word never splits a character.
    private static String words(String text, int column) {
        var folded = new StringBuilder();
        var word = new StringBuilder();
        var bytes = 0;
        var room = WORD - column * 3 / 4;
        for (var iterator = header(text).codePoints().iterator(); iterator.hasNext(); ) {
            var character = Character.toString(iterator.nextInt());
            var size = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > room) {
                folded.append(encoded(word)).append("\r\n ");
                word.setLength(0);
                bytes = 0;
                room = WORD;
            }
            word.append(character);
            bytes += size;
        }
        return folded.append(encoded(word)).toString();
    }

    private static String encoded(CharSequence word) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(word.toString().getBytes(StandardCharsets.UTF_8))
                + "?=";
    }

    /// Nothing that could start another header.
    private static String header(String value) {
        return value.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    private static final class Lines {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8_192);

        void line(String line) {
            bytes.writeBytes(line.getBytes(StandardCharsets.UTF_8));
            bytes.write('\r');
            bytes.write('\n');
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
