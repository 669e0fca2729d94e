package io.danggol.segment.membership;

import io.danggol.segment.definition.Catalogue;
import io.danggol.segment.definition.Reads;
import io.danggol.segment.history.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which trace what was decided about a profile belongs to: that of the event that decided it, else that of the last
/// news that the segment reads; what time decides belongs to the trace that last set when it is looked at again.
///
/// @param told what the profile learned, in its order; empty where time alone decided
record Causes(Catalogue catalogue, Profile before, Profile after, List<Told> told) {
    /// The trace of a change; null if it belongs to none.
    String of(Change change) {
        if (areUntraced()) return null;
        return switch (change.cause()) {
            case EVENT, TIME -> {
                var byEvent = change.now().occurrence().map(this::ofEvent).orElse(null);
                yield byEvent == null ? of(change.segment()) : byEvent;
            }
            case THRESHOLD, BACKFILL, MERGE -> null;
        };
    }

    /// The traces that the profile has to keep: of each membership that time may change.
    Map<String, String> kept() {
        if (areUntraced()) return Map.of();
        var kept = new HashMap<String, String>();
        after.memberships().forEach((segment, membership) -> {
            if (membership.recheckAt().isEmpty()) return;
            var isSetAnew =
                    !membership.recheckAt().equals(before.membership(segment).recheckAt());
            var trace = isSetAnew ? of(segment) : before.traces().get(segment);
            if (trace != null) kept.put(segment, trace);
        });
        return kept;
    }

    private boolean areUntraced() {
        return before.traces().isEmpty() && told.stream().allMatch(each -> each.traceparent() == null);
    }

    private String ofEvent(String id) {
        return told.stream()
                .filter(each -> each.traceparent() != null
                        && event(each.news()).map(Event::id).filter(id::equals).isPresent())
                .map(Told::traceparent)
                .findFirst()
                .orElse(null);
    }

    private String of(String segment) {
        var reads = catalogue.active().stream()
                .filter(active -> active.key().equals(segment))
                .map(Catalogue.Active::reads)
                .findFirst();
        return told.reversed().stream()
                .filter(each -> each.traceparent() != null
                        && reads.filter(it -> isRead(it, each.news())).isPresent())
                .map(Told::traceparent)
                .findFirst()
                .orElseGet(() -> before.traces().get(segment));
    }

    private static boolean isRead(Reads reads, News news) {
        return switch (news) {
            case News.TraitsChanged _ -> !reads.traits().isEmpty();
            case News.ConsentsChanged _ -> reads.consents();
            default -> event(news).filter(it -> reads.anyOf(Set.of(it.name()))).isPresent();
        };
    }

    private static Optional<Event> event(News news) {
        return switch (news) {
            case News.Happened(var event) -> Optional.of(event);
            case News.MovedIn(var event) -> Optional.of(event);
            case News.MovedOut(var event) -> Optional.of(event);
            case News.TraitsChanged _,
                    News.ConsentsChanged _,
                    News.ConsentsForgotten _,
                    News.MergedAway _,
                    News.SplitOff _,
                    News.Erased _ -> Optional.empty();
        };
    }
}
