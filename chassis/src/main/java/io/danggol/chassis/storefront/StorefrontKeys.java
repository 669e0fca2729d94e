package io.danggol.chassis.storefront;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/// The deployment's write keys.
@Singleton
public class StorefrontKeys {
    private final List<StorefrontKey> keys;

    StorefrontKeys(StorefrontConfig config) {
        keys = config.keys().stream()
                .map(key -> StorefrontKey.of(
                        key.key(),
                        key.kind() == StorefrontConfig.Kind.SECRET,
                        key.origins().orElse(List.of())))
                .toList();
    }

    /// The key, found in time that does not depend on how much of it is right.
    public Optional<StorefrontKey> find(String key) {
        var asked = key.getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .filter(known -> MessageDigest.isEqual(known.key().getBytes(StandardCharsets.UTF_8), asked))
                .findFirst();
    }

    boolean anyAllows(String origin) {
        return keys.stream().anyMatch(key -> key.allows(origin));
    }
}
