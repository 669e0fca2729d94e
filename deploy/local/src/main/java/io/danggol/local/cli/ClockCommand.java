package io.danggol.local.cli;

import io.danggol.local.suite.Home;
import io.danggol.local.suite.SuiteClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// `clock [+DURATION]`: moves the suite's clocks ahead and prints what they read.
final class ClockCommand {
    private final SuiteClock clock;

    ClockCommand(Home home) {
        clock = new SuiteClock(home.clock(), Clock.systemUTC());
    }

    int run(List<String> arguments) throws IOException {
        if (arguments.size() > 1) throw new UsageException("clock: too many arguments");
        if (!arguments.isEmpty()) clock.advance(step(arguments.getFirst()));
        System.out.println(reading(clock));
        return 0;
    }

    /// The suite's time in Seoul, RFC 3339.
    static String reading(SuiteClock clock) throws IOException {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                clock.now().truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.of("Asia/Seoul")));
    }

    private static Duration step(String text) {
        try {
            return Duration.parse(text.startsWith("+") ? text.substring(1) : text);
        } catch (DateTimeParseException e) {
            throw new UsageException("clock: '" + text + "' (expected: +PT1H, +P2D, …)");
        }
    }
}
