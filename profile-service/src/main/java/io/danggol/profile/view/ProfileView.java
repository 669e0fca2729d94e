package io.danggol.profile.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.danggol.contracts.ProfileMessage.CartItem;
import io.danggol.contracts.ProfileMessage.CategoryShare;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What staff see of a person: no name and no address.
///
/// @param customerId null until the shop or a customer token brought it here in clear
/// @param consents by purpose `granted`, `withdrawn` or `unknown`, or by channel where the purpose has channels
/// @param restricted whether the person had the use of their data restricted
@JsonInclude(JsonInclude.Include.ALWAYS)
record ProfileView(
        UUID id,
        String customerId,
        List<String> visitorIds,
        List<UUID> aliases,
        Instant firstSeenAt,
        Instant lastSeenAt,
        Traits traits,
        Map<String, Object> consents,
        boolean restricted) {

    /// Facts folded from the events that personalisation may use.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Traits(
            int orders,
            BigDecimal totalSpent,
            BigDecimal averageOrderValue,
            String currency,
            Instant lastOrderAt,
            List<CategoryShare> favouriteCategories,
            String priceBand,
            String channel,
            String device,
            List<CartItem> cart) {

        static Traits of(io.danggol.contracts.ProfileMessage.Traits it) {
            return new Traits(
                    it.orders(),
                    it.totalSpent(),
                    it.averageOrderValue(),
                    it.currency(),
                    it.lastOrderAt(),
                    it.favouriteCategories(),
                    it.priceBand(),
                    it.channel(),
                    it.device(),
                    it.cart());
        }
    }
}
