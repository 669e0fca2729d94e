package io.danggol.recommendation.korean;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticleTest {
    @ParameterizedTest
    @CsvSource({
        "구두, 구두를, 구두가, 구두는, 구두와, 구두로, 구두예요",
        "가방, 가방을, 가방이, 가방은, 가방과, 가방으로, 가방이에요",
        "연필, 연필을, 연필이, 연필은, 연필과, 연필로, 연필이에요",
        "브라운 옥스퍼드 구두, 브라운 옥스퍼드 구두를, 브라운 옥스퍼드 구두가, 브라운 옥스퍼드 구두는, 브라운 옥스퍼드 구두와, " + "브라운 옥스퍼드 구두로, 브라운 옥스퍼드 구두예요",
    })
    void hangulDecidesByItsFinalConsonant(
            String word, String object, String subject, String topic, String with, String by, String is) {
        assertThat(word + Particle.EUL_REUL.after(word)).isEqualTo(object);
        assertThat(word + Particle.I_GA.after(word)).isEqualTo(subject);
        assertThat(word + Particle.EUN_NEUN.after(word)).isEqualTo(topic);
        assertThat(word + Particle.GWA_WA.after(word)).isEqualTo(with);
        assertThat(word + Particle.EURO_RO.after(word)).isEqualTo(by);
        assertThat(word + Particle.IEYO_YEYO.after(word)).isEqualTo(is);
    }

    @ParameterizedTest
    @CsvSource({
        "티셔츠 0, 을", "티셔츠 1, 을", "티셔츠 2, 를", "티셔츠 3, 을", "티셔츠 4, 를", "티셔츠 5, 를", "티셔츠 6, 을",
        "티셔츠 7, 을", "티셔츠 8, 을", "티셔츠 9, 를", "블록 10, 을", "블록 100, 을", "블록 1000, 을", "블록 10000, 을",
        "블록 105, 를", "건담 00, 을"
    })
    void digitsAreReadTheSinoKoreanWay(String word, String object) {
        assertThat(Particle.EUL_REUL.after(word)).isEqualTo(object);
    }

    @ParameterizedTest
    @CsvSource({
        "LG, 를",
        "TV, 를",
        "USB, 를",
        "RGB, 를",
        "XL, 을",
        "S, 를",
        "M, 을",
        "L, 을",
        "Nike, 를",
        "iPhone, 을",
        "book, 을",
        "Shop, 을",
        "bag, 을",
        "sneaker, 를",
        "Apple, 을",
        "cream, 을",
        "king, 을",
        "coat, 를",
        "cat, 을",
        "set, 를",
        "MacBook, 을",
        "shoes, 를",
        "Chanel, 을",
        "Jordan, 을",
        "cup, 을",
        "Galaxy, 를",
        "shirt, 를",
        "desk, 를",
        "black, 을",
        "lotion, 을",
        "SSD, 를",
        "OLED, 를"
    })
    void latinIsReadAsItIsBorrowed(String word, String object) {
        assertThat(Particle.EUL_REUL.after(word)).isEqualTo(object);
    }

    @ParameterizedTest
    @CsvSource({"구두(브라운), 을", "‘가방’, 을", "양말 🧦, 을", "바지!!, 를", "🧦, 를", "'', 를", "[단독] 모자 (2개입), 을"})
    void whatIsNotReadIsPassedOver(String word, String object) {
        assertThat(Particle.EUL_REUL.after(word)).isEqualTo(object);
    }

    @Test
    void euroIsRoAfterRieulInAnyScript() {
        assertThat(Particle.EURO_RO.after("연필")).isEqualTo("로");
        assertThat(Particle.EURO_RO.after("XL")).isEqualTo("로");
        assertThat(Particle.EURO_RO.after("티셔츠 7")).isEqualTo("로");
        assertThat(Particle.EURO_RO.after("티셔츠 3")).isEqualTo("으로");
    }

    @Test
    void anyTextHasAForm() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 5_000; round++) {
            var text = random.ints(random.nextInt(12), 0, Character.MAX_CODE_POINT)
                    .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            for (var particle : Particle.values()) {
                assertThat(particle.after(text)).as("seed %d", seed).isNotEmpty();
            }
        }
    }
}
