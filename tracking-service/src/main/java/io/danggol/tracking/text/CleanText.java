package io.danggol.tracking.text;

import java.text.Normalizer;

/// Text as stores and readers can take it: NFC, so that equal words are equal; no control characters, which PostgreSQL
/// refuses in part; no half surrogate pairs, which UTF-8 cannot carry.
public final class CleanText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final char FIRST_COMBINING = '\u0300';

    private CleanText() {}

    /// `text` with each control character as a space and each half pair as U+FFFD.
    public static String of(String text) {
        var plain = true;
        var composed = true;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            plain &= !Character.isISOControl(c) && !Character.isSurrogate(c);
            composed &= c < FIRST_COMBINING;
        }
        var clean = plain ? text : cleaned(text);
        return composed ? clean : Normalizer.normalize(clean, Normalizer.Form.NFC);
    }

    /// Whether [#of] would leave `text` as it is, but for its normal form.
    public static boolean isClean(String text) {
        return text.codePoints().noneMatch(CleanText::isBad);
    }

    private static String cleaned(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : isBad(point) ? REPLACEMENT : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isBad(int point) {
        return Character.isISOControl(point) || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
