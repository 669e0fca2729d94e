package io.danggol.profile.customer;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Keyed hashes by which an address is found without being readable: HMAC-SHA-256 under `danggol.identity.key`.
@Singleton
public class BlindIndex {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    BlindIndex(@ConfigProperty(name = "danggol.identity.key") String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /// @param email in the form of [Addresses#email]
    public byte[] ofEmail(String email) {
        return hash("email:" + email);
    }

    /// @param phone in the form of [Addresses#phone]
    public byte[] ofPhone(String phone) {
        return hash("phone:" + phone);
    }

    private byte[] hash(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
