package io.danggol.segment.history;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// All that is known to have happened to one profile: a set of events by (source, id), in the order of [Event#ORDER].
///
/// The same set results from whatever order and repetition of additions.
public record History(List<Event> events) {
    public static final History EMPTY = new History(List.of());

    public History {
        events = List.copyOf(events);
    }

    /// With these added. Of two bodies under one identity the smaller one (by its text) stays, whichever came first.
    public History with(Collection<Event> more) {
        if (more.isEmpty()) return this;
        var byKey = new LinkedHashMap<Event.Key, Event>();
        events.forEach(event -> byKey.put(event.key(), event));
        var changed = false;
        for (var event : more) {
            var known = byKey.get(event.key());
            if (known == null || smaller(event, known)) {
                byKey.put(event.key(), event);
                changed = true;
            }
        }
        return changed ? new History(byKey.values().stream().sorted(Event.ORDER).toList()) : this;
    }

    /// What had happened at `time`, that instant included.
    public History until(Instant time) {
        return new History(
                events.stream().filter(event -> !event.at().isAfter(time)).toList());
    }

    /// Without these.
    public History without(Set<Event.Key> gone) {
        if (gone.isEmpty()) return this;
        var rest = events.stream().filter(event -> !gone.contains(event.key())).toList();
        return rest.size() == events.size() ? this : new History(rest);
    }

    private static boolean smaller(Event event, Event known) {
        return !event.equals(known) && canonical(event).compareTo(canonical(known)) < 0;
    }

    private static String canonical(Event event) {
        return new Event(
                        event.source(),
                        event.id(),
                        event.name(),
                        event.at(),
                        event.currency(),
                        event.value(),
                        event.items(),
                        Map.of(),
                        Map.of())
                + sorted(event.context())
                + sorted(event.params());
    }

    private static String sorted(Map<String, Object> map) {
        return map.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Object::toString)
                .collect(Collectors.joining(",", "{", "}"));
    }
}
