package io.danggol.recommendation.proof;

import io.danggol.chassis.storefront.Storefront;
import io.danggol.recommendation.RecommendationConfig;
import io.danggol.recommendation.Refusals;
import io.danggol.recommendation.knowledge.Knowledge;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;

/// How many people bought a product lately. Small numbers are not told: they would say who.
@Path("/v1/social-proof")
@Storefront
class SocialProofResource {
    /// @param buyers different people whose order still stands
    /// @param within how far back they are counted, ISO 8601
    record SocialProof(int buyers, String within) {}

    private final Knowledge knowledge;
    private final Clock clock;
    private final RecommendationConfig.SocialProof config;
    private final boolean browsers;

    SocialProofResource(
            Knowledge knowledge,
            Clock clock,
            RecommendationConfig config,
            @ConfigProperty(name = "danggol.orders.trust", defaultValue = "server") String trust) {
        this.knowledge = knowledge;
        this.clock = clock;
        this.config = config.socialProof();
        this.browsers = trust.equals("browser");
    }

    @GET
    @APIResponse(responseCode = "200", description = "How many")
    @APIResponse(responseCode = "404", description = "Fewer than may be told")
    public SocialProof get(@RestQuery String itemId) {
        if (itemId == null || itemId.isBlank()) throw new Refusals.InvalidParameter("itemId", "expected: an item id");
        var since = clock.instant().minus(config.within());
        var buyers = knowledge.read(
                () -> knowledge.orders().buyersOf(knowledge.items().find(itemId), since, browsers));
        if (buyers < config.floor()) throw new Refusals.NotFound("number that could be told");
        return new SocialProof(buyers, iso(config.within()));
    }

    /// `P3D` rather than the `PT72H` of [Duration].
    private static String iso(Duration span) {
        return span.equals(Duration.ofDays(span.toDays())) ? "P" + span.toDays() + "D" : span.toString();
    }
}
