package io.danggol.shop.crowd;

/// Hears how far the past has been sent; from several threads.
public interface PastProgress {
    /// @param done customers, consents and events sent so far
    /// @param total of them to send
    void at(long done, long total);
}
