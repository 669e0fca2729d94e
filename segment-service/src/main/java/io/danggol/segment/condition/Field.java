package io.danggol.segment.condition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What of an event a condition can ask about.
///
/// @param name as written in JSON: a GA4 name, or `params.<name>` for a parameter that is not listed here
public record Field(String name, Part part, ValueType type) {

    /// Where the values are found.
    public enum Part {
        /// In each of the event's items; predicates on items must hold of one and the same item.
        ITEM,
        /// In the event itself.
        EVENT,
        /// In the event's context.
        CONTEXT,
        /// In the event's parameters.
        PARAM
    }

    /// Any level of a product's category.
    public static final String CATEGORY = "item_category";

    private static final String PARAM_PREFIX = "params.";
    private static final int LONGEST_PARAM = 64;
    private static final Map<String, Field> KNOWN = new LinkedHashMap<>();

    static {
        Stream.of("item_id", "item_name", "item_brand", "item_variant", CATEGORY)
                .forEach(name -> add(name, Part.ITEM, ValueType.TEXT));
        Stream.of("price", "quantity").forEach(name -> add(name, Part.ITEM, ValueType.NUMBER));
        add("value", Part.EVENT, ValueType.NUMBER);
        Stream.of("currency", "source").forEach(name -> add(name, Part.EVENT, ValueType.TEXT));
        add("session_number", Part.CONTEXT, ValueType.NUMBER);
        Stream.of(
                        "channel",
                        "device",
                        "page_url",
                        "page_title",
                        "referrer",
                        "utm_source",
                        "utm_medium",
                        "utm_campaign",
                        "utm_term",
                        "utm_content")
                .forEach(name -> add(name, Part.CONTEXT, ValueType.TEXT));
        Stream.of(
                        "search_term",
                        "transaction_id",
                        "coupon",
                        "recommendation_id",
                        "campaign_id",
                        "item_list_id",
                        "item_list_name",
                        "promotion_id",
                        "promotion_name",
                        "payment_type",
                        "shipping_tier",
                        "method",
                        "affiliation",
                        "content_type")
                .forEach(name -> add(name, Part.PARAM, ValueType.TEXT));
        Stream.of("shipping", "tax", "percent_scrolled", "engagement_time_msec")
                .forEach(name -> add(name, Part.PARAM, ValueType.NUMBER));
    }

    private static void add(String name, Part part, ValueType type) {
        KNOWN.put(name, new Field(name, part, type));
    }

    /// The field of that name; empty if there is none.
    public static Optional<Field> named(String name) {
        if (name.startsWith(PARAM_PREFIX)
                && name.length() > PARAM_PREFIX.length()
                && name.length() <= PARAM_PREFIX.length() + LONGEST_PARAM) {
            return Optional.of(new Field(name, Part.PARAM, ValueType.ANY));
        }
        return Optional.ofNullable(KNOWN.get(name));
    }

    /// The parameter's own name, without the prefix.
    public String param() {
        return name.startsWith(PARAM_PREFIX) ? name.substring(PARAM_PREFIX.length()) : name;
    }
}
