package io.danggol.campaign.attribution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Which orders are believed.
@ConfigMapping(prefix = "danggol.orders")
public interface OrdersConfig {
    /// Whose orders count: `server` for those that the shop's server or a till told, `browser` for all.
    @WithDefault("server")
    Reached.Trust trust();
}
