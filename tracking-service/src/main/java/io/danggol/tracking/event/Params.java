package io.danggol.tracking.event;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The parameters that an event may carry beside its fields; all others are left out of the log.
final class Params {
    static final String TRANSACTION_ID = "transaction_id";

    /// How a parameter is read.
    enum Kind {
        /// Kept as it is.
        ID,
        /// Masked.
        TEXT,
        NUMBER,
        UNLISTED
    }

    private static final Set<String> IDS = Set.of(
            TRANSACTION_ID,
            "coupon",
            "recommendation_id",
            "campaign_id",
            "message_id",
            "promotion_id",
            "item_list_id",
            "store_id",
            "receipt_id",
            "content_id");

    private static final Set<String> TEXTS = Set.of(
            "search_term",
            "affiliation",
            "payment_type",
            "shipping_tier",
            "item_list_name",
            "promotion_name",
            "creative_name",
            "creative_slot",
            "method",
            "content_type",
            "placement",
            "strategy",
            "reason",
            "channel",
            "step",
            "variant",
            "form");

    private static final Set<String> NUMBERS = Set.of(
            "part",
            "parts",
            "tax",
            "shipping",
            "discount",
            "rating",
            "percent_scrolled",
            "engagement_time_msec",
            "search_results",
            "position");

    private static final Map<String, Kind> KINDS = Stream.of(
                    IDS.stream().map(name -> Map.entry(name, Kind.ID)),
                    TEXTS.stream().map(name -> Map.entry(name, Kind.TEXT)),
                    NUMBERS.stream().map(name -> Map.entry(name, Kind.NUMBER)))
            .flatMap(kinds -> kinds)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Params() {}

    static Kind kindOf(String name) {
        return KINDS.getOrDefault(name, Kind.UNLISTED);
    }
}
