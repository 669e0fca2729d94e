package io.danggol.recommendation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How much this service remembers, and how it chooses.
@ConfigMapping(prefix = "danggol.recommendation")
public interface RecommendationConfig {
    /// Different item ids that are remembered at most, those of the catalogue and those that only events name.
    @WithDefault("2000000")
    @Min(1)
    int items();

    /// Sessions that are learned from at most; the oldest go first.
    @WithDefault("1000000")
    @Min(1)
    int sessions();

    /// How long a session is learned from.
    @WithDefault("P90D")
    Duration sessionAge();

    /// The most recent sessions that are remembered of one product.
    @WithDefault("2500")
    @Min(4)
    int sessionsPerItem();

    /// Orders that are learned from at most; the oldest go first.
    @WithDefault("1000000")
    @Min(1)
    int orders();

    /// How long an order is learned from.
    @WithDefault("P365D")
    Duration orderAge();

    /// The most recent orders that are remembered of one product.
    @WithDefault("10000")
    @Min(4)
    int ordersPerItem();

    /// Events that are remembered at least, so that a repeat is not counted twice.
    @WithDefault("4000000")
    @Min(1)
    int countedEvents();

    /// Sessions, buyers or orders that two products need in common before one is recommended for the other.
    @WithDefault("2")
    @Min(1)
    int support();

    /// Clicks beyond which a session is taken for a robot's.
    @WithDefault("200")
    @Min(1)
    int longestSession();

    /// How often the database is asked for changes of the catalogue that Redis may have lost.
    @WithDefault("PT0.5S")
    Duration catalogueRefresh();

    /// Folder for snapshots of what was learned; without one, a restart reads the whole log.
    Optional<Path> snapshots();

    /// How often a snapshot is written.
    @WithDefault("PT10M")
    Duration snapshotEvery();

    SocialProof socialProof();

    /// Numbers that are shown to shoppers.
    interface SocialProof {
        /// How far back buyers are counted.
        @WithDefault("P3D")
        Duration within();

        /// Fewer buyers than this are not shown.
        @WithDefault("5")
        @Min(1)
        int floor();
    }
}
