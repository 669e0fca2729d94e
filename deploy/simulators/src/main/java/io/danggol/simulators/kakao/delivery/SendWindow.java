package io.danggol.simulators.kakao.delivery;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/// The hours in which Kakao sends Brand Messages: 08:00 up to, and without, 20:50, Seoul time.
final class SendWindow {
    static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final LocalTime OPENS = LocalTime.of(8, 0);
    private static final LocalTime CLOSES = LocalTime.of(20, 50);

    private SendWindow() {}

    static boolean open(Instant at) {
        var time = LocalTime.ofInstant(at, SEOUL);
        return !time.isBefore(OPENS) && time.isBefore(CLOSES);
    }
}
