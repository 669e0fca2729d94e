package io.danggol.campaign.kakao;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What a phone shows, as a template or filled in.
///
/// Source: NHN Cloud, Brand Message API v1.0, as of 2026-06-23 (KAKAO-AND-LAW.md 1.2).
public sealed interface Bubble {
    /// The eight types of a Brand Message. Lengths are in characters.
    enum Type {
        TEXT(0, 5, 14, 12),
        IMAGE(0, 5, 14, 12),
        WIDE(0, 2, 8, 18),
        WIDE_ITEM_LIST(0, 2, 8, 18),
        PREMIUM_VIDEO(0, 1, 8, 18),
        COMMERCE(1, 2, 8, 12),
        CAROUSEL_FEED(1, 2, 8, 12),
        CAROUSEL_COMMERCE(1, 2, 8, 12);

        private final int leastButtons;
        private final int mostButtons;
        private final int buttonName;
        private final int couponDescription;

        Type(int leastButtons, int mostButtons, int buttonName, int couponDescription) {
            this.leastButtons = leastButtons;
            this.mostButtons = mostButtons;
            this.buttonName = buttonName;
            this.couponDescription = couponDescription;
        }

        /// The fewest buttons, of the bubble or of each card.
        int leastButtons() {
            return leastButtons;
        }

        /// The most buttons; a coupon costs a text and an image one of them.
        int mostButtons(boolean withCoupon) {
            return stacked() && withCoupon ? mostButtons - 1 : mostButtons;
        }

        /// The longest name of a button.
        int buttonName() {
            return buttonName;
        }

        /// The longest description of a coupon.
        int couponDescription() {
            return couponDescription;
        }

        /// Whether the buttons lie one below the other.
        boolean stacked() {
            return this == TEXT || this == IMAGE;
        }
    }

    /// Which of the eight it is.
    Type type();

    /// Its words as a reader meets them; of a template the templates.
    Stream<String> texts();

    /// `TEXT`, `IMAGE` or `WIDE`: words, below a picture but for the first.
    record Words(Type type, String content, Optional<Image> image, Foot foot) implements Bubble {
        @Override
        public Stream<String> texts() {
            return Stream.of(content);
        }

        /// The same with other words.
        Words saying(String other) {
            return new Words(type, other, image, foot);
        }
    }

    /// `WIDE_ITEM_LIST`: a heading and three or four items, the first one large.
    record ItemList(String header, List<Item> items, Foot foot) implements Bubble {
        public ItemList {
            items = List.copyOf(items);
        }

        @Override
        public Type type() {
            return Type.WIDE_ITEM_LIST;
        }

        @Override
        public Stream<String> texts() {
            return Stream.concat(Stream.of(header), items.stream().flatMap(item -> item.title().stream()));
        }
    }

    /// `PREMIUM_VIDEO`: a film of Kakao TV.
    record Film(
            Optional<String> header,
            Optional<String> content,
            String videoUrl,
            Optional<String> thumbnailUrl,
            Foot foot)
            implements Bubble {
        @Override
        public Type type() {
            return Type.PREMIUM_VIDEO;
        }

        @Override
        public Stream<String> texts() {
            return Stream.of(header, content).flatMap(Optional::stream);
        }
    }

    /// `COMMERCE`: one product.
    record OneProduct(ProductCard card) implements Bubble {
        @Override
        public Type type() {
            return Type.COMMERCE;
        }

        @Override
        public Stream<String> texts() {
            return card.texts();
        }
    }

    /// `CAROUSEL_FEED`: cards beside each other.
    record Feed(List<FeedCard> cards, Optional<Tail> tail) implements Bubble {
        public Feed {
            cards = List.copyOf(cards);
        }

        @Override
        public Type type() {
            return Type.CAROUSEL_FEED;
        }

        @Override
        public Stream<String> texts() {
            return cards.stream().flatMap(card -> Stream.of(card.header(), card.message()));
        }
    }

    /// `CAROUSEL_COMMERCE`: products beside each other.
    record Products(Optional<Head> head, List<ProductCard> cards, Optional<Tail> tail) implements Bubble {
        public Products {
            cards = List.copyOf(cards);
        }

        @Override
        public Type type() {
            return Type.CAROUSEL_COMMERCE;
        }

        @Override
        public Stream<String> texts() {
            return Stream.concat(
                    head.stream().flatMap(Head::texts), cards.stream().flatMap(ProductCard::texts));
        }
    }

    /// A bubble whose products are those of the person's cart, or the recommended ones, at the moment of sending: a
    /// `WIDE_ITEM_LIST`, `COMMERCE` or `CAROUSEL_COMMERCE`. Only a template; [KakaoRenderer] makes the bubble.
    ///
    /// @param header of a list; empty text for the other two
    /// @param head of a carousel
    /// @param tail of a carousel
    /// @param foot of the bubble, or of each card; a button without a link leads to its product
    record FromShelf(Type type, Source source, String header, Optional<Head> head, Optional<Tail> tail, Foot foot)
            implements Bubble {
        @Override
        public Stream<String> texts() {
            return Stream.concat(
                    Stream.of(header).filter(text -> !text.isEmpty()),
                    head.stream().flatMap(Head::texts));
        }

        /// The same with another picture at the head.
        FromShelf picturing(String imageUrl) {
            return new FromShelf(type, source, header, head.map(given -> given.picturing(imageUrl)), tail, foot);
        }

        /// The fewest products that the bubble needs.
        public int least() {
            return switch (type) {
                case WIDE_ITEM_LIST -> 3;
                case CAROUSEL_COMMERCE -> head.isPresent() ? 1 : 2;
                default -> 1;
            };
        }

        /// The most products that the bubble takes.
        public int most() {
            return switch (type) {
                case WIDE_ITEM_LIST -> 4;
                case CAROUSEL_COMMERCE -> head.isPresent() ? 5 : 6;
                default -> 1;
            };
        }
    }

    /// Where products come from.
    enum Source {
        CART,
        RECOMMENDATIONS
    }

    /// A picture that was uploaded at the provider, and where a tap on it leads.
    record Image(String imageUrl, Optional<String> imageLink) {
        Image led(UnaryOperator<String> link) {
            return new Image(imageUrl, imageLink.map(link));
        }
    }

    /// One entry of a list.
    ///
    /// @param title may be absent of the first only
    record Item(Optional<String> title, String imageUrl, String linkMo, Optional<String> linkPc) {}

    /// A product with its price, in won.
    ///
    /// @param discountPrice with either `discountRate`, in percent, or `discountFixed`
    record Commerce(
            String title,
            int regularPrice,
            Optional<Integer> discountPrice,
            Optional<Integer> discountRate,
            Optional<Integer> discountFixed) {
        Commerce titled(String other) {
            return new Commerce(other, regularPrice, discountPrice, discountRate, discountFixed);
        }
    }

    /// A product as a card shows it.
    record ProductCard(Image image, Commerce commerce, Optional<String> additionalContent, Foot foot) {
        Stream<String> texts() {
            return Stream.concat(Stream.of(commerce.title()), additionalContent.stream());
        }
    }

    /// A card of words below a picture.
    record FeedCard(String header, String message, Image image, Foot foot) {}

    /// What stands before the cards.
    record Head(String header, String content, String imageUrl, Optional<String> linkMo) {
        Stream<String> texts() {
            return Stream.of(header, content);
        }

        Head picturing(String url) {
            return new Head(header, content, url, linkMo);
        }
    }

    /// The "more" behind the cards.
    record Tail(String linkMo, Optional<String> linkPc) {}

    /// What stands below a bubble or a card.
    record Foot(List<Button> buttons, Optional<Coupon> coupon) {
        public static final Foot NONE = new Foot(List.of(), Optional.empty());

        public Foot {
            buttons = List.copyOf(buttons);
        }

        Foot led(UnaryOperator<String> link) {
            return new Foot(
                    buttons.stream().map(button -> button.led(link)).toList(), coupon.map(given -> given.led(link)));
        }
    }

    /// A button: WL opens a web page, AC adds the channel.
    record Button(String name, ButtonType type, Optional<String> linkMo, Optional<String> linkPc) {
        Button led(UnaryOperator<String> link) {
            return new Button(name, type, linkMo.map(link), linkPc.map(link));
        }

        /// The same, leading to `url` if it leads nowhere.
        Button orTo(String url) {
            return type == ButtonType.WL && linkMo.isEmpty()
                    ? new Button(name, type, Optional.of(url), Optional.empty())
                    : this;
        }
    }

    /// The button types that we send.
    enum ButtonType {
        WL,
        AC
    }

    /// A coupon element; its title has one of five forms.
    record Coupon(String title, String description, String linkMo) {
        Coupon led(UnaryOperator<String> link) {
            return new Coupon(title, description, link.apply(linkMo));
        }
    }
}
