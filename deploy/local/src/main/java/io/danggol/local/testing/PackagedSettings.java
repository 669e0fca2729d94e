package io.danggol.local.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/// What a packaged service has to be told, for tests of the jar or the executable; beside [SuiteServers]. Bearer tokens
/// are those that the test signs. For its class alone: what is global holds for all tests of a module.
public final class PackagedSettings implements QuarkusTestResourceLifecycleManager {
    /// The public write key, allowed from everywhere on this machine.
    public static final String KEY = "test-key";

    @Override
    public Map<String, String> start() {
        var keys = keys();
        return Map.of(
                "danggol.identity.key", "an-identity-key-for-tests-only-0123456789",
                "danggol.shop.secret", "a-shop-secret-for-tests-only-0123456789abcdef",
                "danggol.encryption.keys", "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                "danggol.storefront.keys[0].key", KEY,
                "danggol.storefront.keys[0].origins", "http://localhost:*",
                "danggol.log.max-block-millis", "5000",
                "quarkus.oidc.auth-server-url", "",
                "quarkus.oidc.public-key", base64(keys.getPublic()),
                "smallrye.jwt.sign.key", base64(keys.getPrivate()),
                "quarkus.oidc-client.client-enabled", "false");
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /// Nothing was started.
    @Override
    public void stop() {}
}
