package io.danggol.tracking.event;

/// A place in an event that is not as it should be.
///
/// @param pointer JSON Pointer from the event on
/// @param detail what was expected; never the value, which may be personal
public record Fault(Reason reason, String pointer, String detail) {}
