package io.danggol.segment.definition;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.UUID;

/// A segment as callers see it.
///
/// @param description null if there is none
/// @param condition as JSON
/// @param state `draft`, `active` or `paused`
public record Segment(
        UUID id,
        String key,
        String name,
        String description,
        Map<String, Object> condition,
        String state,
        Backfill backfill) {

    /// How far the latest change of a segment has reached the profiles.
    ///
    /// @param done profiles that it has reached, of `total`
    public record Backfill(State state, long done, long total) {}

    /// Whether it has reached all.
    public enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE
    }
}
