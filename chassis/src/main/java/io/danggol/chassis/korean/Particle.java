package io.danggol.chassis.korean;

import java.util.Arrays;
import java.util.Optional;

/// A Korean particle (조사) whose form depends on how the word before it ends when read aloud.
///
/// What is not read at the end of the word (quotes, brackets, punctuation, emoji) is passed over. Digits are read the
/// Sino-Korean way, units, `%` and `+` by their Korean names, Latin words as they are borrowed.
public enum Particle {
    EUL_REUL("을", "를"),
    I_GA("이", "가"),
    EUN_NEUN("은", "는"),
    GWA_WA("과", "와"),
    /// "으로" after a final consonant other than ㄹ.
    EURO_RO("으로", "로"),
    A_YA("아", "야"),
    INA_NA("이나", "나"),
    IRANG_RANG("이랑", "랑"),
    /// The copula before 에요: "이에요" or "예요".
    IEYO_YEYO("이에요", "예요");

    private final String afterConsonant;
    private final String afterVowel;

    Particle(String afterConsonant, String afterVowel) {
        this.afterConsonant = afterConsonant;
        this.afterVowel = afterVowel;
    }

    /// Reads a pair such as `을/를`; either form may come first. Empty for what is none.
    public static Optional<Particle> parse(String pair) {
        return Arrays.stream(values())
                .filter(particle -> pair.equals(particle.afterConsonant + "/" + particle.afterVowel)
                        || pair.equals(particle.afterVowel + "/" + particle.afterConsonant))
                .findFirst();
    }

    /// The form that follows `word`. A word of which nothing is read gets the form after a vowel.
    public String after(String word) {
        return switch (Ending.of(word)) {
            case VOWEL -> afterVowel;
            case RIEUL -> this == EURO_RO ? afterVowel : afterConsonant;
            case CONSONANT -> afterConsonant;
        };
    }
}
