package io.danggol.recommendation.catalogue;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// Cuts names and queries into what can be compared: words, and for Hangul also pairs of neighbouring syllables, which
/// find 옥스퍼드구두 and 옥스퍼드 구두 alike without a dictionary.
final class Words {
    private static final int LONGEST = 64;
    private static final int SHORTEST = 2;

    private Words() {}

    /// Whether two names have a word in common: as it is, or at the end of a compound, where Korean puts what a thing
    /// is (구두 in 옥스퍼드구두; not 노트 in 노트북).
    static boolean common(String name, String other) {
        var words = whole(name);
        var others = whole(other);
        return words.stream().anyMatch(word -> others.stream().anyMatch(it -> it.endsWith(word) || word.endsWith(it)));
    }

    private static Set<String> whole(String text) {
        var words = new LinkedHashSet<String>();
        cut(text, word -> {
            if (word.length() >= SHORTEST && !Character.isDigit(word.charAt(0))) words.add(word);
        });
        return words;
    }

    static Set<String> of(String text) {
        var words = new LinkedHashSet<String>();
        cut(text, word -> add(word, words));
        return words;
    }

    private static void cut(String text, Consumer<String> word) {
        if (text == null) return;
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        for (var start = 0; start < plain.length(); ) {
            var kind = kind(plain.charAt(start));
            var end = start + 1;
            while (end < plain.length() && kind(plain.charAt(end)) == kind) end++;
            if (kind != Kind.OTHER) word.accept(plain.substring(start, Math.min(end, start + LONGEST)));
            start = end;
        }
    }

    private enum Kind {
        HANGUL,
        LETTER,
        DIGIT,
        OTHER
    }

    private static Kind kind(char character) {
        if (character >= '가' && character <= '힣') return Kind.HANGUL;
        if (Character.isDigit(character)) return Kind.DIGIT;
        return Character.isLetter(character) ? Kind.LETTER : Kind.OTHER;
    }

    private static void add(String word, Set<String> words) {
        words.add(word);
        if (kind(word.charAt(0)) != Kind.HANGUL) return;
        for (var at = 0; at + 2 <= word.length(); at++) words.add(word.substring(at, at + 2));
    }
}
