package io.danggol.tracking.intake;

import io.danggol.chassis.problem.Problem;
import io.danggol.tracking.event.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What became of the events of one call; the counts and the length of `rejected` add up to the events.
///
/// @param accepted on the log now, on all in-sync replicas
/// @param duplicates known to be on the log already
/// @param dropped not kept, as their visitors do not allow it
record Answer(int accepted, int duplicates, int dropped, List<Rejection> rejected) {

    /// @param index the event's place in the call, from 0
    /// @param id null if the event has no usable one
    record Rejection(int index, String id, Problem problem) {
        static Rejection of(int index, Refused refused) {
            return new Rejection(index, refused.id(), problemOf(refused));
        }
    }

    static Answer of(Settlement settlement) {
        return new Answer(
                settlement.fresh().size(),
                settlement.duplicates(),
                settlement.unconsented().size(),
                settlement.refused().entrySet().stream()
                        .map(entry -> Rejection.of(entry.getKey(), entry.getValue()))
                        .toList());
    }

    /// This and the answer to a call that held the events with these indexes of the whole.
    Answer plus(Answer part, List<Integer> indexes) {
        var all = new ArrayList<>(rejected);
        part.rejected.forEach(it -> all.add(new Rejection(indexes.get(it.index()), it.id(), it.problem())));
        all.sort(Comparator.comparingInt(Rejection::index));
        return new Answer(accepted + part.accepted, duplicates + part.duplicates, dropped + part.dropped, all);
    }

    static Problem problemOf(Refused refused) {
        var reason = refused.reason();
        var first = refused.faults().getFirst();
        return Problem.of(422, reason.slug(), reason.title(), (first.pointer() + " " + first.detail()).strip())
                .withErrors(refused.faults().stream()
                        .map(fault -> new Problem.Error(fault.pointer(), fault.detail()))
                        .toList());
    }
}
