package io.danggol.profile.customer;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Encrypts personal data for the database: AES-256-GCM under a key of its own for each value, which is itself
/// encrypted under one of the deployment's keys. What was sealed for one owner cannot be opened as another's.
@Singleton
public class Sealer {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;

    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final String current;
    private final SecureRandom random = new SecureRandom();

    /// @param keys each `<id>:<base64 of 32 bytes>`, or the base64 alone; the first encrypts, all decrypt
    Sealer(@ConfigProperty(name = "danggol.encryption.keys") List<String> keys) {
        for (var key : keys) {
            var colon = key.indexOf(':');
            var bytes = Base64.getDecoder().decode(key.substring(colon + 1).strip());
            if (bytes.length != KEY_BYTES) {
                throw new IllegalArgumentException(
                        "danggol.encryption.keys: " + bytes.length + " bytes (expected: " + KEY_BYTES + ")");
            }
            this.keys.put(colon < 0 ? nameOf(bytes) : key.substring(0, colon).strip(), new SecretKeySpec(bytes, "AES"));
        }
        current = this.keys.keySet().iterator().next();
    }

    private static String nameOf(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// An encrypted value and the deployment's key that opens it.
    public record Sealed(String keyId, byte[] bytes) {}

    /// @param owner whose it is; needed again to open it
    public Sealed seal(byte[] plain, String owner) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return underCurrent(key, encrypt(new SecretKeySpec(key, "AES"), plain, owner), owner);
    }

    /// The same value under the deployment's first key: the key of its own is encrypted anew, what that encrypts stays
    /// as it is. Fails as [#open] does.
    public Sealed renew(Sealed sealed, String owner) {
        return underCurrent(keyOf(sealed, owner), valueOf(sealed), owner);
    }

    private Sealed underCurrent(byte[] key, byte[] value, String owner) {
        var wrapped = encrypt(keys.get(current), key, owner);
        var all = Arrays.copyOf(wrapped, wrapped.length + value.length);
        System.arraycopy(value, 0, all, wrapped.length, value.length);
        return new Sealed(current, all);
    }

    /// The ids of the keys that open and do not seal, in the deployment's order; empty if it has one key alone.
    public List<String> others() {
        return keys.keySet().stream().filter(id -> !id.equals(current)).toList();
    }

    /// Whether the deployment has the key of this id.
    public boolean has(String keyId) {
        return keys.containsKey(keyId);
    }

    /// Fails with [IllegalStateException] for a key that the deployment no longer has, or another owner's value.
    public byte[] open(Sealed sealed, String owner) {
        return decrypt(new SecretKeySpec(keyOf(sealed, owner), "AES"), valueOf(sealed), owner);
    }

    private byte[] keyOf(Sealed sealed, String owner) {
        var outer = keys.get(sealed.keyId());
        if (outer == null) throw new IllegalStateException("danggol.encryption.keys has no key " + sealed.keyId());
        return decrypt(outer, Arrays.copyOf(sealed.bytes(), WRAPPED_BYTES), owner);
    }

    private static byte[] valueOf(Sealed sealed) {
        return Arrays.copyOfRange(sealed.bytes(), WRAPPED_BYTES, sealed.bytes().length);
    }

    private byte[] encrypt(SecretKeySpec key, byte[] plain, String owner) {
        try {
            var nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            var encrypted = cipher(Cipher.ENCRYPT_MODE, key, nonce, owner).doFinal(plain);
            var all = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
            System.arraycopy(encrypted, 0, all, NONCE_BYTES, encrypted.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt", e);
        }
    }

    private static byte[] decrypt(SecretKeySpec key, byte[] sealed, String owner) {
        try {
            return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_BYTES), owner)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot decrypt", e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String owner)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
