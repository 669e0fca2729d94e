package io.danggol.segment.evaluation;

import io.danggol.segment.condition.Condition;
import io.danggol.segment.rfm.Thresholds;
import java.util.Map;
import java.util.Optional;

/// What a condition can refer to outside of the profile.
///
/// @param segments conditions by segment key, without cycles
/// @param thresholds the quintiles in force; empty as long as nobody has bought
/// @param everyOrder whether RFM and lifecycle count orders that only a browser told of
public record World(Map<String, Condition> segments, Optional<Thresholds> thresholds, boolean everyOrder) {
    public World {
        segments = Map.copyOf(segments);
    }
}
