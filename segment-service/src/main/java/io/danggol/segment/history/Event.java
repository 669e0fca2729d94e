package io.danggol.segment.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// One thing that a shopper did, reduced to what a condition can ask about. (`source`, `id`) is unique.
///
/// @param at when it happened, in whole microseconds
/// @param currency may be null
/// @param value an [Amount]; null when not given
/// @param context where it happened: `String`s, and `session_number` as a `BigDecimal`
/// @param params its parameters: `String`, `BigDecimal` or `Boolean`
public record Event(
        String source,
        String id,
        String name,
        Instant at,
        String currency,
        Long value,
        List<Item> items,
        Map<String, Object> context,
        Map<String, Object> params) {
    /// The source of events that the shop's own server or a till sent.
    public static final String SERVER = "server";

    /// By time; events of one instant by id.
    public static final Comparator<Event> ORDER =
            Comparator.comparing(Event::at).thenComparing(Event::id).thenComparing(Event::source);

    public Event {
        items = List.copyOf(items);
        context = Map.copyOf(context);
        params = Map.copyOf(params);
    }

    /// What makes it unique.
    public Key key() {
        return new Key(source, id);
    }

    /// Identity of an event.
    public record Key(String source, String id) {}

    /// Whether the shop's own server or a till said so.
    public boolean fromServer() {
        return source.equals(SERVER);
    }

    /// The event's value: as given, else the total of its items.
    public long worth() {
        if (value != null) return value;
        return items.stream()
                .filter(item -> item.total() != null)
                .mapToLong(Item::total)
                .reduce(0, Amount::plus);
    }
}
