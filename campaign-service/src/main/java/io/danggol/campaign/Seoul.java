package io.danggol.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/// Korean civil time. All windows of the law and of Kakao are in it, wherever the service runs.
public final class Seoul {
    public static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

    private Seoul() {}

    /// The day in Korea.
    public static LocalDate day(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }

    /// The time of day in Korea.
    public static LocalTime time(Instant at) {
        return at.atZone(ZONE).toLocalTime();
    }

    /// The first instant after `at` when Korean clocks show `time`.
    public static Instant next(LocalTime time, Instant at) {
        var today = day(at).atTime(time).atZone(ZONE).toInstant();
        return today.isAfter(at)
                ? today
                : day(at).plusDays(1).atTime(time).atZone(ZONE).toInstant();
    }
}
