package io.danggol.chassis.storefront;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Optional;

/// The write keys of the deployment.
@ConfigMapping(prefix = "danggol.storefront")
public interface StorefrontConfig {
    /// The write keys that storefronts and the shop's servers use.
    List<Key> keys();

    interface Key {
        @NotBlank
        String key();

        /// A `public` key stands in web pages; a `secret` one makes its events those of a server.
        @WithDefault("public")
        Kind kind();

        /// Origins that browsers may use a public key from, such as `https://shop.example`; `*` stands for any
        /// run of characters.
        Optional<List<String>> origins();
    }

    enum Kind {
        PUBLIC,
        SECRET
    }
}
