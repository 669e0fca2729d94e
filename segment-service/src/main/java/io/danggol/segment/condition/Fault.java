package io.danggol.segment.condition;

/// Why a condition cannot be taken.
///
/// @param pointer JSON Pointer (RFC 6901) to what is wrong, or to the object that lacks something
/// @param detail what is wrong and what is expected
/// @param later whether it is right, but not built yet
public record Fault(String pointer, String detail, boolean later) {
    public Fault(String pointer, String detail) {
        this(pointer, detail, false);
    }
}
