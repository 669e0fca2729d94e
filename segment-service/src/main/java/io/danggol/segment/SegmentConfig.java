package io.danggol.segment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How the work in the background goes on.
@ConfigMapping(prefix = "danggol.segment")
public interface SegmentConfig {
    /// How often it looks for memberships that are due to change by time, beside each time that the stream's clock
    /// gets on.
    @WithDefault("PT1S")
    Duration timerEvery();

    /// How often it looks for profiles that a new definition or threshold has not reached.
    @WithDefault("PT0.5S")
    Duration backfillEvery();

    /// Profiles that it evaluates in one transaction at most: an event of any of them waits for all.
    @WithDefault("50")
    @Min(1)
    @Max(10_000)
    int chunk();

    /// How often the quintiles of the population are computed anew, and loved categories looked for.
    @WithDefault("PT1H")
    Duration rfmEvery();

    /// For how many of the categories that people love most there is a ready segment.
    @WithDefault("12")
    @Min(0)
    @Max(100)
    int lovedCategories();
}
