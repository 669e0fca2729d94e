package io.danggol.campaign.mail;

import io.danggol.campaign.content.Field;
import io.danggol.campaign.content.Html;
import io.danggol.campaign.content.Template;
import io.danggol.campaign.content.Text;
import io.danggol.campaign.content.Values;
import io.danggol.campaign.link.Links;
import io.danggol.campaign.plan.Content.Block;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Fills an e-mail in for one person: label, words, products, sender, and the way out in Korean and English.
public final class MailRenderer {
    private static final String TYPE =
            "font-family:'Apple SD Gothic Neo','Malgun Gothic',sans-serif;" + Html.WHOLE_WORDS;

    private final Sender sender;

    public MailRenderer(Sender sender) {
        this.sender = sender;
    }

    /// The templates of a mail, read once.
    ///
    /// @param html the page, made from MJML; empty: it is made from `text`
    /// @param text the plain text; empty: it is made from `html`
    public record Templates(Template subject, Optional<Template> html, Optional<Template> text) {
        private static final String SECTION_STYLE = "max-width:600px;margin:0 auto;padding:0 24px;" + TYPE;

        /// The fields that they name.
        public Set<Field> fields() {
            var fields = new HashSet<>(subject.fields());
            html.ifPresent(template -> fields.addAll(template.fields()));
            text.ifPresent(template -> fields.addAll(template.fields()));
            return fields;
        }

        /// The same with products below the words.
        public Templates with(Set<Block> blocks) {
            if (blocks.isEmpty()) return this;
            var sections = blocks.stream()
                    .sorted()
                    .map(block -> "{" + section(block).path() + "}")
                    .toList();
            return new Templates(
                    subject,
                    html.map(page -> Template.parse(Html.atEnd(
                            page.source(),
                            "<div style=\"" + SECTION_STYLE + "\">" + String.join("", sections) + "</div>"))),
                    text.map(words ->
                            Template.parse(words.source().stripTrailing() + "\n\n" + String.join("\n\n", sections))));
        }

        private static Field section(Block block) {
            return switch (block) {
                case CART -> Field.CART_SECTION;
                case RECOMMENDATIONS -> Field.RECOMMENDATIONS_SECTION;
            };
        }
    }

    /// The mail for one person, its links led through `links`.
    public Mail render(UUID id, Templates templates, Values values, Links links) {
        var subject = AdLabel.before(templates.subject().render(values::text));
        var body = templates
                .html()
                .map(html -> Html.render(html, values))
                .orElseGet(() -> page(subject, templates.text().orElseThrow(), values));
        var html = Html.atEnd(Html.relink(body, links::click), htmlFooter(links));
        var text = templates
                .text()
                .map(words -> Text.render(words, values, links::click))
                .orElseGet(() -> Html.toText(Html.relink(body, links::click)));
        return new Mail(
                id, subject, text.strip() + "\n\n" + textFooter(links.unsubscribe()), html, links.unsubscribe());
    }

    /// A page of our own for a campaign that has only text.
    private static String page(String subject, Template text, Values values) {
        var words = Html.paragraphs(text.render(
                values::text, field -> Html.render(Template.parse("{" + field.path() + "}"), values)));
        return """
                <!doctype html>
                <html lang="ko"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width,initial-scale=1">
                <meta name="color-scheme" content="light dark"><title>%s</title></head>
                <body style="margin:0;background:#f4f5f7">
                <div style="max-width:600px;margin:0 auto;padding:32px 24px;background:#ffffff;color:#1f2933;\
                %s;font-size:16px;line-height:1.7">
                %s
                </div>
                </body></html>
                """.formatted(Html.escape(subject), TYPE, words);
    }

    private String htmlFooter(Links links) {
        return """
                <div style="max-width:600px;margin:0 auto;padding:24px;color:#6b7785;\
                %s;font-size:12px;line-height:1.7">
                <p style="margin:0 0 8px">%s · %s · %s<br>%s</p>
                <p style="margin:0">메일 수신을 원치 않으시면 <a href="%s" style="color:#6b7785">[수신거부]</a>를 클릭하세요.<br>
                If you do not want to receive it, please click <a href="%s" style="color:#6b7785">[Unsubscribe]</a>.</p>
                <img src="%s" width="1" height="1" alt="" style="display:block">
                </div>
                """.formatted(
                        TYPE,
                        Html.escape(sender.name()),
                        Html.escape(sender.email()),
                        Html.escape(sender.phone()),
                        Html.escape(sender.address()),
                        links.unsubscribe(),
                        links.unsubscribe(),
                        links.open());
    }

    private String textFooter(String unsubscribe) {
        return """
                --
                %s · %s · %s
                %s
                메일 수신을 원치 않으시면 [수신거부]를 클릭하세요: %s
                If you do not want to receive it, please click [Unsubscribe]: %s
                """.formatted(sender.name(), sender.email(), sender.phone(), sender.address(), unsubscribe, unsubscribe);
    }
}
