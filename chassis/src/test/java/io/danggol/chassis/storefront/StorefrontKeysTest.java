package io.danggol.chassis.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorefrontKeysTest {
    @Test
    void aServiceThatHasNoneStartsAndLetsNobodyIn() {
        var keys = keys(Map.of());

        assertThat(keys.find("test-key")).isEmpty();
        assertThat(keys.anyAllows("https://shop.example")).isFalse();
    }

    @Test
    void aKeyIsFoundByItsWholeText() {
        var keys = keys(Map.of(
                "danggol.storefront.keys[0].key",
                "test-key",
                "danggol.storefront.keys[0].origins",
                "https://shop.example",
                "danggol.storefront.keys[1].key",
                "단골",
                "danggol.storefront.keys[1].kind",
                "secret"));

        assertThat(keys.find("test-key")).get().matches(key -> !key.secret());
        assertThat(keys.find("단골")).get().matches(StorefrontKey::secret);
        assertThat(keys.find("test-ke")).isEmpty();
        assertThat(keys.find("")).isEmpty();
        assertThat(keys.anyAllows("https://shop.example")).isTrue();
        assertThat(keys.anyAllows("https://shop.example.evil")).isFalse();
    }

    private static StorefrontKeys keys(Map<String, String> settings) {
        return new StorefrontKeys(new SmallRyeConfigBuilder()
                .withMapping(StorefrontConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(StorefrontConfig.class));
    }
}
