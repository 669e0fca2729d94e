package io.danggol.profile.facts;

import io.danggol.contracts.StorefrontEvent;

/// Whose orders count.
public enum Trust {
    /// Those of the shop's servers and tills.
    SERVER,
    /// Browsers' too, where no server says otherwise: for shops without a server feed.
    BROWSER;

    boolean covers(StorefrontEvent event) {
        return this == BROWSER || event.source().equals(StorefrontEvent.SERVER);
    }
}
