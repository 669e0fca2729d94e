package io.danggol.campaign.law;

import io.danggol.campaign.content.Line;
import io.danggol.campaign.content.Template;
import io.danggol.campaign.content.Values;
import io.danggol.campaign.link.LinkToken;
import io.danggol.campaign.link.Links;
import io.danggol.campaign.mail.MailRenderer;
import io.danggol.campaign.mail.Mime;
import io.danggol.campaign.mail.Sender;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Mails as the bytes that travel.
final class Rendered {
    static final Sender SENDER = new Sender("단골마켓", "hello@shop.example", "02-1234-5678", "서울특별시 종로구 세종대로 1");
    static final LinkToken.Codec CODEC = new LinkToken.Codec("a secret of this test".getBytes(StandardCharsets.UTF_8));
    static final String PUBLIC_URL = "https://msg.shop.example";
    static final String ADDRESS = "hong@customer.example";

    private Rendered() {}

    static byte[] mail(String subject, String text, String name) {
        return mail(
                new MailRenderer.Templates(
                        Template.parse(subject), Optional.empty(), Optional.of(Template.parse(text))),
                name);
    }

    static byte[] mail(MailRenderer.Templates templates, String name) {
        var id = UUID.fromString("00000000-0000-4000-8000-000000000001");
        var values = new Values(Optional.of(name), SENDER.name(), List.of(line("P1", "하늘색 구두", 39_000)), List.of());
        var mail = new MailRenderer(SENDER).render(id, templates, values, new Links(PUBLIC_URL, CODEC, id));
        return Mime.write(mail, SENDER, ADDRESS, Instant.parse("2026-11-23T03:00:00Z"));
    }

    static Line line(String id, String name, long price) {
        return new Line(
                id,
                name,
                BigDecimal.ONE,
                Optional.of(BigDecimal.valueOf(price)),
                Optional.empty(),
                "KRW",
                Optional.of("https://shop.example/p/" + id),
                Optional.empty(),
                Optional.empty());
    }

    /// The decoded body of a part, by its type.
    static String part(byte[] mail, String type) {
        var text = new String(mail, StandardCharsets.US_ASCII);
        var matcher = Pattern.compile("Content-Type: " + Pattern.quote(type) + "; charset=UTF-8\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n([A-Za-z0-9+/=\r\n]+?)\r\n--")
                .matcher(text);
        if (!matcher.find()) throw new AssertionError("no part of type " + type);
        return new String(Base64.getMimeDecoder().decode(matcher.group(1)), StandardCharsets.UTF_8);
    }

    /// The head, unfolded.
    static String head(byte[] mail) {
        var text = new String(mail, StandardCharsets.US_ASCII);
        return text.substring(0, text.indexOf("\r\n\r\n")).replaceAll("\r\n[ \t]", " ");
    }
}
