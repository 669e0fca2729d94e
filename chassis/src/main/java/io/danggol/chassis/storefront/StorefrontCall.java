package io.danggol.chassis.storefront;

import io.quarkus.security.ForbiddenException;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;

/// Who makes the current [Storefront] or [StorefrontOrBearer] call.
@RequestScoped
public class StorefrontCall {
    private final CustomerTokens tokens;
    private StorefrontKey key;
    private String customerId;
    private Set<String> roles = Set.of();

    StorefrontCall(CustomerTokens tokens) {
        this.tokens = tokens;
    }

    /// @param token proves the customer; null where there is none
    void identify(StorefrontKey key, String token) {
        this.key = key;
        this.customerId = token == null ? null : tokens.prove(token);
    }

    void identify(Set<String> roles) {
        this.roles = roles;
    }

    /// The write key of a storefront; empty when the call came with a bearer token instead.
    public Optional<StorefrontKey> key() {
        return Optional.ofNullable(key);
    }

    /// Takes in the customer token that came as a field of the body, where there is one and a storefront calls; ends
    /// the call with 401 if it proves nobody. Who a header proves stays.
    public void takeToken(String field) {
        if (field == null || key == null) return;
        var proven = tokens.prove(field);
        if (customerId == null) customerId = proven;
    }

    /// The customer id that a valid customer token proves.
    public Optional<String> customerId() {
        return Optional.ofNullable(customerId);
    }

    /// The customer id that a valid customer token proves; without one the call ends with 401.
    public String requireCustomer() {
        return customerId().orElseThrow(StorefrontRefusal.NoToken::new);
    }

    /// Whether the bearer token of the call carries one of these roles; false for a call with a write key.
    public boolean has(String... anyOf) {
        return Set.of(anyOf).stream().anyMatch(roles::contains);
    }

    /// Ends a call that came with a bearer token but with none of these roles with 403; lets one with a write key
    /// pass.
    public void require(String... anyOf) {
        if (key == null && !has(anyOf)) throw new ForbiddenException();
    }
}
