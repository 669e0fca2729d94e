package io.danggol.local.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// What a packaged service has to be told, for tests of the jar or the executable; beside [SuiteServers]. Nobody checks
/// bearer tokens, so calls of staff are refused. For its class alone: what is global holds for all tests of a module.
public final class PackagedSettings implements QuarkusTestResourceLifecycleManager {
    /// The public write key, allowed from everywhere on this machine.
    public static final String KEY = "test-key";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "danggol.identity.key", "an-identity-key-for-tests-only-0123456789",
                "danggol.shop.secret", "a-shop-secret-for-tests-only-0123456789abcdef",
                "danggol.encryption.keys", "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                "danggol.storefront.keys[0].key", KEY,
                "danggol.storefront.keys[0].origins", "http://localhost:*",
                "danggol.log.max-block-millis", "5000",
                "quarkus.oidc.tenant-enabled", "false",
                "quarkus.oidc-client.client-enabled", "false");
    }

    /// Nothing was started.
    @Override
    public void stop() {}
}
