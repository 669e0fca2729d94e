package io.danggol.segment.condition;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// ISO 8601 durations of fixed length. Months and years have none and are refused.
final class Durations {
    /// The longest window: a hundred years.
    static final Duration LONGEST = Duration.ofDays(36_525);

    private static final Pattern WEEKS = Pattern.compile("P(\\d{1,4})W");

    private Durations() {}

    /// The duration that `text` means, zero included; empty if it is none, negative, or longer than [#LONGEST].
    static Optional<Duration> parse(String text) {
        var weeks = WEEKS.matcher(text);
        try {
            var duration =
                    weeks.matches() ? Duration.ofDays(7L * Integer.parseInt(weeks.group(1))) : Duration.parse(text);
            return duration.isNegative() || duration.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(duration);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// In days where it is a number of them, so that `P7D` is written as it was read.
    static String write(Duration duration) {
        var days = duration.toDays();
        var rest = duration.minusDays(days);
        if (days == 0) return duration.toString();
        return "P" + days + "D" + (rest.isZero() ? "" : rest.toString().substring(1));
    }
}
