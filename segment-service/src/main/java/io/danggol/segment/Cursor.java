package io.danggol.segment;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/// Where a page of a list ended that is ordered by time, newest first, then by `key`.
public record Cursor(Instant at, String key) {
    private static final String SEPARATOR = " ";

    /// Before everything: what a first page starts at.
    public static final Cursor START = new Cursor(Instant.parse("9999-12-31T23:59:59Z"), "");

    /// What callers pass back.
    public String encoded() {
        var text = ChronoUnit.MICROS.between(Instant.EPOCH, at) + SEPARATOR + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The cursor that a caller passed; [#START] for null. Others than ours are refused.
    public static Cursor of(String encoded) {
        if (encoded == null) return START;
        try {
            var parts = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8).split(SEPARATOR, 2);
            if (parts.length == 2 && parts[1].indexOf('\0') < 0) {
                var at = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
                if (!at.isBefore(Instant.EPOCH) && !at.isAfter(START.at())) return new Cursor(at, parts[1]);
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            // told below
        }
        throw SegmentRefusal.badCursor();
    }
}
