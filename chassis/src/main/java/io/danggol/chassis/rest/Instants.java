package io.danggol.chassis.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// Times that come from outside. They must be such that a database takes them: of the years 0000 to 9999.
public final class Instants {
    private static final Instant FIRST = Instant.parse("0000-01-02T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-30T23:59:59Z");

    private Instants() {}

    /// Reads RFC 3339 in UTC, as cursors have it.
    ///
    /// @throws DateTimeException where it is none, or too far off
    public static Instant parse(String text) {
        return near(Instant.parse(text));
    }

    /// Reads RFC 3339 with an offset.
    ///
    /// @throws DateTimeException where it is none, or too far off
    static OffsetDateTime withOffset(String text) {
        var time = OffsetDateTime.parse(text);
        near(time.toInstant());
        return time;
    }

    private static Instant near(Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) throw new DateTimeException("too far off");
        return time;
    }
}
