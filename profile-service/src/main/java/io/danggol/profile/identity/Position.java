package io.danggol.profile.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/// Where an event stands on a visitor's road: by the time it happened, then by its id. Two events are never equal.
///
/// @param at to the microsecond, as the database keeps it
public record Position(Instant at, String id, String source) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::at).thenComparing(Position::id).thenComparing(Position::source);

    public Position {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    public boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }
}
