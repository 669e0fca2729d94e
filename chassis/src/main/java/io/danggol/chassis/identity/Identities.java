package io.danggol.chassis.identity;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The keyed hashes by which people are known outside profile-service. Every service derives the same ones from
/// `danggol.identity.key`.
@Singleton
public class Identities {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public Identities(@ConfigProperty(name = "danggol.identity.key") String key) {
        if (key.length() < 32) {
            throw new IllegalArgumentException(
                    "danggol.identity.key: " + key.length() + " characters (expected: >= 32)");
        }
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /// The keyed hash of a customer id, 64 lower-case hexadecimal digits.
    public String customerHash(String customerId) {
        return hash("customer:" + customerId);
    }

    /// The keyed hash of a visitor id, 64 lower-case hexadecimal digits.
    public String visitorHash(String visitorId) {
        return hash("visitor:" + visitorId);
    }

    /// The profile of the customer with this hash.
    public UUID profileOfCustomer(String customerHash) {
        return uuid(customerHash);
    }

    /// The profile of a browser that belongs to no customer.
    public UUID profileOfVisitor(String visitorId) {
        return uuid(visitorHash(visitorId));
    }

    private String hash(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A version 8 UUID (RFC 9562) of the hash's first 122 free bits.
    private static UUID uuid(String hash) {
        var bits = ByteBuffer.wrap(HexFormat.of().parseHex(hash, 0, 32));
        var high = (bits.getLong() & ~0xf000L) | 0x8000L;
        var low = (bits.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
