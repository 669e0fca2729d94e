package io.danggol.recommendation.strategy;

/// How much something still says after a time: 1 now, 1/e after `days`.
record Decay(double days) {
    static final double MILLIS_A_DAY = 86_400_000;

    /// What happened after `nowMillis`, by a clock that is ahead, counts as now.
    double weight(long atMillis, long nowMillis) {
        return Math.exp(-Math.max(0, nowMillis - atMillis) / MILLIS_A_DAY / days);
    }
}
