package io.danggol.campaign.processor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/// Who handles personal data for the shop when it sends messages, by the name of the channel's adapter.
@ConfigMapping(prefix = "danggol.processors")
public interface ProcessorsConfig {
    /// All of them.
    @WithParentName
    Map<String, Entry> entries();

    /// One processor.
    interface Entry {
        /// Who it is.
        String name();

        /// What it does for the shop.
        String task();
    }
}
