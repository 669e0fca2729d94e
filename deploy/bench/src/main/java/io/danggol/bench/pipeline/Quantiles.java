package io.danggol.bench.pipeline;

import java.util.Arrays;
import java.util.Locale;

/// Durations that were measured, and what part of them was shorter than what.
final class Quantiles {
    private final long[] sortedNanos;

    Quantiles(long[] nanos) {
        sortedNanos = nanos.clone();
        Arrays.sort(sortedNanos);
    }

    /// The shortest duration that `share` (0 to 1) of all do not exceed, in milliseconds; NaN when there are
    /// none.
    double millis(double share) {
        if (sortedNanos.length == 0) return Double.NaN;
        var rank = (int) Math.ceil(share * sortedNanos.length);
        return sortedNanos[Math.clamp(rank - 1, 0, sortedNanos.length - 1)] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "p50 %.2f ms, p95 %.2f ms, p99 %.2f ms", millis(0.5), millis(0.95), millis(0.99));
    }
}
