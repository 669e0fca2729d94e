package io.danggol.profile.customer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealerTest {
    private static final String OLD =
            "k1:" + Base64.getEncoder().encodeToString("o".repeat(32).getBytes(UTF_8));
    private static final String NEW =
            "k2:" + Base64.getEncoder().encodeToString("n".repeat(32).getBytes(UTF_8));
    private static final byte[] PLAIN = "김단골 010-1234-5678".getBytes(UTF_8);

    @Test
    void whatWasSealedIsOpenedAndNeverReadableInBetween() {
        var sealer = new Sealer(List.of(OLD));

        var sealed = sealer.seal(PLAIN, "p1");

        assertThat(sealer.open(sealed, "p1")).isEqualTo(PLAIN);
        assertThat(new String(sealed.bytes(), UTF_8)).doesNotContain("1234");
        assertThat(sealer.seal(PLAIN, "p1").bytes()).isNotEqualTo(sealed.bytes());
    }

    @Test
    void anOlderKeyStillOpensAndTheFirstOneSeals() {
        var sealed = new Sealer(List.of(OLD)).seal(PLAIN, "p1");

        var rotated = new Sealer(List.of(NEW, OLD));

        assertThat(rotated.open(sealed, "p1")).isEqualTo(PLAIN);
        assertThat(rotated.seal(PLAIN, "p1").keyId()).isEqualTo("k2");
    }

    @Test
    void nobodyElsesValueAndNoLostKeyIsOpened() {
        var sealed = new Sealer(List.of(OLD)).seal(PLAIN, "p1");

        assertThatThrownBy(() -> new Sealer(List.of(OLD)).open(sealed, "p2")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Sealer(List.of(NEW)).open(sealed, "p1")).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "010-1234-5678,    01012345678",
                "+82 10 1234 5678, 01012345678",
                "821012345678,     01012345678",
                "02-123-4567,      021234567",
                "+1 (212) 555-0100, +12125550100",
                "12345,            -",
                "전화번호,            -",
            })
    void phoneNumbersHaveOneForm(String text, String expected) {
        assertThat(Addresses.phone(text).orElse(null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {" Kim@Example.invalid , kim@example.invalid", "kim, -", "a b@c.d, -", "한글@예시.한국, 한글@예시.한국"})
    void emailAddressesHaveOneForm(String text, String expected) {
        assertThat(Addresses.email(text).orElse(null)).isEqualTo(expected);
    }
}
