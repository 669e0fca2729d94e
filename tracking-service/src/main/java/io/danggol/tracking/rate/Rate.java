package io.danggol.tracking.rate;

/// How fast events may come in the long run, and how many at once.
///
/// @param burst at least the events of one call, so that every call has its chance
record Rate(int eventsPerSecond, int burst) {
    Rate {
        if (eventsPerSecond < 1) {
            throw new IllegalArgumentException("eventsPerSecond: " + eventsPerSecond + " (expected: >= 1)");
        }
        if (burst < 1) throw new IllegalArgumentException("burst: " + burst + " (expected: >= 1)");
    }
}
