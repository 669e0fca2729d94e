package io.danggol.segment.condition;

import java.util.List;

/// Which events a condition means.
///
/// @param name the event's name
/// @param where what its fields have to be; those on items hold of one and the same item
public record EventPattern(String name, List<Where> where) {
    public EventPattern {
        where = List.copyOf(where);
    }

    /// What one field has to be.
    public record Where(Field field, Criterion criterion) {}

    /// Whether any predicate asks about items.
    public boolean asksAboutItems() {
        // Asked for each event: a loop costs a tenth of a stream.
        for (var each : where) {
            if (each.field().part() == Field.Part.ITEM) return true;
        }
        return false;
    }
}
