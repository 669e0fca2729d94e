package io.danggol.shop.customer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.shop.disk.Documents;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CustomerTokenTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @Test
    void isAJwtByHs256ThatEndsWithinAnHour() throws Exception {
        var parts = new CustomerToken("a-shop-secret").sign("민지-1", NOW).split("\\.");

        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("a-shop-secret".getBytes(UTF_8), "HmacSHA256"));
        var claims = Documents.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(parts).hasSize(3);
        assertThat(Base64.getUrlDecoder().decode(parts[2]))
                .isEqualTo(mac.doFinal((parts[0] + "." + parts[1]).getBytes(UTF_8)));
        assertThat(claims.path("sub").asText()).isEqualTo("민지-1");
        assertThat(claims.path("exp").asLong()).isBetween(NOW.getEpochSecond() + 60, NOW.getEpochSecond() + 3_600);
    }
}
