package io.danggol.tracking.event;

import io.danggol.contracts.StorefrontEvent;

/// Who sends events, and so how far they are believed.
public enum Sender {
    /// Anybody with a public key: customers only by token, times of the last 7 days.
    BROWSER(StorefrontEvent.BROWSER),
    /// The shop's server or a till: customers by id, e-mail or phone, times since 2000.
    SERVER(StorefrontEvent.SERVER);

    private final String source;

    Sender(String source) {
        this.source = source;
    }

    /// How messages name it.
    public String source() {
        return source;
    }
}
