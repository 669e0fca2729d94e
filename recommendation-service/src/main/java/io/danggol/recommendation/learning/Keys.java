package io.danggol.recommendation.learning;

import io.danggol.chassis.identity.Identities;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The numbers under which visitors, visits, events and orders are known in memory. None is 0.
@Singleton
public class Keys {
    private final Identities identities;

    Keys(Identities identities) {
        this.identities = identities;
    }

    /// The browser with this visitor id; 0 if it is null.
    public long browser(String visitorId) {
        return visitorId == null ? 0 : ofHash(identities.visitorHash(visitorId));
    }

    /// The first 64 bits of a keyed hash in hexadecimal digits, as the log carries them.
    public static long ofHash(String hash) {
        return orOne(HexFormat.fromHexDigitsToLong(hash, 0, 16));
    }

    /// A number for the text made of `parts`, for lack of collisions by SHA-256.
    static long of(String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
                digest.update(bytes);
            }
            return orOne(ByteBuffer.wrap(digest.digest()).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long orOne(long key) {
        return key == 0 ? 1 : key;
    }
}
