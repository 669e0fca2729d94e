package io.danggol.segment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What counts as an order.
@ConfigMapping(prefix = "danggol.orders")
public interface OrdersConfig {
    /// Whose word on orders counts, for RFM and lifecycle.
    @WithDefault("server")
    Trust trust();

    /// Whether orders count that only a browser told of.
    default boolean every() {
        return trust() == Trust.BROWSER;
    }

    /// Who is believed to have sold something.
    enum Trust {
        /// Servers and tills alone.
        SERVER,
        /// Browsers, too: for shops that have no server feed.
        BROWSER
    }
}
