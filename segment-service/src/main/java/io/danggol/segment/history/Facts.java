package io.danggol.segment.history;

/// All that is known of one profile.
public record Facts(Behaviour behaviour, Traits traits, Consents consents) {}
