package io.danggol.chassis.storefront;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A write key, and where browsers may use it.
///
/// @param secret whether its events are those of the shop's server
/// @param origins patterns in which `*` stands for any run of characters
public record StorefrontKey(String key, boolean secret, List<Pattern> origins) {

    static StorefrontKey of(String key, boolean secret, List<String> origins) {
        return new StorefrontKey(
                key, secret, origins.stream().map(StorefrontKey::glob).toList());
    }

    boolean allows(String origin) {
        return origins.stream().anyMatch(pattern -> pattern.matcher(origin).matches());
    }

    private static Pattern glob(String pattern) {
        return Pattern.compile(
                Stream.of(pattern.strip().split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    @Override
    public String toString() {
        return "StorefrontKey[secret=" + secret + "]";
    }
}
