package io.danggol.campaign.trial;

import io.danggol.campaign.Channel;
import io.danggol.campaign.ShopConfig;
import io.danggol.campaign.contact.Contact;
import io.danggol.campaign.contact.Contacts;
import io.danggol.campaign.content.Line;
import io.danggol.campaign.content.Template;
import io.danggol.campaign.content.Text;
import io.danggol.campaign.content.Values;
import io.danggol.campaign.delivery.Carrier;
import io.danggol.campaign.delivery.Carriers;
import io.danggol.campaign.delivery.Handover;
import io.danggol.campaign.delivery.Reason;
import io.danggol.campaign.link.LinkCodec;
import io.danggol.campaign.link.LinkToken;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.products.Shelf;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Messages on trial: nothing of them is decided, counted or put on record.
@Singleton
class Trials {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int RECOMMENDATIONS = 4;
    private static final int SAMPLES = 4;
    private static final List<Line> SAMPLE_CART =
            List.of(sample("SAMPLE-1", "견본 구두", 39_000), sample("SAMPLE-2", "견본 가방", 52_000));
    private static final List<Line> SAMPLE_RECOMMENDATIONS =
            List.of(sample("SAMPLE-3", "견본 슬리퍼", 18_000), sample("SAMPLE-4", "견본 지갑", 27_000));

    /// A campaign as one person would get it.
    record Preview(UUID profileId, List<Shown> messages) {}

    /// One message.
    ///
    /// @param ledger what the consent ledger says of an advertisement to this person now; null if not asked
    /// @param problem why the channel would refuse it; null if it would not
    record Shown(String channel, String subject, String text, String html, String ledger, Reason problem) {}

    /// What came of sending on trial.
    sealed interface Result {
        record Sent() implements Result {}

        record Refused(String detail) implements Result {}

        record Unavailable(String detail) implements Result {}
    }

    private final Carriers carriers;
    private final Contacts contacts;
    private final Shelf shelf;
    private final LinkCodec links;
    private final ShopConfig shop;
    private final Pool pool;

    Trials(Carriers carriers, Contacts contacts, Shelf shelf, LinkCodec links, ShopConfig shop, Pool pool) {
        this.carriers = carriers;
        this.contacts = contacts;
        this.shelf = shelf;
        this.links = links;
        this.shop = shop;
        this.pool = pool;
    }

    /// Fills in all messages for a person. The name is shown only if the ledger allows it to be used now. Blocks.
    Preview preview(Campaign campaign, UUID person) {
        var cart = shelf.carts(pool, List.of(person)).await().atMost(PATIENCE).getOrDefault(person, List.of());
        var shown = new ArrayList<Shown>();
        for (var channel : campaign.content().channels()) {
            shown.add(
                    channel == Channel.ONSITE
                            ? onsite(campaign, person, cart)
                            : message(campaign, channel, person, cart));
        }
        return new Preview(person, shown);
    }

    private Shown message(Campaign campaign, Channel channel, UUID person, List<Line> cart) {
        var contact = contacts.forAdvertising(person, channel);
        var name = contact instanceof Contact.Allowed allowed ? allowed.name() : Optional.<String>empty();
        var values = new Values(name, shop.sender().name(), cart, recommended(channel, person, cart));
        return switch (carriers.of(channel).write(LinkToken.TRIAL, campaign, values, links.links(LinkToken.TRIAL))) {
            case Carrier.Written.Refused(var code, var text) ->
                new Shown(channel.wire(), null, null, null, ledger(contact), new Reason(code, text));
            case Carrier.Written.NotNow(var code) ->
                new Shown(channel.wire(), null, null, null, ledger(contact), new Reason(code, "지금은 만들 수 없습니다."));
            case Carrier.Written.Ready(var letter) ->
                new Shown(
                        channel.wire(),
                        letter.subject().orElse(null),
                        letter.text(),
                        letter.html().orElse(null),
                        ledger(contact),
                        null);
        };
    }

    private Shown onsite(Campaign campaign, UUID person, List<Line> cart) {
        var message = campaign.content().onsite().orElseThrow();
        var values =
                new Values(Optional.empty(), shop.sender().name(), cart, recommended(Channel.ONSITE, person, cart));
        return new Shown(
                Channel.ONSITE.wire(),
                Text.withoutLinks(Template.parse(message.title()), values),
                Text.withoutLinks(Template.parse(message.body()), values),
                null,
                null,
                null);
    }

    private List<Line> recommended(Channel channel, UUID person, List<Line> cart) {
        var placement = channel == Channel.ONSITE ? "home" : channel.wire();
        return shelf.recommended(
                        placement, person, cart.stream().map(Line::itemId).toList(), RECOMMENDATIONS)
                .orElse(List.of());
    }

    private static String ledger(Contact contact) {
        return switch (contact) {
            case Contact.Allowed allowed -> "allowed";
            case Contact.Refused(var rule, var detail) -> rule;
            case Contact.None() -> "no-address";
            case Contact.Unreachable() -> "unreachable";
        };
    }

    /// Sends one message with a made-up name and products of the catalogue, or made-up ones while it is empty. Blocks.
    Result send(Campaign campaign, Channel channel, String to) {
        if (!campaign.content().channels().contains(channel))
            return new Result.Refused("the campaign says nothing by " + channel.wire());
        if (channel == Channel.EMAIL ? !to.matches("[^\\s<>@]+@[^\\s<>@]+") : !to.matches("[0-9][0-9-]{8,14}"))
            return new Result.Refused("to: expected an e-mail address or a phone number");
        var products = shelf.some(pool, SAMPLES).await().atMost(PATIENCE);
        var values = products.isEmpty()
                ? new Values(Optional.of("홍길동"), shop.sender().name(), SAMPLE_CART, SAMPLE_RECOMMENDATIONS)
                : new Values(Optional.of("홍길동"), shop.sender().name(), products, products);
        var id = UUID.randomUUID();
        return switch (carriers.of(channel).write(id, campaign, values, links.links(LinkToken.TRIAL))) {
            case Carrier.Written.Refused(var code, var text) -> new Result.Refused(code + ": " + text);
            case Carrier.Written.NotNow(var code) -> new Result.Unavailable(code);
            case Carrier.Written.Ready(var letter) ->
                result(carriers.of(channel).hand(id, letter, to.replace("-", channel == Channel.KAKAO ? "" : "-")));
        };
    }

    private static Result result(Handover handover) {
        return switch (handover) {
            case Handover.Sent() -> new Result.Sent();
            case Handover.Accepted accepted -> new Result.Sent();
            case Handover.Delivered() -> new Result.Sent();
            case Handover.Pending() -> new Result.Sent();
            case Handover.Refused(var code, var text, var gone) -> new Result.Refused(code + ": " + text);
            case Handover.NotNow(var code) -> new Result.Unavailable(code);
            case Handover.Unknown() -> new Result.Unavailable("it may have been sent");
            case Handover.Missing() -> new Result.Unavailable("it was not sent");
        };
    }

    private static Line sample(String id, String name, long price) {
        return new Line(
                id,
                name,
                BigDecimal.ONE,
                Optional.of(BigDecimal.valueOf(price)),
                Optional.empty(),
                "KRW",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
