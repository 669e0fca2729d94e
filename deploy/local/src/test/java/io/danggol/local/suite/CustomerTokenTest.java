package io.danggol.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CustomerTokenTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

    @Test
    void itCarriesTheCustomerForLessThanAnHour() {
        var parts = CustomerToken.sign("손님-1", "secret", NOW).split("\\.");

        assertThat(parts).hasSize(3);
        assertThat(decode(parts[0])).isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        assertThat(decode(parts[1])).isEqualTo("{\"sub\":\"손님-1\",\"iat\":1000000,\"exp\":1003540}");
    }

    @Test
    void anIdCannotAddClaims() {
        var parts = CustomerToken.sign("a\",\"exp\":9", "secret", NOW).split("\\.");

        assertThat(decode(parts[1])).startsWith("{\"sub\":\"a\\\",\\\"exp\\\":9\",");
    }

    @Test
    void anEmptyIdIsRefused() {
        assertThatThrownBy(() -> CustomerToken.sign(" ", "secret", NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
