package io.danggol.campaign.content;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// HTML of a message: values escaped, product lists as tables that mail programs can show, links led through our own
/// addresses.
public final class Html {
    /// Style by which lines break between Korean words, never within one unless it is longer than its line.
    public static final String WHOLE_WORDS = "word-break:keep-all;overflow-wrap:anywhere";

    private static final Pattern HREF = Pattern.compile("href=([\"'])(https?://[^\"'<>\\s]+)\\1");

    private Html() {}

    /// Text as HTML, with nothing in it that a browser would read as markup.
    public static String escape(String text) {
        var html = new StringBuilder(text.length() + 16);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        return html.toString();
    }

    /// The HTML of a template.
    public static String render(Template template, Values values) {
        return template.render(values::text, field -> switch (field) {
            case CART -> products(values.cart());
            case RECOMMENDATIONS -> products(values.recommendations());
            case CART_SECTION -> section(Values.CART_HEADING, values.cart());
            case RECOMMENDATIONS_SECTION -> section(Values.RECOMMENDATIONS_HEADING, values.recommendations());
            default -> escape(values.text(field));
        });
    }

    /// The same HTML with each web link replaced by what `link` makes of it.
    public static String relink(String html, UnaryOperator<String> link) {
        return HREF.matcher(html)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                        "href=\"" + escape(link.apply(unescape(match.group(2)))) + "\""));
    }

    /// A page with something more at the end of its body.
    public static String atEnd(String page, String more) {
        var end = page.toLowerCase(Locale.ROOT).lastIndexOf("</body>");
        return end < 0 ? page + more : page.substring(0, end) + more + page.substring(end);
    }

    /// Plain text as paragraphs; a line break stays a line break. The text is escaped already.
    public static String paragraphs(String escaped) {
        return "<div style=\"margin:0 0 16px\">"
                + escaped.strip()
                        .replaceAll("\\n{2,}", "</div>\n<div style=\"margin:0 0 16px\">")
                        .replaceAll("(?<!>)\\n", "<br>\n")
                + "</div>";
    }

    /// What a reader without HTML gets: the words, one line a block, links behind their words.
    public static String toText(String html) {
        return unescape(html.replaceAll("(?is)<(head|style|script|title)\\b.*?</\\1>", "")
                        .replaceAll("(?s)<!--.*?-->", "")
                        .replaceAll("(?is)<a\\b[^>]*href=\"([^\"]*)\"[^>]*>(.*?)</a>", "$2 $1 ")
                        .replaceAll("(?i)<br\\s*/?>|</(p|tr|h[1-6]|li|div)>", "\n")
                        .replaceAll("(?s)<[^>]*>", " ")
                        .replace("&nbsp;", " "))
                .replaceAll("[ \\t\\u00a0]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private static String section(String heading, List<Line> lines) {
        return lines.isEmpty()
                ? ""
                : "<h2 style=\"margin:24px 0 8px;font-size:17px\">" + heading + "</h2>" + products(lines);
    }

    private static String products(List<Line> lines) {
        var html = new StringBuilder(
                "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"border-collapse:collapse;"
                        + WHOLE_WORDS + "\">");
        for (var line : lines) html.append(row(line));
        return html.append("</table>").toString();
    }

    private static String row(Line line) {
        var name = escape(line.name());
        var linked = line.url()
                .map(url -> "<a href=\"" + escape(url)
                        + "\" style=\"color:#1f2933;text-decoration:none;font-weight:600\">" + name + "</a>")
                .orElse(name);
        var image = line.imageUrl()
                .filter(url -> url.startsWith("https://") || url.startsWith("http://"))
                .map(url -> "<img src=\"" + escape(url) + "\" alt=\"" + name
                        + "\" width=\"72\" height=\"72\" style=\"display:block;border-radius:8px\">")
                .orElse("");
        var pieces = line.quantity().compareTo(java.math.BigDecimal.ONE) == 0
                ? ""
                : " · " + line.quantity().stripTrailingZeros().toPlainString() + "개";
        return "<tr><td style=\"padding:8px 12px 8px 0;width:72px\">" + image
                + "</td><td style=\"padding:8px 0;font-size:15px;line-height:1.5\">" + linked + "<br>"
                + line.priceText().map(Html::escape).orElse("") + pieces
                + line.reason()
                        .map(reason -> "<br><span style=\"color:#6b7785;font-size:13px\">" + escape(reason) + "</span>")
                        .orElse("")
                + "</td></tr>";
    }

    private static String unescape(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
