package io.danggol.campaign.mail;

import io.danggol.campaign.Channel;
import io.danggol.campaign.ShopConfig;
import io.danggol.campaign.content.Field;
import io.danggol.campaign.content.Template;
import io.danggol.campaign.content.Values;
import io.danggol.campaign.delivery.Carrier;
import io.danggol.campaign.delivery.Handover;
import io.danggol.campaign.delivery.Message;
import io.danggol.campaign.link.Links;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.Content;
import io.danggol.campaign.plan.Mjml;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// E-mail over SMTP.
@Singleton
class MailCarrier implements Carrier {
    private static final int REMEMBERED = 200;
    private final Smtp smtp;
    private final Sender sender;
    private final MailRenderer renderer;
    private final Optional<Dkim> dkim;
    private final Clock clock;
    private final ConcurrentMap<Source, MailRenderer.Templates> templates = new ConcurrentHashMap<>();

    private record Source(Campaign.Kind kind, Content.Email mail) {}

    private record MailLetter(Mail mail) implements Letter {
        @Override
        public byte[] bytes() {
            return (mail.subject() + "\n" + mail.text() + "\n" + mail.html()).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Optional<String> subject() {
            return Optional.of(mail.subject());
        }

        @Override
        public String text() {
            return mail.text();
        }

        @Override
        public Optional<String> html() {
            return Optional.of(mail.html());
        }

        @Override
        public boolean labelled() {
            return mail.subject().startsWith(AdLabel.TEXT);
        }
    }

    MailCarrier(Smtp smtp, ShopConfig shop, MailConfig config, Clock clock) {
        this.smtp = smtp;
        this.sender = shop.sender();
        this.renderer = new MailRenderer(sender);
        this.dkim = dkim(config.dkim(), sender);
        this.clock = clock;
    }

    private static Optional<Dkim> dkim(MailConfig.Dkim config, Sender sender) {
        var keys = config.keys().stream()
                .map(key -> Dkim.Key.of(key.selector(), key.privateKey()))
                .toList();
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(new Dkim(config.domain().orElse(sender.domain()), keys));
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public String processor() {
        return "smtp";
    }

    @Override
    public Set<Field> fields(Campaign campaign) {
        return templates(campaign).fields();
    }

    @Override
    public Written write(UUID id, Campaign campaign, Values values, Links links) {
        return new Written.Ready(new MailLetter(renderer.render(id, templates(campaign), values, links)));
    }

    @Override
    public Handover hand(UUID id, Letter letter, String address) {
        var mail = ((MailLetter) letter).mail();
        var written = Mime.write(mail, sender, address, clock.instant());
        var signed = dkim.map(by -> by.sign(written)).orElse(written);
        return switch (smtp.send(sender.email(), address, signed)) {
            case SmtpOutcome.Accepted() -> new Handover.Sent();
            case SmtpOutcome.Refused(var code, var enhanced, var recipient) ->
                new Handover.Refused(
                        "smtp-" + code + (enhanced.isEmpty() ? "" : "-" + enhanced),
                        recipient ? "메일 서버가 이 주소를 받지 않습니다." : "메일 서버가 이 메일을 받지 않습니다.",
                        recipient);
            case SmtpOutcome.NotNow notNow -> new Handover.NotNow("mail-server");
            case SmtpOutcome.Unknown unknown -> new Handover.Unknown();
        };
    }

    /// A mail server cannot be asked.
    @Override
    public Handover ask(Message message) {
        return new Handover.Unknown();
    }

    private MailRenderer.Templates templates(Campaign campaign) {
        if (templates.size() > REMEMBERED) templates.clear();
        return templates.computeIfAbsent(
                new Source(campaign.kind(), campaign.content().email().orElseThrow()), _ -> read(campaign));
    }

    private static MailRenderer.Templates read(Campaign campaign) {
        var mail = campaign.content().email().orElseThrow();
        var plain = new MailRenderer.Templates(
                Template.parse(mail.subject()),
                mail.mjml().map(Mjml::html).map(Template::parse),
                mail.text().map(Template::parse));
        return plain.with(campaign.blocks(mail.blocks(), plain.fields()));
    }
}
