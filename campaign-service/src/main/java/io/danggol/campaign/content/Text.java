package io.danggol.campaign.content;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Plain text of a message, product lists one product a line.
public final class Text {
    private Text() {}

    /// The text of a template, the links of its products led through `link`.
    public static String render(Template template, Values values, UnaryOperator<String> link) {
        return template.render(values::text, field -> switch (field) {
            case CART -> products(values.cart(), link);
            case RECOMMENDATIONS -> products(values.recommendations(), link);
            case CART_SECTION -> section(Values.CART_HEADING, products(values.cart(), link));
            case RECOMMENDATIONS_SECTION ->
                section(Values.RECOMMENDATIONS_HEADING, products(values.recommendations(), link));
            default -> values.text(field);
        });
    }

    /// The text of a template without links: for a channel that carries them in buttons.
    public static String withoutLinks(Template template, Values values) {
        return template.render(values::text, field -> switch (field) {
            case CART -> products(values.cart());
            case RECOMMENDATIONS -> products(values.recommendations());
            case CART_SECTION -> section(Values.CART_HEADING, products(values.cart()));
            case RECOMMENDATIONS_SECTION -> section(Values.RECOMMENDATIONS_HEADING, products(values.recommendations()));
            default -> values.text(field);
        });
    }

    private static String products(List<Line> lines, UnaryOperator<String> link) {
        return lines.stream()
                .map(line -> line(line)
                        + line.url().map(url -> "\n  " + link.apply(url)).orElse(""))
                .collect(Collectors.joining("\n"));
    }

    private static String products(List<Line> lines) {
        return lines.stream().map(Text::line).collect(Collectors.joining("\n"));
    }

    private static String section(String heading, String products) {
        return products.isEmpty() ? "" : heading + "\n" + products;
    }

    private static String line(Line line) {
        var pieces = line.quantity().compareTo(BigDecimal.ONE) == 0
                ? ""
                : " × " + line.quantity().stripTrailingZeros().toPlainString();
        return "· " + line.name() + pieces
                + line.priceText().map(price -> " " + price).orElse("");
    }
}
