package io.danggol.segment.condition;

/// Something wrong in a condition.
///
/// @param pointer JSON Pointer (RFC 6901) to what is wrong, or to the object that lacks something
/// @param detail what is wrong and what is expected
public record Fault(String pointer, String detail) {}
