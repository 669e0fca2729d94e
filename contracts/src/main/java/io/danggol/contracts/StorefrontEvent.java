package io.danggol.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One thing that a shopper did, as tracking-service accepted it: canonical, masked, never edited. (`source`, `id`) is
/// unique.
///
/// @param id the sender's id, at most 64 characters; the CloudEvent's id
/// @param source who sent it: `browser` or `server`
/// @param name a GA4 name, one of ours, or `custom.<name>`
/// @param visitorId the browser; null for a server's event that names only a customer
/// @param customer keyed hash of the customer id that a token or the shop's server proved; else null
/// @param sessionNumber 1 for the browser's first visit; null when unknown
/// @param occurredAt when it happened, corrected by the sender's clock error, never after `receivedAt`
/// @param receivedAt when tracking-service got it
/// @param value Σ price × quantity without shipping and tax, not negative; null when not given
/// @param items the products concerned, at most 200; empty if none
/// @param params the documented extra parameters that this event carries (`transaction_id`, `search_term`, `coupon`, …)
public record StorefrontEvent(
        String id,
        String source,
        String name,
        String visitorId,
        String customer,
        String sessionId,
        Integer sessionNumber,
        Instant occurredAt,
        Instant receivedAt,
        Consent consent,
        Context context,
        String currency,
        BigDecimal value,
        List<Item> items,
        Map<String, Object> params) {
    public static final String TYPE = "io.danggol.tracking.event-accepted.v1";

    public static final String BROWSER = "browser";
    public static final String SERVER = "server";

    /// What the shopper had agreed to when it happened.
    ///
    /// @param analytics true on every event of the log
    /// @param personalization whether traits and recommendations may use it
    public record Consent(boolean analytics, boolean personalization) {}

    /// Where it happened. All may be null.
    ///
    /// @param pageUrl cut to origin, path, UTM and click ids
    /// @param channel acquisition channel of the visit: `direct, google, naver, kakao, facebook, email, …`
    /// @param device `mobile`, `tablet` or `desktop`
    public record Context(
            String pageUrl, String pageTitle, String referrer, String locale, Utm utm, String channel, String device) {}

    /// Campaign parameters of the landing page. All may be null.
    public record Utm(String source, String medium, String campaign, String term, String content) {}

    /// A product of an event, by GA4's names. All but `itemId` may be null.
    ///
    /// @param itemCategory the top level; `itemCategory2` to `itemCategory5` go deeper
    /// @param price of one piece, not negative
    /// @param quantity pieces; absent means 1
    public record Item(
            @JsonProperty("item_id") String itemId,
            @JsonProperty("item_name") String itemName,
            @JsonProperty("item_brand") String itemBrand,
            @JsonProperty("item_variant") String itemVariant,
            @JsonProperty("item_category") String itemCategory,
            @JsonProperty("item_category2") String itemCategory2,
            @JsonProperty("item_category3") String itemCategory3,
            @JsonProperty("item_category4") String itemCategory4,
            @JsonProperty("item_category5") String itemCategory5,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal discount,
            String coupon,
            Integer index) {}
}
