package io.danggol.chassis.bearer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.security.identity.SecurityIdentity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;

/// Who the bearers of some verified tokens are, by the tokens' digests: a token that comes a thousand times a second
/// has its signature checked once a minute.
final class VerifiedTokens {
    static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final Cache<ByteBuffer, Entry> bearers;

    private record Entry(SecurityIdentity bearer, Duration life) {}

    VerifiedTokens(Ticker ticker) {
        bearers = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(ticker)
                .executor(Runnable::run)
                .expireAfter(Expiry.<ByteBuffer, Entry>writing((_, entry) -> entry.life()))
                .build();
    }

    /// The bearer of a token that was kept and is still valid.
    Optional<SecurityIdentity> bearer(String token) {
        return Optional.ofNullable(bearers.getIfPresent(digest(token))).map(Entry::bearer);
    }

    /// @param life how long the token is still valid
    void keep(String token, SecurityIdentity bearer, Duration life) {
        if (!life.isPositive()) return;
        bearers.put(digest(token), new Entry(bearer, life.compareTo(LONGEST) < 0 ? life : LONGEST));
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
