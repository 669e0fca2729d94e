package io.danggol.shop.crowd;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something that one of the crowd did.
///
/// @param age how long before the past's end it happened; above zero
/// @param customerId who was logged in on that device
/// @param path of the page where it happened
/// @param channel what brought the visit; only its first event tells
/// @param items the products concerned; empty for none
public record PastEvent(
        String id,
        String name,
        Shopper shopper,
        Duration age,
        String visitorId,
        String sessionId,
        int sessionNumber,
        Optional<String> customerId,
        String path,
        Optional<Channel> channel,
        List<Item> items,
        Map<String, String> params) {

    /// Some pieces of a product at its price, in won.
    public record Item(String productId, int pieces, long price) {
        long sum() {
            return pieces * price;
        }
    }

    /// Σ price × pieces, in won.
    public long value() {
        return items.stream().mapToLong(Item::sum).sum();
    }
}
