package io.danggol.campaign.kakao;

import io.danggol.campaign.content.Field;
import io.danggol.campaign.content.Template;
import io.danggol.campaign.content.Text;
import io.danggol.campaign.content.Values;
import io.danggol.campaign.kakao.Bubble.FeedCard;
import io.danggol.campaign.kakao.Bubble.Head;
import io.danggol.campaign.kakao.Bubble.Item;
import io.danggol.campaign.kakao.Bubble.ProductCard;
import io.danggol.campaign.kakao.Bubble.Tail;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Fills a Brand Message in for one person.
public final class KakaoRenderer {
    private static final String LABEL = "(광고) ";

    private final Values values;
    private final UnaryOperator<String> link;
    private final String label;
    private final List<Showcase.Shown> shown;

    private KakaoRenderer(Values values, UnaryOperator<String> link, boolean label, List<Showcase.Shown> shown) {
        this.values = values;
        this.link = link;
        this.label = label ? LABEL : "";
        this.shown = shown;
    }

    /// Words with the products of the cart below them, where both fit; any other bubble as it is.
    public static KakaoContent renderWithCart(
            KakaoContent template, Values values, UnaryOperator<String> link, boolean label) {
        if (template.bubble() instanceof Bubble.Words words && !values.cart().isEmpty()) {
            var longer = new KakaoContent(
                    template.targeting(), words.saying(words.content() + "\n\n{" + Field.CART_SECTION.path() + "}"));
            var filled = render(longer, values, link, label, List.of());
            if (KakaoLimits.check(filled).isEmpty()) return filled;
        }
        return render(template, values, link, label, List.of());
    }

    /// The message with its values, its links led through `link`.
    ///
    /// @param label whether words, a list's header or a film's words begin with (광고); Kakao shows it beside the
    ///     sender's name in any case
    /// @param shown the products of a bubble that is filled from the shelf
    public static KakaoContent render(
            KakaoContent template,
            Values values,
            UnaryOperator<String> link,
            boolean label,
            List<Showcase.Shown> shown) {
        return new KakaoContent(
                template.targeting(), new KakaoRenderer(values, link, label, shown).fill(template.bubble()));
    }

    private Bubble fill(Bubble bubble) {
        return switch (bubble) {
            case Bubble.Words(var type, var content, var image, var foot) ->
                new Bubble.Words(type, label + text(content), image.map(picture -> picture.led(link)), foot.led(link));
            case Bubble.ItemList(var header, var items, var foot) ->
                new Bubble.ItemList(
                        label + text(header), items.stream().map(this::item).toList(), foot.led(link));
            case Bubble.Film(var header, var content, var video, var thumbnail, var foot) ->
                new Bubble.Film(
                        header.map(words -> label + text(words)),
                        content.map(words -> header.isPresent() ? text(words) : label + text(words)),
                        video,
                        thumbnail,
                        foot.led(link));
            case Bubble.OneProduct(var card) -> new Bubble.OneProduct(card(card));
            case Bubble.Feed(var cards, var tail) ->
                new Bubble.Feed(cards.stream().map(this::card).toList(), tail(tail));
            case Bubble.Products(var head, var cards, var tail) ->
                new Bubble.Products(
                        head.map(this::head), cards.stream().map(this::card).toList(), tail(tail));
            case Bubble.FromShelf shelf -> fill(shelf);
        };
    }

    private Bubble fill(Bubble.FromShelf shelf) {
        return switch (shelf.type()) {
            case WIDE_ITEM_LIST ->
                new Bubble.ItemList(
                        label + text(shelf.header()),
                        IntStream.range(0, shown.size())
                                .mapToObj(i -> Showcase.item(shown.get(i), i == 0, link))
                                .toList(),
                        shelf.foot().led(link));
            case COMMERCE -> new Bubble.OneProduct(Showcase.card(shown.getFirst(), shelf.foot(), link));
            default ->
                new Bubble.Products(
                        shelf.head().map(this::head),
                        shown.stream()
                                .map(product -> Showcase.card(product, shelf.foot(), link))
                                .toList(),
                        tail(shelf.tail()));
        };
    }

    private Item item(Item item) {
        return new Item(
                item.title().map(this::text),
                item.imageUrl(),
                link.apply(item.linkMo()),
                item.linkPc().map(link));
    }

    private ProductCard card(ProductCard card) {
        return new ProductCard(
                card.image().led(link),
                card.commerce().titled(text(card.commerce().title())),
                card.additionalContent().map(this::text),
                card.foot().led(link));
    }

    private FeedCard card(FeedCard card) {
        return new FeedCard(
                text(card.header()),
                text(card.message()),
                card.image().led(link),
                card.foot().led(link));
    }

    private Head head(Head head) {
        return new Head(
                text(head.header()),
                text(head.content()),
                head.imageUrl(),
                head.linkMo().map(link));
    }

    private Optional<Tail> tail(Optional<Tail> tail) {
        return tail.map(
                given -> new Tail(link.apply(given.linkMo()), given.linkPc().map(link)));
    }

    private String text(String template) {
        return Text.withoutLinks(Template.parse(template), values);
    }
}
