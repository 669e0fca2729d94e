package io.danggol.segment.history;

import io.danggol.segment.condition.TraitName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// The facts that profile-service folded.
///
/// @param values by name; a `String`, `BigDecimal` or `Instant` each, or several strings; none where unknown
/// @param shares how much of the person's interest goes to a category, 0 to 1
public record Traits(Map<TraitName, List<?>> values, Map<String, BigDecimal> shares) {
    public static final Traits NONE = new Traits(Map.of(), Map.of());

    public Traits {
        values = Map.copyOf(values);
        shares = Map.copyOf(shares);
    }

    /// The values of a trait; none where unknown.
    public List<?> of(TraitName trait) {
        return values.getOrDefault(trait, List.of());
    }

    /// The share of a category; 0 where unknown.
    public BigDecimal share(String category) {
        return shares.getOrDefault(category, BigDecimal.ZERO);
    }
}
