package io.danggol.tracking;

/// What one call may hold.
public final class CallLimits {
    /// Events in one call.
    public static final int EVENTS = 50;

    private CallLimits() {}
}
