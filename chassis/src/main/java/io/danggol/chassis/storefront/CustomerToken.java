package io.danggol.chassis.storefront;

/// What a customer token turned out to be.
public sealed interface CustomerToken {
    record Proven(String customerId) implements CustomerToken {}

    /// Rightly signed, but its time is over.
    record Expired() implements CustomerToken {}

    /// Not signed with the shop's secret, or not what such a token has to be.
    record Forged() implements CustomerToken {}
}
