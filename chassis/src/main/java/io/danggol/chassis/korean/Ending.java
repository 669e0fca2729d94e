package io.danggol.chassis.korean;

import java.text.Normalizer;

/// How a word ends aloud.
enum Ending {
    VOWEL,
    RIEUL,
    CONSONANT;

    private static final char FIRST_SYLLABLE = '가';
    private static final char LAST_SYLLABLE = '힣';
    private static final int FINALS = 28;
    private static final int FINAL_RIEUL = 8;

    static Ending of(String written) {
        // Joins syllables that came in parts, and takes ㎝ for cm, ％ for %, ① for 1.
        var word = Normalizer.normalize(written, Normalizer.Form.NFKC);
        for (var end = word.length(); end > 0; ) {
            var last = word.codePointBefore(end);
            if (last >= FIRST_SYLLABLE && last <= LAST_SYLLABLE) return ofSyllable(last);
            if (isDigit(last)) return ofNumber(word, end);
            if (isLatin(last)) return Latin.endingOf(word, end);
            // 퍼센트, 플러스
            if (last == '%' || last == '+') return VOWEL;
            end -= Character.charCount(last);
        }
        return VOWEL;
    }

    private static Ending ofSyllable(int syllable) {
        return switch ((syllable - FIRST_SYLLABLE) % FINALS) {
            case 0 -> VOWEL;
            case FINAL_RIEUL -> RIEUL;
            default -> CONSONANT;
        };
    }

    /// 영 일 이 삼 사 오 육 칠 팔 구; trailing zeros are read as 십, 백, 천, 만, 억, 조 or 경, all but 조 ending in a
    /// consonant.
    private static Ending ofNumber(String word, int end) {
        var zeros = 0;
        var start = end;
        while (start > 0 && (word.charAt(start - 1) == '0' || isGroup(word, start - 1))) {
            if (word.charAt(--start) == '0') zeros++;
        }
        if (zeros > 0) {
            var isNumber = start > 0 && isDigit(word.charAt(start - 1));
            return isNumber && zeros >= 12 && zeros < 16 ? VOWEL : CONSONANT;
        }
        return switch (word.charAt(end - 1)) {
            case '1', '7', '8' -> RIEUL;
            case '3', '6' -> CONSONANT;
            default -> VOWEL;
        };
    }

    /// Whether at `index` stands a comma between digits.
    private static boolean isGroup(String word, int index) {
        return word.charAt(index) == ','
                && index > 0
                && isDigit(word.charAt(index - 1))
                && index + 1 < word.length()
                && isDigit(word.charAt(index + 1));
    }

    static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    static boolean isLatin(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
    }
}
