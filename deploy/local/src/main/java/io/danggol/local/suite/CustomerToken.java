package io.danggol.local.suite;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A token by which the shop vouches for a customer: JWT, HS256 with the shop's secret.
public final class CustomerToken {
    /// Services refuse more than an hour; a minute less leaves room for clocks that differ.
    private static final Duration LIFE = Duration.ofMinutes(59);

    private CustomerToken() {}

    /// @param customerId the shop's own id, not blank, at most 128 characters
    public static String sign(String customerId, String secret, Instant now) {
        if (customerId.isBlank() || customerId.length() > 128) {
            throw new IllegalArgumentException("customer id: '" + customerId + "' (expected: 1 to 128 characters)");
        }
        var header = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        var claims = "{\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(
                        escape(customerId), now.getEpochSecond(), now.plus(LIFE).getEpochSecond());
        var signed = header + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + encode(mac(secret, signed));
    }

    private static byte[] mac(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String escape(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') escaped.append('\\').appendCodePoint(c);
            else if (c < 0x20) escaped.append("\\u%04x".formatted(c));
            else escaped.appendCodePoint(c);
        });
        return escaped.toString();
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
