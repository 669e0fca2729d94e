package io.danggol.campaign.kakao;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.campaign.kakao.Bubble.Commerce;
import io.danggol.campaign.kakao.Bubble.Foot;
import io.danggol.campaign.kakao.Bubble.Head;
import io.danggol.campaign.kakao.Bubble.Image;
import io.danggol.campaign.kakao.Bubble.Tail;
import java.util.Locale;
import java.util.Optional;

/// A Brand Message in the words of NHN's API, in which campaigns are drawn up and kept as well.
public final class KakaoBody {
    private KakaoBody() {}

    /// Writes a message, or a template of one, into `node`.
    public static void write(KakaoContent message, ObjectNode node) {
        node.put("chatBubbleType", message.bubble().type().name());
        node.put("targeting", message.targeting().name());
        switch (message.bubble()) {
            case Bubble.Words words -> {
                node.put("content", words.content());
                words.image().ifPresent(image -> image(image, node.putObject("image")));
                foot(words.foot(), node);
            }
            case Bubble.ItemList list -> {
                node.put("header", list.header());
                var items = node.putObject("item").putArray("list");
                list.items().forEach(item -> {
                    var entry = items.addObject();
                    item.title().ifPresent(title -> entry.put("title", title));
                    entry.put("imageUrl", item.imageUrl()).put("linkMo", item.linkMo());
                    item.linkPc().ifPresent(to -> entry.put("linkPc", to));
                });
                foot(list.foot(), node);
            }
            case Bubble.Film film -> {
                film.header().ifPresent(header -> node.put("header", header));
                film.content().ifPresent(content -> node.put("content", content));
                var video = node.putObject("video").put("videoUrl", film.videoUrl());
                film.thumbnailUrl().ifPresent(url -> video.put("thumbnailUrl", url));
                foot(film.foot(), node);
            }
            case Bubble.OneProduct(var card) -> {
                image(card.image(), node.putObject("image"));
                commerce(card.commerce(), node);
                card.additionalContent().ifPresent(text -> node.put("additionalContent", text));
                foot(card.foot(), node);
            }
            case Bubble.Feed feed -> {
                var carousel = node.putObject("carousel");
                var cards = carousel.putArray("list");
                feed.cards().forEach(card -> {
                    var entry = cards.addObject().put("header", card.header()).put("message", card.message());
                    image(card.image(), entry);
                    foot(card.foot(), entry);
                });
                tail(feed.tail(), carousel);
            }
            case Bubble.Products products -> {
                var carousel = node.putObject("carousel");
                head(products.head(), carousel);
                var cards = carousel.putArray("list");
                products.cards().forEach(card -> {
                    var entry = cards.addObject();
                    image(card.image(), entry);
                    commerce(card.commerce(), entry);
                    card.additionalContent().ifPresent(text -> entry.put("additionalContent", text));
                    foot(card.foot(), entry);
                });
                tail(products.tail(), carousel);
            }
            case Bubble.FromShelf shelf -> {
                node.put("products", shelf.source().name().toLowerCase(Locale.ROOT));
                if (!shelf.header().isEmpty()) node.put("header", shelf.header());
                if (shelf.head().isPresent() || shelf.tail().isPresent()) {
                    var carousel = node.putObject("carousel");
                    head(shelf.head(), carousel);
                    tail(shelf.tail(), carousel);
                }
                foot(shelf.foot(), node);
            }
        }
    }

    private static void image(Image image, ObjectNode node) {
        node.put("imageUrl", image.imageUrl());
        image.imageLink().ifPresent(link -> node.put("imageLink", link));
    }

    private static void commerce(Commerce commerce, ObjectNode node) {
        var entry =
                node.putObject("commerce").put("title", commerce.title()).put("regularPrice", commerce.regularPrice());
        commerce.discountPrice().ifPresent(price -> entry.put("discountPrice", price));
        commerce.discountRate().ifPresent(rate -> entry.put("discountRate", rate));
        commerce.discountFixed().ifPresent(fixed -> entry.put("discountFixed", fixed));
    }

    private static void head(Optional<Head> head, ObjectNode carousel) {
        head.ifPresent(given -> {
            var entry = carousel.putObject("head")
                    .put("header", given.header())
                    .put("content", given.content())
                    .put("imageUrl", given.imageUrl());
            given.linkMo().ifPresent(link -> entry.put("linkMo", link));
        });
    }

    private static void tail(Optional<Tail> tail, ObjectNode carousel) {
        tail.ifPresent(given -> {
            var entry = carousel.putObject("tail").put("linkMo", given.linkMo());
            given.linkPc().ifPresent(link -> entry.put("linkPc", link));
        });
    }

    private static void foot(Foot foot, ObjectNode node) {
        foot.buttons().forEach(button -> {
            var entry = node.withArray("buttons")
                    .addObject()
                    .put("name", button.name())
                    .put("type", button.type().name());
            button.linkMo().ifPresent(link -> entry.put("linkMo", link));
            button.linkPc().ifPresent(link -> entry.put("linkPc", link));
        });
        foot.coupon()
                .ifPresent(coupon -> node.putObject("coupon")
                        .put("title", coupon.title())
                        .put("description", coupon.description())
                        .put("linkMo", coupon.linkMo()));
    }
}
