package io.danggol.shop.suite;

import com.fasterxml.jackson.databind.JsonNode;

/// One request from the shop's server to a service of the suite.
///
/// @param path with its leading slash
/// @param onBehalfOf the customer whose token goes with it, as a storefront call; null for a call of the shop's server
/// in the role `ingest`
/// @param body null for none
public record Call(Service service, String method, String path, String onBehalfOf, JsonNode body) {
    /// The services that the shop's server talks to.
    public enum Service {
        TRACKING,
        PROFILE,
        RECOMMENDATION
    }

    /// A call in the role `ingest`.
    public static Call ofTheShop(Service service, String method, String path, JsonNode body) {
        return new Call(service, method, path, null, body);
    }

    /// A call that a customer makes of the shop's server.
    public static Call of(String customerId, Service service, String method, String path, JsonNode body) {
        return new Call(service, method, path, customerId, body);
    }
}
