package io.danggol.chassis.korean;

import static io.danggol.chassis.korean.Ending.CONSONANT;
import static io.danggol.chassis.korean.Ending.RIEUL;
import static io.danggol.chassis.korean.Ending.VOWEL;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How Latin letters are read by Koreans: units by name, words of two letters and more that have a vowel as borrowed
/// words, all else letter by letter (LG is 엘지, TV is 티비).
final class Latin {
    /// 킬로그램, 밀리그램, 그램, 톤.
    private static final Set<String> UNITS_TO_CONSONANT = Set.of("kg", "mg", "g", "t");
    /// 센티미터, 밀리미터, 킬로미터, 미터, 리터 and its parts, 온스, 킬로칼로리, 바이트.
    private static final Set<String> UNITS_TO_VOWEL =
            Set.of("cm", "mm", "km", "m", "ml", "l", "L", "cl", "dl", "kl", "oz", "kcal", "gb", "mb", "tb");

    private Latin() {}

    /// @param end behind the last Latin letter of the word
    static Ending endingOf(String word, int end) {
        var start = end;
        while (start > 0 && Ending.isLatin(word.charAt(start - 1))) start--;
        var written = word.substring(start, end);
        return ofUnit(word, start, written).orElseGet(() -> ofName(written));
    }

    /// Units of one letter stand right behind a digit and as they are spelled (2L, 5g; but 5G); longer ones behind a
    /// digit and at most a space, or alone in small letters.
    private static Optional<Ending> ofUnit(String word, int start, String written) {
        var joined = start > 0 && Ending.isDigit(word.charAt(start - 1));
        if (written.length() == 1) return joined ? ofUnit(written) : Optional.empty();
        var counted = joined || start > 1 && word.charAt(start - 1) == ' ' && Ending.isDigit(word.charAt(start - 2));
        return ofUnit(counted ? written.toLowerCase(Locale.ROOT) : written);
    }

    private static Optional<Ending> ofUnit(String unit) {
        if (UNITS_TO_CONSONANT.contains(unit)) return Optional.of(CONSONANT);
        return UNITS_TO_VOWEL.contains(unit) ? Optional.of(VOWEL) : Optional.empty();
    }

    private static Ending ofName(String written) {
        var latin = written.toLowerCase(Locale.ROOT);
        var shouted = latin.length() <= 4 && written.equals(latin.toUpperCase(Locale.ROOT));
        return latin.length() == 1 || shouted || !latin.matches(".*[aeiouy].*") ? ofLetter(latin) : ofWord(latin);
    }

    /// Letters by name: 엘, 엠, 엔, 알 end in a consonant.
    private static Ending ofLetter(String latin) {
        return switch (latin.charAt(latin.length() - 1)) {
            case 'l', 'r' -> RIEUL;
            case 'm', 'n' -> CONSONANT;
            default -> VOWEL;
        };
    }

    /// Words as they are borrowed: 북(book), 샵(shop), 캣(cat), 벨(bell), 팀(team), 폰(phone), 킹(king); but 나이키(Nike),
    /// 코트(coat), 버드(bird) and the mute r of 스니커(sneaker) end in a vowel.
    private static Ending ofWord(String latin) {
        if (latin.equals("bag")) return CONSONANT; // 백
        if (latin.equals("set") || latin.equals("kit")) return VOWEL; // 세트, 키트
        if (latin.endsWith("ng")) return CONSONANT;
        if (latin.endsWith("le") && latin.length() > 2) return RIEUL;
        if (latin.matches(".*[aeiou](me|ne)")) return CONSONANT;
        return switch (latin.charAt(latin.length() - 1)) {
            case 'l' -> RIEUL;
            case 'm', 'n' -> CONSONANT;
            case 'b', 'c', 'k', 'p', 't' ->
                latin.matches("(.*[^aeiou])?[aeiou].|.*oo[kp]|.*(ck|ic|ac)") ? CONSONANT : VOWEL;
            default -> VOWEL;
        };
    }
}
