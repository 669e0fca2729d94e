package io.danggol.campaign.products;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/// The call of recommendation-service that a message needs.
@Path("/v1/recommendations")
@RegisterRestClient(configKey = "recommendation-service")
@OidcClientFilter
interface RecommendationService {
    /// What it recommends, best first.
    record Answer(String recommendationId, List<Item> items) {}

    /// A product with the reason for it.
    record Item(
            @JsonProperty("item_id") String itemId,
            @JsonProperty("item_name") String itemName,
            String url,
            String imageUrl,
            BigDecimal price,
            BigDecimal salePrice,
            String currency,
            Reason reason) {}

    /// Why, in Korean.
    record Reason(String code, String text) {}

    @GET
    Answer recommendations(
            @QueryParam("placement") String placement,
            @QueryParam("profileId") UUID profileId,
            @QueryParam("exclude") String exclude,
            @QueryParam("limit") int limit);
}
