package io.danggol.campaign;

import io.danggol.campaign.eligibility.Caps;
import io.danggol.campaign.plan.FrequencyCap;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/// How campaigns are run.
@ConfigMapping(prefix = "danggol.campaign")
public interface CampaignConfig {
    /// How old an entry into a segment may be to start a campaign still.
    @WithDefault("PT24H")
    Duration freshness();

    /// How long a message may be put off by night, caps and the like before it is dropped.
    @WithDefault("PT24H")
    Duration patience();

    /// Most messages to one person in [#capWindow], all campaigns and channels together; 0 for no limit.
    @WithDefault("0")
    @Min(0)
    int capLimit();

    /// The window of [#capLimit].
    @WithDefault("P7D")
    Duration capWindow();

    /// Messages that one replica works on at a time.
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int batch();

    /// Messages that one replica hands to a channel in a second at most.
    @WithDefault("200")
    @Min(1)
    int messagesPerSecond();

    /// How often the queue is looked at when it was empty.
    @WithDefault("PT0.25S")
    Duration pollInterval();

    /// How long a message stays with the replica that took it; longer than any hand-over takes.
    @WithDefault("PT2M")
    Duration lease();

    /// Attempts to hand a message over, the first included.
    @WithDefault("20")
    @Min(1)
    int attempts();

    /// Wait before the second attempt; doubles from then on, up to an hour.
    @WithDefault("PT10S")
    Duration backoff();

    /// Messages of one broadcast that wait in the queue at a time.
    @WithDefault("2000")
    @Min(1)
    int broadcastAhead();

    /// Recommended products in a message.
    @WithDefault("4")
    @Min(1)
    @Max(20)
    int recommendations();

    /// The limits of all campaigns together.
    default Caps caps() {
        return new Caps(
                capLimit() == 0 ? Optional.empty() : Optional.of(new FrequencyCap(capLimit(), capWindow())),
                patience());
    }
}
