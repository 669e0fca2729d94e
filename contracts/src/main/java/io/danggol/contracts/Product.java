package io.danggol.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// A product of the shop's catalogue. All but `itemId` may be null.
///
/// @param price the regular price of one piece
/// @param salePrice what it costs now, if less
/// @param stock pieces that can be sold; null when the shop does not say (it counts as in stock)
/// @param variantOf item id of the product whose variant this is
/// @param accessoriesOf item ids of the products that this one goes with
public record Product(
        @JsonProperty("item_id") String itemId,
        @JsonProperty("item_name") String itemName,
        @JsonProperty("item_brand") String itemBrand,
        @JsonProperty("item_category") String itemCategory,
        @JsonProperty("item_category2") String itemCategory2,
        @JsonProperty("item_category3") String itemCategory3,
        BigDecimal price,
        BigDecimal salePrice,
        String currency,
        Long stock,
        String url,
        String imageUrl,
        String variantOf,
        Map<String, Object> attributes,
        List<String> accessoriesOf,
        Boolean adult) {
    public static final String TYPE = "io.danggol.recommendation.product-changed.v1";
}
