package io.danggol.campaign.content;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// What the templates of one message can name, as it is at the moment of sending.
///
/// @param customerName empty when the shop does not know it: the person is then called `고객`
/// @param cart what lies in the cart, first put in first
/// @param recommendations best first
public record Values(Optional<String> customerName, String shopName, List<Line> cart, List<Line> recommendations) {
    public Values {
        customerName = customerName.filter(name -> !name.isBlank());
        cart = List.copyOf(cart);
        recommendations = List.copyOf(recommendations);
    }

    /// Plain words for a field; of a list the names, joined by commas. Line breaks and control characters become
    /// spaces, so that no value can add a line to a header.
    public String text(Field field) {
        return oneLine(
                switch (field) {
                    case CUSTOMER_NAME -> customerName.orElse("고객");
                    case SHOP_NAME -> shopName;
                    case CART_COUNT -> pieces().toPlainString();
                    case CART_PRODUCTS -> String.valueOf(cart.size());
                    case CART_TOTAL -> total();
                    case CART_FIRST -> firstOf(cart, "담아 두신 상품");
                    case RECOMMENDATIONS_FIRST -> firstOf(recommendations, "추천 상품");
                    case CART, CART_SECTION -> names(cart);
                    case RECOMMENDATIONS, RECOMMENDATIONS_SECTION -> names(recommendations);
                });
    }

    static final String CART_HEADING = "담아 두신 상품";
    static final String RECOMMENDATIONS_HEADING = "이런 상품은 어떠세요?";

    private BigDecimal pieces() {
        return cart.stream()
                .map(Line::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .stripTrailingZeros();
    }

    /// The sum in the currency of the first priced product; lines of other currencies do not count.
    private String total() {
        var currency = cart.stream()
                .filter(line -> line.price().isPresent())
                .map(Line::currency)
                .findFirst()
                .orElse("KRW");
        var sum = cart.stream()
                .filter(line -> line.currency().equals(currency))
                .flatMap(line -> line.price().map(price -> price.multiply(line.quantity())).stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Money.text(sum, currency);
    }

    private static String firstOf(List<Line> lines, String otherwise) {
        return lines.isEmpty() ? otherwise : lines.getFirst().name();
    }

    private static String names(List<Line> lines) {
        return String.join(", ", lines.stream().map(Line::name).toList());
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }
}
