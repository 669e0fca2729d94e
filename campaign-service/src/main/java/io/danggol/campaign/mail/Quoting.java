package io.danggol.campaign.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// What a report about a mail (`multipart/report`, RFC 6522) quotes of it.
final class Quoting {
    private static final Pattern MESSAGE_ID = Pattern.compile(
            "^Message-ID:\\s*<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private Quoting() {}

    /// The mail from its part of this type on, lines ended by `\n` alone; empty when it has no such part.
    static Optional<String> after(String mail, String type) {
        var text = mail.replace("\r\n", "\n");
        var begin = text.toLowerCase(Locale.ROOT).indexOf("content-type: " + type);
        return begin < 0 ? Optional.empty() : Optional.of(text.substring(begin));
    }

    /// The id of the message that is quoted; empty when it is none of ours.
    static Optional<UUID> message(String report) {
        return first(MESSAGE_ID, report).map(UUID::fromString);
    }

    /// A field of a report, by its name.
    static Pattern field(String name) {
        return Pattern.compile("^" + name + ":\\s*([\\w.-]+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    static Optional<String> first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
