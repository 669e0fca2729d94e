package io.danggol.campaign.delivery;

import io.danggol.campaign.CampaignConfig;
import io.danggol.campaign.ShopConfig;
import io.danggol.campaign.contact.Contact;
import io.danggol.campaign.contact.Contacts;
import io.danggol.campaign.content.Field;
import io.danggol.campaign.content.Line;
import io.danggol.campaign.content.Values;
import io.danggol.campaign.link.LinkCodec;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.products.Shelf;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Writes one message for one person: address and allowance from the ledger, products as they are now, words filled in.
@Singleton
class Desk {
    private static final Set<Field> CART_FIELDS = EnumSet.of(Field.CART, Field.CART_FIRST);
    private static final Set<Field> RECOMMENDATION_FIELDS =
            EnumSet.of(Field.RECOMMENDATIONS, Field.RECOMMENDATIONS_FIRST);
    private static final Duration CART_LAG = Duration.ofMinutes(1);
    private static final String NAME = "{" + Field.CUSTOMER_NAME.path() + "}";

    private final Contacts contacts;
    private final Shelf shelf;
    private final LinkCodec codec;
    private final ShopConfig shop;
    private final CampaignConfig config;
    private final Clock clock;
    private final Carriers carriers;

    Desk(
            Contacts contacts,
            Shelf shelf,
            LinkCodec codec,
            ShopConfig shop,
            CampaignConfig config,
            Clock clock,
            Carriers carriers) {
        this.contacts = contacts;
        this.shelf = shelf;
        this.codec = codec;
        this.shop = shop;
        this.config = config;
        this.clock = clock;
        this.carriers = carriers;
    }

    /// What came of writing a message.
    sealed interface Draft {
        /// It may go to this address.
        record Ready(Advertisements.Advertisement advertisement, String address) implements Draft {}

        /// It does not go.
        record Withheld(Reason reason) implements Draft {}

        /// Something that it needs is not to be had now.
        record NotNow(String code) implements Draft {}
    }

    /// Writes a message. Blocks.
    ///
    /// @param cart what lies in the person's cart
    Draft write(Message message, Campaign campaign, List<Line> cart) {
        return switch (contacts.forAdvertising(message.person(), message.channel())) {
            case Contact.Allowed allowed -> write(message, campaign, cart, allowed);
            case Contact.Refused(var rule, var detail) ->
                new Draft.Withheld(new Reason(rule, "동의 원장이 지금 발송을 허용하지 않습니다."));
            case Contact.None() -> new Draft.Withheld(new Reason("no-address", "이 채널로 보낼 주소가 없습니다."));
            case Contact.Unreachable() -> new Draft.NotNow("profile-service");
        };
    }

    private Draft write(Message message, Campaign campaign, List<Line> cart, Contact.Allowed contact) {
        var fields = carriers.of(message.channel()).fields(campaign);
        if (cart.isEmpty() && fields.stream().anyMatch(CART_FIELDS::contains)) return withoutCart(message);
        var recommended = recommended(message.channel().wire(), message.person(), fields, cart);
        return recommended
                .map(products -> fill(message, campaign, cart, products, contact))
                .orElseGet(() -> new Draft.NotNow("recommendation-service"));
    }

    /// What is in the cart may come to us a little later than what became of it.
    private Draft withoutCart(Message message) {
        return clock.instant().isBefore(message.firstDue().plus(CART_LAG))
                ? new Draft.NotNow(Reason.CART_EMPTY.code())
                : new Draft.Withheld(Reason.CART_EMPTY);
    }

    /// The products that a message with these fields recommends; empty when its words need them and they cannot be had.
    Optional<List<Line>> recommended(String placement, UUID person, Set<Field> fields, List<Line> cart) {
        if (fields.stream().noneMatch(Field::ofRecommendations)) return Optional.of(List.of());
        var products = shelf.recommended(
                placement, person, cart.stream().map(Line::itemId).toList(), config.recommendations());
        return fields.stream().anyMatch(RECOMMENDATION_FIELDS::contains)
                ? products
                : products.or(() -> Optional.of(List.of()));
    }

    private Draft fill(
            Message message, Campaign campaign, List<Line> cart, List<Line> recommended, Contact.Allowed contact) {
        var carrier = carriers.of(message.channel());
        var links = codec.links(message.id());
        var values = new Values(contact.name(), shop.sender().name(), cart, recommended);
        return switch (carrier.write(message.id(), campaign, values, links)) {
            case Carrier.Written.Refused(var code, var text) -> new Draft.Withheld(new Reason(code, text));
            case Carrier.Written.NotNow(var code) -> new Draft.NotNow(code);
            case Carrier.Written.Ready(var letter) ->
                new Draft.Ready(
                        new Advertisements.Advertisement(
                                message,
                                contact.allowedBy(),
                                nameless(message, campaign, values, letter),
                                Stream.concat(cart.stream(), recommended.stream())
                                        .toList(),
                                letter,
                                links.targets()),
                        contact.address());
        };
    }

    /// The same message before the name is filled in.
    private Carrier.Letter nameless(Message message, Campaign campaign, Values values, Carrier.Letter otherwise) {
        var without = new Values(Optional.of(NAME), values.shopName(), values.cart(), values.recommendations());
        return switch (carriers.of(message.channel())
                .write(message.id(), campaign, without, codec.links(message.id()))) {
            case Carrier.Written.Ready(var letter) -> letter;
            case Carrier.Written.Refused refused -> otherwise;
            case Carrier.Written.NotNow notNow -> otherwise;
        };
    }
}
