package io.danggol.tracking.intake;

import io.danggol.contracts.StorefrontEvent;
import io.danggol.tracking.event.Refused;
import io.danggol.tracking.event.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The verdicts on the events of one call, sorted by what is to be done.
///
/// @param fresh to be written; each id once, in the order of the call
/// @param duplicates how many are on the log already or come twice in the call
/// @param unconsented names of those that are not to be kept, `custom` for all custom ones
/// @param refused by the event's place in the call
record Settlement(
        List<StorefrontEvent> fresh, int duplicates, List<String> unconsented, Map<Integer, Refused> refused) {

    /// @param known ids that are on the log already
    static Settlement of(List<Verdict> verdicts, Set<String> known) {
        var fresh = new ArrayList<StorefrontEvent>();
        var seen = new HashSet<>(known);
        var duplicates = 0;
        var unconsented = new ArrayList<String>();
        var refused = new TreeMap<Integer, Refused>();
        for (var index = 0; index < verdicts.size(); index++) {
            switch (verdicts.get(index)) {
                case Verdict.Accepted(var event) when seen.add(event.id()) -> fresh.add(event);
                case Verdict.Accepted _ -> duplicates++;
                case Verdict.Unconsented(var family) -> unconsented.add(family);
                case Verdict.Rejected(var why) -> refused.put(index, why);
            }
        }
        return new Settlement(fresh, duplicates, unconsented, refused);
    }
}
