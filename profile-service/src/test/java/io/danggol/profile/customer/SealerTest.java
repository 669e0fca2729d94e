package io.danggol.profile.customer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /// Values of any size, under keys with and without names, with any number of other keys between them.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsRenewedIsTheSameUnderTheFirstKey(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 1_000; i++) {
            var plain = new byte[random.nextInt(300)];
            random.nextBytes(plain);
            var owner = "p" + random.nextInt();
            var old = key(random);
            var keys = Stream.concat(
                            IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> key(random)), Stream.of(old))
                    .toList();
            var before = new Sealer(List.of(old)).seal(plain, owner);
            var current = new Sealer(keys.subList(0, 1));

            var renewed = new Sealer(keys).renew(before, owner);

            assertThat(renewed.keyId()).isEqualTo(current.seal(plain, owner).keyId());
            assertThat(current.open(renewed, owner)).isEqualTo(plain);
            assertThat(new Sealer(keys).open(before, owner)).isEqualTo(plain);
            assertThatThrownBy(() -> current.open(renewed, owner + "0")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> new Sealer(List.of(old)).open(renewed, owner))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static String key(Random random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var base64 = Base64.getEncoder().encodeToString(bytes);
        return random.nextBoolean() ? base64 : "k" + random.nextInt(Integer.MAX_VALUE) + ":" + base64;
    }

    @Test
    void nothingIsRenewedForAnotherOwnerOrWithoutItsKeyOrDamaged() {
        var sealed = new Sealer(List.of(OLD)).seal(PLAIN, "p1");
        var both = new Sealer(List.of(NEW, OLD));

        assertThatThrownBy(() -> both.renew(sealed, "p2")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Sealer(List.of(NEW)).renew(sealed, "p1"))
                .isInstanceOf(IllegalStateException.class);
        for (var length : List.of(0, 1, 12, 59)) {
            var damaged = new Sealer.Sealed("k1", Arrays.copyOf(sealed.bytes(), length));
            assertThatThrownBy(() -> both.renew(damaged, "p1")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theOtherKeysAreThoseThatDoNotSeal() {
        var unnamed = NEW.substring(NEW.indexOf(':') + 1);
        var name = new Sealer(List.of(unnamed)).seal(PLAIN, "p1").keyId();

        assertThat(new Sealer(List.of(OLD)).others()).isEmpty();
        assertThat(new Sealer(List.of(OLD, unnamed)).others()).containsExactly(name);
        assertThat(new Sealer(List.of(unnamed, OLD)).others()).containsExactly("k1");
        assertThat(new Sealer(List.of(unnamed, OLD)).has(name)).isTrue();
        assertThat(new Sealer(List.of(OLD)).has(name)).isFalse();
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
