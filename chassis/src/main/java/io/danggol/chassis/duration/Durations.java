package io.danggol.chassis.duration;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// ISO 8601 durations of fixed length, as people write them. Months and years have none and are refused.
public final class Durations {
    private static final Pattern WEEKS = Pattern.compile("P(\\d{1,4})W");

    private Durations() {}

    /// The duration that `text` means, zero and negative ones included; empty if it is none.
    public static Optional<Duration> parse(String text) {
        var weeks = WEEKS.matcher(text);
        try {
            return Optional.of(
                    weeks.matches() ? Duration.ofDays(7L * Integer.parseInt(weeks.group(1))) : Duration.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// In days where it is a number of them, so that `P7D` is written as it was read.
    public static String write(Duration duration) {
        var days = duration.toDays();
        var rest = duration.minusDays(days);
        if (days == 0) return duration.toString();
        return "P" + days + "D" + (rest.isZero() ? "" : rest.toString().substring(1));
    }
}
