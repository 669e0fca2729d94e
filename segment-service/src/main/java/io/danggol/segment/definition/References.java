package io.danggol.segment.definition;

import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks the segments that a condition refers to.
public final class References {
    private References() {}

    /// What is wrong with them: unknown ones, and those that lead back to `key`. Empty if nothing is.
    ///
    /// @param key of the segment that the condition is to define; empty if it defines none
    /// @param pointer where the condition stands in its document
    public static List<Fault> faults(Condition condition, Optional<String> key, Catalogue catalogue, String pointer) {
        var faults = new ArrayList<Fault>();
        collect(condition, key, catalogue, pointer, faults);
        return faults;
    }

    private static void collect(
            Condition condition, Optional<String> key, Catalogue catalogue, String pointer, List<Fault> faults) {
        switch (condition) {
            case Condition.All(var of) -> each(of, key, catalogue, pointer + "/all", faults);
            case Condition.Any(var of) -> each(of, key, catalogue, pointer + "/any", faults);
            case Condition.Not(var of) -> collect(of, key, catalogue, pointer + "/not", faults);
            case Condition.InSegment(var segment) -> {
                if (key.isPresent() && catalogue.leadsTo(condition, key.get())) {
                    faults.add(new Fault(pointer + "/segment", "'" + segment + "' leads back to '" + key.get() + "'"));
                } else if (catalogue.definition(segment).isEmpty()) {
                    faults.add(new Fault(pointer + "/segment", "there is no segment '" + segment + "'"));
                }
            }
            case Condition.Happened _,
                    Condition.Sequence _,
                    Condition.Trait _,
                    Condition.Rfm _,
                    Condition.Lifecycle _,
                    Condition.Affinity _,
                    Condition.Consent _ -> {}
        }
    }

    private static void each(
            List<Condition> of, Optional<String> key, Catalogue catalogue, String pointer, List<Fault> faults) {
        for (var i = 0; i < of.size(); i++) collect(of.get(i), key, catalogue, pointer + "/" + i, faults);
    }
}
