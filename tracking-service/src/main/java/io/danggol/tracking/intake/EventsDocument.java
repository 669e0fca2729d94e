package io.danggol.tracking.intake;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The body of a call as the OpenAPI document shows it. It is not read into this, as one wrong field must not cost its
/// batch.
@Schema(name = "Events")
record EventsDocument(
        @Schema(required = true, maxItems = 50) List<Event> events) {

    record Event(
            @Schema(required = true, maxLength = 64) String id,

            @Schema(required = true, maxLength = 64, description = "a GA4 name, one of ours, or custom.<name>")
            String name,

            @Schema(maxLength = 64, description = "required from browsers")
            String visitorId,

            @Schema(maxLength = 64) String sessionId,
            @Schema(minimum = "1") Integer sessionNumber,
            @Schema(description = "now when absent") OffsetDateTime occurredAt,

            @Schema(description = "by the same clock as occurredAt, which it corrects")
            OffsetDateTime sentAt,

            @Schema(description = "JWT by which the shop's server vouches for the customer")
            String customerToken,

            @Schema(description = "from servers only") String customerId,

            @Schema(description = "from servers only; resolved at once, never stored")
            String email,

            @Schema(description = "from servers only; resolved at once, never stored")
            String phone,

            Consent consent,
            Context context,

            @Schema(pattern = "[A-Z]{3}", defaultValue = "KRW")
            String currency,

            @Schema(minimum = "0") BigDecimal value,
            @Schema(maxItems = 200) List<Item> items,
            @Schema(type = SchemaType.OBJECT) Map<String, Object> params) {}

    record Consent(boolean analytics, boolean personalization) {}

    record Context(String pageUrl, String pageTitle, String referrer, String locale, Utm utm) {}

    record Utm(String source, String medium, String campaign, String term, String content) {}

    record Item(
            @Schema(required = true) String item_id,
            String item_name,
            String item_brand,
            String item_variant,
            String item_category,
            String item_category2,
            String item_category3,
            String item_category4,
            String item_category5,
            @Schema(minimum = "0") BigDecimal price,
            @Schema(minimum = "0", defaultValue = "1") BigDecimal quantity,
            @Schema(minimum = "0") BigDecimal discount,
            String coupon,
            Integer index) {}
}
