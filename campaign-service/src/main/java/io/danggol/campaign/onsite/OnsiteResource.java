package io.danggol.campaign.onsite;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.danggol.campaign.CampaignConfig;
import io.danggol.campaign.ShopConfig;
import io.danggol.campaign.audience.BrowserFlags;
import io.danggol.campaign.audience.Consents;
import io.danggol.campaign.audience.Decided;
import io.danggol.campaign.audience.Memberships;
import io.danggol.campaign.audience.Profiles;
import io.danggol.campaign.content.Field;
import io.danggol.campaign.content.Line;
import io.danggol.campaign.content.Template;
import io.danggol.campaign.content.Text;
import io.danggol.campaign.content.Values;
import io.danggol.campaign.onsite.OnsiteEligibility.Look;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.Content;
import io.danggol.campaign.products.Shelf;
import io.danggol.chassis.identity.Identities;
import io.danggol.chassis.problem.Refusal;
import io.danggol.chassis.storefront.Storefront;
import io.danggol.chassis.storefront.StorefrontCall;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Messages for the page that a visitor looks at.
///
/// With a customer token they know the person; without one only the browser, by what it did since its last login or
/// logout: that is what its own profile holds.
@Path("/v1/onsite-messages")
@Storefront
@PermitAll
class OnsiteResource {
    /// What the page gets.
    record Answer(List<Item> items) {}

    /// One message.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Item(
            String campaignId,
            String form,
            String title,
            String body,
            List<Content.Action> actions,
            List<Recommended> recommendations) {}

    /// A recommended product with its reason.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Recommended(
            String item_id,
            String item_name,
            BigDecimal price,
            String currency,
            String url,
            String imageUrl,
            String reason) {
        static Recommended of(Line line) {
            return new Recommended(
                    line.itemId(),
                    line.name(),
                    line.price().orElse(null),
                    line.currency(),
                    line.url().orElse(null),
                    line.imageUrl().orElse(null),
                    line.reason().orElse(null));
        }
    }

    private record Viewer(Look look, List<Line> cart) {}

    private static final class BadParameter extends Refusal {
        BadParameter(String detail) {
            super(400, "invalid-parameter", "A parameter is not as expected", detail);
        }
    }

    private final OnsiteMessages messages;
    private final Impressions impressions;
    private final Identities identities;
    private final StorefrontCall call;
    private final Profiles profiles;
    private final Consents consents;
    private final BrowserFlags flags;
    private final Memberships memberships;
    private final Shelf shelf;
    private final ShopConfig shop;
    private final CampaignConfig config;
    private final Pool pool;
    private final Clock clock;

    OnsiteResource(
            OnsiteMessages messages,
            Impressions impressions,
            Identities identities,
            StorefrontCall call,
            Profiles profiles,
            Consents consents,
            BrowserFlags flags,
            Memberships memberships,
            Shelf shelf,
            ShopConfig shop,
            CampaignConfig config,
            Pool pool,
            Clock clock) {
        this.messages = messages;
        this.impressions = impressions;
        this.identities = identities;
        this.call = call;
        this.profiles = profiles;
        this.consents = consents;
        this.flags = flags;
        this.memberships = memberships;
        this.shelf = shelf;
        this.shop = shop;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
    }

    @GET
    public Uni<Answer> messages(
            @QueryParam("visitorId") String visitorId,
            @QueryParam("pageUrl") @DefaultValue("") String pageUrl,
            @QueryParam("trigger") @DefaultValue("") String trigger) {
        if (visitorId == null || visitorId.isBlank() || visitorId.length() > 64)
            throw new BadParameter("visitorId: expected 1 to 64 characters");
        if (pageUrl.length() > 2_048 || trigger.length() > 64)
            throw new BadParameter("pageUrl, trigger: expected at most 2,048 and 64 characters");
        return messages.running()
                .chain(running -> running.isEmpty()
                        ? Uni.createFrom().item(new Answer(List.of()))
                        : person(visitorId)
                                .chain(person -> viewer(person, visitorId, pageUrl, trigger))
                                .chain(viewer -> show(running, viewer)));
    }

    private Uni<UUID> person(String visitorId) {
        return call.customerId()
                .map(customer ->
                        profiles.resolve(pool, identities.profileOfCustomer(identities.customerHash(customer))))
                .orElseGet(() -> Uni.createFrom().item(identities.profileOfVisitor(visitorId)));
    }

    private Uni<Viewer> viewer(UUID person, String visitorId, String pageUrl, String trigger) {
        var one = List.of(person);
        return personalizes(person, visitorId).chain(personalizes -> {
            if (!personalizes)
                return Uni.createFrom()
                        .item(new Viewer(new Look(person, false, Set.of(), true, pageUrl, trigger), List.of()));
            return memberships
                    .of(pool, one)
                    .chain(segments -> shelf.carts(pool, one).map(carts -> {
                        var cart = carts.getOrDefault(person, List.of());
                        return new Viewer(
                                new Look(
                                        person,
                                        true,
                                        segments.getOrDefault(person, Set.of()),
                                        cart.isEmpty(),
                                        pageUrl,
                                        trigger),
                                cart);
                    }));
        });
    }

    /// The ledger's latest decision, else what the browser said with its latest event.
    private Uni<Boolean> personalizes(UUID person, String visitorId) {
        return consents.of(pool, List.of(person))
                .chain(states -> Decided.personalizes(states.getOrDefault(person, List.of()), visitorId)
                        .map(decided -> Uni.createFrom().item(decided))
                        .orElseGet(() -> flags.personalizes(pool, person, visitorId)));
    }

    private Uni<Answer> show(List<Campaign> running, Viewer viewer) {
        var now = clock.instant();
        var fitting = running.stream()
                .filter(campaign -> OnsiteEligibility.fits(campaign, viewer.look(), now))
                .toList();
        return Multi.createFrom()
                .iterable(fitting)
                .onItem()
                .transformToUniAndConcatenate(campaign -> impressions
                        .take(campaign, viewer.look().person(), now)
                        .chain(taken -> taken
                                ? item(campaign, viewer)
                                : Uni.createFrom().nullItem()))
                .collect()
                .asList()
                .map(Answer::new);
    }

    private Uni<Item> item(Campaign campaign, Viewer viewer) {
        var message = campaign.content().onsite().orElseThrow();
        var named = OnsiteEligibility.fields(message);
        var wanted = message.placement().isPresent() || named.stream().anyMatch(Field::ofRecommendations);
        var recommended = wanted && viewer.look().personalizes()
                ? recommended(message.placement().orElse("home"), viewer)
                : Uni.createFrom().item(List.<Line>of());
        return recommended.map(lines -> {
            var values = new Values(Optional.empty(), shop.sender().name(), viewer.cart(), lines);
            return new Item(
                    campaign.key(),
                    message.form().name().toLowerCase(Locale.ROOT),
                    Text.withoutLinks(Template.parse(message.title()), values),
                    Text.withoutLinks(Template.parse(message.body()), values),
                    message.actions().stream()
                            .map(action -> new Content.Action(
                                    Text.withoutLinks(Template.parse(action.text()), values), action.url()))
                            .toList(),
                    lines.stream().map(Recommended::of).toList());
        });
    }

    /// Without an answer the message shows without products.
    private Uni<List<Line>> recommended(String placement, Viewer viewer) {
        return Uni.createFrom()
                .item(() -> shelf.recommended(
                                placement,
                                viewer.look().person(),
                                viewer.cart().stream().map(Line::itemId).toList(),
                                config.recommendations())
                        .orElse(List.of()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
