package io.danggol.chassis.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.danggol.chassis.storefront.CustomerToken.Expired;
import io.danggol.chassis.storefront.CustomerToken.Forged;
import io.danggol.chassis.storefront.CustomerToken.Proven;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String SECRET = "a-secret-of-the-shop-that-is-long-enough";

    private static final String NEXT = "the-next-secret-of-the-shop-long-enough";

    private final CustomerTokens tokens = with(SECRET);

    private static CustomerTokens with(String secrets) {
        return new CustomerTokens(secrets, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aTokenOfTheShopProvesItsCustomer() throws JoseException {
        assertThat(tokens.verify(token(SECRET, "회원 👟", Duration.ofMinutes(60))))
                .isEqualTo(new Proven("회원 👟"));
    }

    @Test
    void anOldTokenIsExpired() throws JoseException {
        assertThat(tokens.verify(token(SECRET, "c-1", Duration.ofSeconds(-1)))).isEqualTo(new Expired());
    }

    @Test
    void anotherSecretIsForged() throws JoseException {
        assertThat(tokens.verify(token(SECRET + "x", "c-1", Duration.ofMinutes(5))))
                .isEqualTo(new Forged());
    }

    @Test
    void anOldTokenOfAnotherSecretIsForgedToo() throws JoseException {
        assertThat(tokens.verify(token(SECRET + "x", "c-1", Duration.ofMinutes(-5))))
                .isEqualTo(new Forged());
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET + " " + NEXT, NEXT + "\n" + SECRET + "\n", "\t" + NEXT + " \r\n" + SECRET})
    void whileTheShopChangesItsSecretBothProve(String secrets) throws JoseException {
        var both = with(secrets);

        assertThat(both.verify(token(SECRET, "c-1", Duration.ofMinutes(5)))).isEqualTo(new Proven("c-1"));
        assertThat(both.verify(token(NEXT, "c-1", Duration.ofMinutes(5)))).isEqualTo(new Proven("c-1"));
        assertThat(both.verify(token(NEXT, "c-1", Duration.ofMinutes(-5)))).isEqualTo(new Expired());
        assertThat(both.verify(token(secrets, "c-1", Duration.ofMinutes(5)))).isEqualTo(new Forged());
        assertThat(tokens.verify(token(NEXT, "c-1", Duration.ofMinutes(5)))).isEqualTo(new Forged());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "too-short", SECRET + " too-short", "too-short\n" + SECRET})
    void noSecretMayBeShort(String secrets) {
        assertThatThrownBy(() -> with(secrets))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("danggol.shop.secret: ")
                .hasMessageEndingWith(" bytes (expected: >= 32)");
    }

    @Test
    void aTokenMustNotLastLongerThanAnHour() throws JoseException {
        assertThat(tokens.verify(token(SECRET, "c-1", Duration.ofMinutes(62)))).isEqualTo(new Forged());
    }

    @Test
    void aBlankOrEndlessCustomerIdProvesNobody() throws JoseException {
        assertThat(tokens.verify(token(SECRET, " ", Duration.ofMinutes(5)))).isEqualTo(new Forged());
        assertThat(tokens.verify(token(SECRET, "x".repeat(129), Duration.ofMinutes(5))))
                .isEqualTo(new Forged());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", "a.b.c", "a.b.c.d", "한글.한글.한글"})
    void whatIsNoTokenIsForged(String text) {
        assertThat(tokens.verify(text)).isEqualTo(new Forged());
    }

    @Test
    void aTokenWithoutSignatureIsForged() {
        var claims = "{\"sub\":\"c-1\",\"exp\":" + NOW.plusSeconds(60).getEpochSecond() + "}";

        assertThat(tokens.verify(base64("{\"alg\":\"none\"}") + "." + base64(claims) + "."))
                .isEqualTo(new Forged());
    }

    private static String token(String secret, String customerId, Duration life) throws JoseException {
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue("HS256");
        jws.setKey(new HmacKey(secret.getBytes(StandardCharsets.UTF_8)));
        jws.setPayload(
                "{\"sub\":\"" + customerId + "\",\"exp\":" + NOW.plus(life).getEpochSecond() + "}");
        return jws.getCompactSerialization();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
