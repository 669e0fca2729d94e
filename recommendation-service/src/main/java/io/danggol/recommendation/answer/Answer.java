package io.danggol.recommendation.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/// What is answered.
///
/// @param recommendationId to be sent back with what became of it
/// @param strategy the one that chose the first item; null without items
/// @param personalized whether something was known of the shopper that could be used
@JsonInclude(JsonInclude.Include.ALWAYS)
record Answer(UUID recommendationId, String placement, String strategy, boolean personalized, List<Item> items) {
    /// One product. Null: the shop did not say.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Item(
            @JsonProperty("item_id") String itemId,
            @JsonProperty("item_name") String itemName,
            @JsonProperty("item_brand") String itemBrand,
            @JsonProperty("item_category") String itemCategory,
            String url,
            String imageUrl,
            BigDecimal price,
            BigDecimal salePrice,
            String currency,
            double score,
            String strategy,
            Reason reason) {}

    /// Why: a code, a sentence, and what the score was made of.
    record Reason(String code, String text, List<JsonNode> evidence) {}
}
