package io.danggol.tracking.event;

import io.danggol.contracts.StorefrontEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// An event that has the right shape: typed and masked, but its customer unproven, its time uncorrected, its addresses
/// uncut. What is absent is null.
///
/// @param customerToken who the browser says is logged in, signed by the shop
/// @param customerId who the shop's server says it was; null from a browser
/// @param email the same by e-mail address; must not leave this service but to profile-service. Likewise `phone`
/// @param analytics whether the visitor allows it to be collected; false when nothing is said
public record Draft(
        String id,
        String name,
        String visitorId,
        String sessionId,
        Integer sessionNumber,
        Instant occurredAt,
        Instant sentAt,
        String customerToken,
        String customerId,
        String email,
        String phone,
        boolean analytics,
        boolean personalization,
        Scene scene,
        String currency,
        BigDecimal value,
        List<StorefrontEvent.Item> items,
        Map<String, Object> params) {

    /// Where it happened; the addresses are uncut.
    public record Scene(String pageUrl, String pageTitle, String referrer, String locale, StorefrontEvent.Utm utm) {}

    /// Says nothing of whom it is about.
    @Override
    public String toString() {
        return "Draft[id=" + id + ", name=" + name + "]";
    }
}
