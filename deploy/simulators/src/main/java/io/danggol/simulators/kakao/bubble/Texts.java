package io.danggol.simulators.kakao.bubble;

import java.util.regex.Pattern;

/// Lengths, lines and links.
final class Texts {
    private static final Pattern BREAK = Pattern.compile("\r\n|\r|\n");
    private static final Pattern VARIABLE = Pattern.compile("#\\{[^}]*}");

    private Texts() {}

    /// Refuses a text that is over-long or has too many lines; an absent one passes.
    static void check(Fields fields, String key, int length, int breaks) {
        var text = fields.text(key);
        if (text == null) return;
        if (text.isBlank()) throw Refused.blank(fields.name(key));
        if (text.length() > length) throw Refused.tooLong(fields.name(key), length);
        if (BREAK.matcher(text).results().count() > breaks) throw Refused.tooManyLines(fields.name(key), breaks);
    }

    static boolean hasVariable(String text) {
        return VARIABLE.matcher(text).find();
    }

    /// Whether the link names its scheme; in a template a variable may stand for all of it.
    static boolean web(String link, Purpose purpose) {
        return link.startsWith("http://")
                || link.startsWith("https://")
                || purpose == Purpose.TEMPLATE && link.startsWith("#{");
    }
}
