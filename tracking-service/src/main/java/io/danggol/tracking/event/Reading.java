package io.danggol.tracking.event;

/// What became of reading one event.
public sealed interface Reading {
    record Read(Draft draft) implements Reading {}

    record Unreadable(Refused refused) implements Reading {}
}
