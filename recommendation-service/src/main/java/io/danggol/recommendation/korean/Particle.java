package io.danggol.recommendation.korean;

import java.util.Locale;

/// A Korean particle (조사) whose form depends on how the word before it ends when read aloud.
///
/// Words end in Hangul, in digits (read the Sino-Korean way: 3 is 삼, 10 is 십), or in Latin letters. Latin words of two
/// letters and more that have a vowel are read as words, others letter by letter (LG is 엘지, TV is 티비). What is written
/// after the last letter or digit (quotes, brackets, emoji) is not read.
public enum Particle {
    EUL_REUL("을", "를"),
    I_GA("이", "가"),
    EUN_NEUN("은", "는"),
    GWA_WA("과", "와"),
    /// "으로" after a final consonant other than ㄹ.
    EURO_RO("으로", "로"),
    /// The copula before 에요: "이에요" or "예요".
    IEYO_YEYO("이에요", "예요");

    private static final char FIRST_SYLLABLE = '가';
    private static final char LAST_SYLLABLE = '힣';
    private static final int FINALS = 28;
    private static final int RIEUL = 8;

    /// How a word ends aloud.
    private enum Ending {
        VOWEL,
        RIEUL,
        CONSONANT
    }

    private final String afterConsonant;
    private final String afterVowel;

    Particle(String afterConsonant, String afterVowel) {
        this.afterConsonant = afterConsonant;
        this.afterVowel = afterVowel;
    }

    /// The form that follows `word`. A word without any letter or digit gets the form after a vowel.
    public String after(String word) {
        return switch (endingOf(word)) {
            case VOWEL -> afterVowel;
            case RIEUL -> this == EURO_RO ? afterVowel : afterConsonant;
            case CONSONANT -> afterConsonant;
        };
    }

    private static Ending endingOf(String word) {
        var end = word.length();
        while (end > 0) {
            var last = word.codePointBefore(end);
            if (last >= FIRST_SYLLABLE && last <= LAST_SYLLABLE) return ofSyllable(last);
            if (last >= '0' && last <= '9') return ofNumber(word, end);
            if (isLatin(last)) return ofLatin(word, end);
            end -= Character.charCount(last);
        }
        return Ending.VOWEL;
    }

    private static Ending ofSyllable(int syllable) {
        return switch ((syllable - FIRST_SYLLABLE) % FINALS) {
            case 0 -> Ending.VOWEL;
            case RIEUL -> Ending.RIEUL;
            default -> Ending.CONSONANT;
        };
    }

    /// 영 일 이 삼 사 오 육 칠 팔 구; trailing zeros are read as 십, 백, 천, 만, 억 or 조, all but 조 ending in a consonant.
    private static Ending ofNumber(String word, int end) {
        var zeros = 0;
        while (zeros < end && word.charAt(end - 1 - zeros) == '0') zeros++;
        var isWholeNumberZero = zeros == end || !isDigit(word.charAt(end - 1 - zeros));
        if (zeros > 0) return !isWholeNumberZero && zeros >= 12 ? Ending.VOWEL : Ending.CONSONANT;
        return switch (word.charAt(end - 1)) {
            case '1', '7', '8' -> Ending.RIEUL;
            case '3', '6' -> Ending.CONSONANT;
            default -> Ending.VOWEL;
        };
    }

    private static Ending ofLatin(String word, int end) {
        var start = end;
        while (start > 0 && isLatin(word.charAt(start - 1))) start--;
        var latin = word.substring(start, end).toLowerCase(Locale.ROOT);
        var shouted = latin.length() <= 4 && word.substring(start, end).equals(latin.toUpperCase(Locale.ROOT));
        return latin.length() == 1 || shouted || !latin.matches(".*[aeiouy].*") ? ofLetter(latin) : ofWord(latin);
    }

    /// Letters by name: 엘, 엠, 엔, 알 end in a consonant.
    private static Ending ofLetter(String latin) {
        return switch (latin.charAt(latin.length() - 1)) {
            case 'l', 'r' -> Ending.RIEUL;
            case 'm', 'n' -> Ending.CONSONANT;
            default -> Ending.VOWEL;
        };
    }

    /// Words as they are borrowed: 북(book), 샵(shop), 캣(cat), 벨(bell), 팀(team), 폰(phone), 킹(king); but 나이키(Nike),
    /// 코트(coat), 버드(bird) and the mute r of 스니커(sneaker) end in a vowel.
    private static Ending ofWord(String latin) {
        if (latin.equals("bag")) return Ending.CONSONANT; // 백
        if (latin.equals("set") || latin.equals("kit")) return Ending.VOWEL; // 세트, 키트
        if (latin.endsWith("ng")) return Ending.CONSONANT;
        if (latin.endsWith("le") && latin.length() > 2) return Ending.RIEUL;
        if (latin.matches(".*[aeiou](me|ne)")) return Ending.CONSONANT;
        return switch (latin.charAt(latin.length() - 1)) {
            case 'l' -> Ending.RIEUL;
            case 'm', 'n' -> Ending.CONSONANT;
            case 'b', 'c', 'k', 'p', 't' ->
                latin.matches("(.*[^aeiou])?[aeiou].|.*oo[kp]|.*(ck|ic|ac)") ? Ending.CONSONANT : Ending.VOWEL;
            default -> Ending.VOWEL;
        };
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isLatin(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
    }
}
