package io.danggol.tracking.consent;

/// What becomes of an event without consent. Neither keeps anything of it.
public enum Treatment {
    /// Forgotten at once.
    DROP,
    /// Stripped to an anonymous count: one more event of its name.
    COUNT
}
