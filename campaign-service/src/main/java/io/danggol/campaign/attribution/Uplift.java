package io.danggol.campaign.attribution;

import java.util.Optional;

/// By how much more often those who got the message reached the goal than those who were left out on purpose, with the
/// interval in which the true difference lies with 95 % confidence. An effect is shown when the interval leaves out 0.
///
/// Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of
/// eleven methods", Statistics in Medicine 17 (1998) 873–890, method 10 (hybrid score).
///
/// @param difference of the rates, -1 to 1
public record Uplift(double difference, double low, double high) {

    /// Empty while one of the two groups has nobody in it.
    public static Optional<Uplift> of(Group message, Group holdout) {
        if (message.people() == 0 || holdout.people() == 0) return Optional.empty();
        var one = Wilson.of(message.converted(), message.people());
        var other = Wilson.of(holdout.converted(), holdout.people());
        var difference = one.rate() - other.rate();
        return Optional.of(new Uplift(
                difference,
                difference - Math.hypot(one.rate() - one.low(), other.high() - other.rate()),
                difference + Math.hypot(one.high() - one.rate(), other.rate() - other.low())));
    }
}
