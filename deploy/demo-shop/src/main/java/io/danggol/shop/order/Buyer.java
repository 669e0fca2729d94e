package io.danggol.shop.order;

/// Who placed an order, and what that browser allowed when it did.
///
/// @param customerId null for a guest
/// @param visitorId the SDK's id of the browser; null when the page did not know it
public record Buyer(String customerId, String visitorId, boolean analytics, boolean personalization) {}
