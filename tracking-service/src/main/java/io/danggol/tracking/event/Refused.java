package io.danggol.tracking.event;

import java.util.List;

/// An event that is not taken.
///
/// @param id the event's id if it has a usable one; else null
/// @param faults the places that are wrong, at least one; the first gives the reason
/// @param consented whether its sender allows it to be kept, be it as a refused one
public record Refused(String id, List<Fault> faults, boolean consented) {
    public Refused {
        if (faults.isEmpty()) throw new IllegalArgumentException("faults: none (expected: at least one)");
    }

    public Reason reason() {
        return faults.getFirst().reason();
    }
}
