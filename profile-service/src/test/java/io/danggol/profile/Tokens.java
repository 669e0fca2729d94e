package io.danggol.profile;

import io.restassured.http.Header;
import io.smallrye.jwt.build.Jwt;
import java.time.Instant;
import org.eclipse.microprofile.config.ConfigProvider;

/// Customer tokens as the shop's server signs them, and the storefront's key.
public final class Tokens {
    private Tokens() {}

    public static Header key() {
        return new Header("X-Danggol-Key", "test-key");
    }

    public static Header customer(String customerId) {
        var secret = ConfigProvider.getConfig().getValue("danggol.shop.secret", String.class);
        return new Header(
                "X-Danggol-Customer",
                Jwt.subject(customerId)
                        .expiresAt(Instant.now().plusSeconds(600))
                        .signWithSecret(secret));
    }
}
