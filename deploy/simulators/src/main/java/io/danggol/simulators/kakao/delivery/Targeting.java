package io.danggol.simulators.kakao.delivery;

/// Whom a Brand Message may reach.
public enum Targeting {
    /// Those of the recipients who are friends of the channel.
    I,
    /// Those who agreed to the advertiser's messages.
    M,
    /// Those of [#M] who are not friends of the channel.
    N
}
