package io.danggol.tracking.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class CleanTextTest {
    @Test
    void textThatIsFineStaysAsItIs() {
        assertThat(CleanText.of("브라운 옥스퍼드 구두 👞🏽")).isEqualTo("브라운 옥스퍼드 구두 👞🏽");
    }

    @Test
    void decomposedHangulIsComposed() {
        assertThat(CleanText.of("\u1100\u116e\u1103\u116e")).isEqualTo("구두");
    }

    @Test
    void controlCharactersBecomeSpacesAndHalfPairsAreReplaced() {
        assertThat(CleanText.of("a\u0000b\nc\ud83dd")).isEqualTo("a b c\uFFFDd");
        assertThat(CleanText.isClean("a\u0000")).isFalse();
        assertThat(CleanText.isClean("\udc00")).isFalse();
        assertThat(CleanText.isClean("구두👞")).isTrue();
    }

    @Test
    void anyTextComesOutCleanAndSurvivesUtf8() {
        var seed = System.nanoTime();
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (var i = 0; i < 10_000; i++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(20); length > 0; length--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x10000) : random.nextInt(0xd780, 0xe010)));
            }

            var clean = CleanText.of(text.toString());

            assertThat(CleanText.isClean(clean)).as("seed %d", seed).isTrue();
            assertThat(new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .as("seed %d", seed)
                    .isEqualTo(clean);
        }
    }
}
