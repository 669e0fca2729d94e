package io.danggol.shop.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.danggol.shop.disk.Documents;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs what proves to the suite who is logged in: a JWT by HS256 with the shop's secret (RFC 7515, RFC 7519).
public final class CustomerToken {
    /// How long a token proves it. The suite accepts at most an hour; the rest is for clocks that differ.
    public static final Duration LIFE = Duration.ofMinutes(55);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final byte[] secret;

    public CustomerToken(String secret) {
        this.secret = secret.getBytes(UTF_8);
    }

    /// A token for `customerId` that ends [#LIFE] after `now`.
    public String sign(String customerId, Instant now) {
        try {
            var claims = new LinkedHashMap<String, Object>();
            claims.put("sub", customerId);
            claims.put("iat", now.getEpochSecond());
            claims.put("exp", now.plus(LIFE).getEpochSecond());
            var signed = BASE64.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + "."
                    + BASE64.encodeToString(Documents.JSON.writeValueAsBytes(claims));
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return signed + "." + BASE64.encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
