package io.danggol.segment.condition;

/// Korean particles, chosen by the sound that the word before them ends in.
final class Korean {
    private static final String DIGITS_WITH_FINAL = "013678";
    private static final String LETTERS_WITH_FINAL = "lmnrLMNR";

    private Korean() {}

    /// The word with its object particle: 을 after a final consonant, else 를.
    static String object(String word) {
        return word + (hasFinal(word) ? "을" : "를");
    }

    /// The word with its subject particle: 이 after a final consonant, else 가.
    static String subject(String word) {
        return word + (hasFinal(word) ? "이" : "가");
    }

    /// Whether the last letter or digit, as it is read aloud, ends in a consonant. Digits are read the Korean way,
    /// Latin
    /// letters by their names; signs are skipped, and what cannot be read counts as ending in a vowel.
    private static boolean hasFinal(String word) {
        for (var i = word.length(); i > 0; i = word.offsetByCodePoints(i, -1)) {
            var last = word.codePointBefore(i);
            if (last >= '가' && last <= '힣') return (last - '가') % 28 != 0;
            if (DIGITS_WITH_FINAL.indexOf(last) >= 0 || LETTERS_WITH_FINAL.indexOf(last) >= 0) return true;
            if (Character.isLetterOrDigit(last)) return false;
        }
        return false;
    }
}
