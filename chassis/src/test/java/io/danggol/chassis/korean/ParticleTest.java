package io.danggol.chassis.korean;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "블록 105, 를", "건담 00, 을", "0, 을", "1만 2000, 을", "'1,000', 을", "1000000000000, 를", "'1,000,000,000,000', 를",
        "10000000000000000, 을", "１３, 을"
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
        "OLED, 를",
        "model, 을",
        "server, 를",
        "T-shirt, 를",
        "Pro, 를",
        "Mini, 를",
        "style, 을",
        "Jacket, 을",
        "R, 을",
        "VR, 을"
    })
    void latinIsReadAsItIsBorrowed(String word, String object) {
        assertThat(Particle.EUL_REUL.after(word)).isEqualTo(object);
    }

    /// Brings the form of 을/를, 이/가 and 으로/로: 센티미터를, 센티미터가, 센티미터로.
    @ParameterizedTest
    @CsvSource({
        "5cm, 를, 가, 로",
        "5 cm, 를, 가, 로",
        "5㎝, 를, 가, 로",
        "260mm, 를, 가, 로",
        "10km, 를, 가, 로",
        "3m, 를, 가, 로",
        "10kg, 을, 이, 으로",
        "10 KG, 을, 이, 으로",
        "쌀 20㎏, 을, 이, 으로",
        "100g, 을, 이, 으로",
        "5mg, 을, 이, 으로",
        "500ml, 를, 가, 로",
        "500 mL, 를, 가, 로",
        "2L, 를, 가, 로",
        "2l, 를, 가, 로",
        "64GB, 를, 가, 로",
        "kg, 을, 이, 으로",
        "5G, 를, 가, 로",
        "2XL, 을, 이, 로",
        "셔츠 L, 을, 이, 로",
        "셔츠 100 M, 을, 이, 으로",
        "50%, 를, 가, 로",
        "1+1, 을, 이, 로",
        "갤럭시 S7, 을, 이, 로",
        "디즈니+, 를, 가, 로",
        "비타민 C 1000mg (90정), 을, 이, 으로",
    })
    void unitsAndSignsAreReadByTheirNames(String word, String object, String subject, String by) {
        assertThat(Particle.EUL_REUL.after(word)).isEqualTo(object);
        assertThat(Particle.I_GA.after(word)).isEqualTo(subject);
        assertThat(Particle.EURO_RO.after(word)).isEqualTo(by);
    }

    @ParameterizedTest
    @CsvSource({
        "을/를, EUL_REUL",
        "를/을, EUL_REUL",
        "이/가, I_GA",
        "는/은, EUN_NEUN",
        "으로/로, EURO_RO",
        "야/아, A_YA",
        "이나/나, INA_NA",
        "랑/이랑, IRANG_RANG"
    })
    void aPairIsReadInEitherOrder(String pair, Particle particle) {
        assertThat(Particle.parse(pair)).contains(particle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "을", "을를", "을/가", "하하/호호"})
    void whatIsNoPairIsNone(String pair) {
        assertThat(Particle.parse(pair)).isEmpty();
    }

    @Test
    void syllablesInPartsAreReadAsWhole() {
        assertThat(Particle.EUL_REUL.after(Normalizer.normalize("가방", Normalizer.Form.NFD)))
                .isEqualTo("을");
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
