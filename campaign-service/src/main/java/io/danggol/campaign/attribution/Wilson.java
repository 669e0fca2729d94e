package io.danggol.campaign.attribution;

/// A rate with the interval in which it lies with 95 % confidence.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", J. Am. Stat. Assoc. 22
/// (1927) 209–212. It holds for few people and for rates near 0 and 1 as well.
///
/// @param rate of `successes` among `trials`
record Wilson(double rate, double low, double high) {
    /// The two-sided 95 % quantile of the normal distribution.
    private static final double Z = 1.959963984540054;

    /// @param trials at least 1
    /// @param successes 0 to `trials`
    static Wilson of(long successes, long trials) {
        if (trials < 1) throw new IllegalArgumentException("trials: " + trials + " (expected: >= 1)");
        if (successes < 0 || successes > trials)
            throw new IllegalArgumentException("successes: " + successes + " (expected: 0 to " + trials + ")");
        var n = (double) trials;
        var rate = successes / n;
        var middle = rate + Z * Z / (2 * n);
        var half = Z * Math.sqrt(rate * (1 - rate) / n + Z * Z / (4 * n * n));
        var whole = 1 + Z * Z / n;
        return new Wilson(
                rate,
                successes == 0 ? 0 : Math.max(0, (middle - half) / whole),
                successes == trials ? 1 : Math.min(1, (middle + half) / whole));
    }
}
