package io.danggol.campaign.kakao;

import io.danggol.campaign.content.Line;
import io.danggol.campaign.content.Values;
import io.danggol.campaign.kakao.Bubble.Commerce;
import io.danggol.campaign.kakao.Bubble.Foot;
import io.danggol.campaign.kakao.Bubble.FromShelf;
import io.danggol.campaign.kakao.Bubble.Image;
import io.danggol.campaign.kakao.Bubble.Item;
import io.danggol.campaign.kakao.Bubble.ProductCard;
import io.danggol.campaign.kakao.Bubble.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Products of the cart or of recommendations in the form that a bubble asks for.
public final class Showcase {
    private static final BigDecimal HIGHEST_PRICE = BigDecimal.valueOf(99_999_999);
    private static final int HIGHEST_CUT = 999_999;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MAIN_TITLE = 25;
    private static final int TITLE = 30;
    private static final int SHORTEST_NAME = 8;
    private static final int REASON = 34;

    private Showcase() {}

    /// A product with its picture as it was uploaded at the provider.
    public record Shown(Line line, String imageUrl) {}

    /// Those products of the bubble's source that it could show, in their order, were there pictures of them.
    public static List<Line> candidates(FromShelf shelf, Values values) {
        var lines = switch (shelf.source()) {
            case CART -> values.cart();
            case RECOMMENDATIONS -> values.recommendations();
        };
        return lines.stream()
                .filter(line -> line.url().filter(Showcase::web).isPresent())
                .filter(line -> line.imageUrl().filter(Showcase::web).isPresent())
                .filter(line -> shelf.type() == Type.WIDE_ITEM_LIST || inWon(line))
                .toList();
    }

    /// Kakao shows prices in won only, without fractions.
    private static boolean inWon(Line line) {
        return line.currency().equals("KRW")
                && line.price().filter(Showcase::whole).isPresent()
                && line.listPrice().filter(price -> !whole(price)).isEmpty();
    }

    private static boolean whole(BigDecimal price) {
        return price.signum() >= 0
                && price.compareTo(HIGHEST_PRICE) <= 0
                && price.stripTrailingZeros().scale() <= 0;
    }

    private static boolean web(String url) {
        return url.startsWith("https://") || url.startsWith("http://");
    }

    /// An entry of a list: name and price, cut where it is too long.
    static Item item(Shown shown, boolean main, UnaryOperator<String> link) {
        var line = shown.line();
        var most = main ? MAIN_TITLE : TITLE;
        var price = line.priceText()
                .map(text -> "\n" + text)
                .filter(text -> text.length() <= most - SHORTEST_NAME)
                .orElse("");
        return new Item(
                Optional.of(cut(line.name(), most - price.length()) + price),
                shown.imageUrl(),
                link.apply(line.url().orElseThrow()),
                Optional.empty());
    }

    /// A card with name, price and the reason for it; buttons without a link lead to the product.
    static ProductCard card(Shown shown, Foot foot, UnaryOperator<String> link) {
        var line = shown.line();
        var page = link.apply(line.url().orElseThrow());
        return new ProductCard(
                new Image(shown.imageUrl(), Optional.of(page)),
                commerce(line),
                line.reason()
                        .map(Showcase::oneLine)
                        .filter(reason -> !reason.isEmpty())
                        .map(reason -> cut(reason, REASON)),
                new Foot(
                        foot.buttons().stream()
                                .map(button -> button.linkMo().isEmpty() ? button.orTo(page) : button.led(link))
                                .toList(),
                        foot.coupon().map(coupon -> coupon.led(link))));
    }

    /// The price as it is, and the regular one where that is higher. The rate is rounded down: a cut is never said to
    /// be larger than it is.
    private static Commerce commerce(Line line) {
        var title = cut(line.name(), TITLE);
        var price = line.price().orElseThrow();
        var list = line.listPrice().filter(regular -> regular.compareTo(price) > 0);
        if (list.isEmpty())
            return new Commerce(title, price.intValueExact(), Optional.empty(), Optional.empty(), Optional.empty());
        var regular = list.get();
        var saved = regular.subtract(price);
        var rate = saved.multiply(HUNDRED).divide(regular, 0, RoundingMode.DOWN).intValueExact();
        if (rate == 0 && saved.intValueExact() > HIGHEST_CUT)
            return new Commerce(title, price.intValueExact(), Optional.empty(), Optional.empty(), Optional.empty());
        return new Commerce(
                title,
                regular.intValueExact(),
                Optional.of(price.intValueExact()),
                rate > 0 ? Optional.of(rate) : Optional.empty(),
                rate > 0 ? Optional.empty() : Optional.of(saved.intValueExact()));
    }

    /// At most `most` UTF-16 units, as the provider counts them; what was cut is said by an ellipsis.
    private static String cut(String text, int most) {
        var line = oneLine(text);
        if (line.length() <= most) return line;
        var end = Character.isHighSurrogate(line.charAt(most - 2)) ? most - 2 : most - 1;
        return line.substring(0, end).stripTrailing() + "…";
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\s]+", " ").strip();
    }
}
