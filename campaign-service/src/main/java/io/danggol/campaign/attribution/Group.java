package io.danggol.campaign.attribution;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// People of whom the same was done, and what they did then. Each person counts once, each order once.
///
/// @param converted those who reached the goal in its time
/// @param revenue what their orders of that time were worth after refunds, by currency; empty where the goal is no
/// order
public record Group(long people, long converted, Map<String, BigDecimal> revenue) {
    /// Nobody.
    public static final Group EMPTY = new Group(0, 0, Map.of());

    public Group {
        revenue = Map.copyOf(revenue);
    }

    /// The group of `people` persons.
    ///
    /// @param touched when something was done of each; who did nothing that could count may be left out
    /// @param reached what each of them did that counts for the goal
    static Group of(
            long people, Window window, Map<?, ? extends Collection<Instant>> touched, Map<?, List<Reached>> reached) {
        var converted = 0L;
        var revenue = new TreeMap<String, BigDecimal>();
        for (var person : touched.entrySet()) {
            var counted = reached.getOrDefault(person.getKey(), List.of()).stream()
                    .filter(one -> person.getValue().stream().anyMatch(at -> window.covers(at, one.at())))
                    .toList();
            if (!counted.isEmpty()) converted++;
            counted.forEach(one ->
                    one.worth().ifPresent(worth -> revenue.merge(worth.currency(), worth.amount(), BigDecimal::add)));
        }
        return new Group(people, converted, revenue);
    }
}
